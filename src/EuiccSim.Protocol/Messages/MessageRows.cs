using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es11;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Protocol.Messages;

/// <summary>The messages with an ASN.1 encoding: those of ES10 from its catalogue, and what is sent and signed besides.</summary>
internal static class MessageRows
{
    internal static IReadOnlyList<MessageRow> All { get; } =
    [
        .. Es10Catalogue.Sgp22V2.Functions.SelectMany(Of),
        MessageRow.Of<InitialiseSecureChannelRequest>("ES8+.InitialiseSecureChannel", BppGrammar.InitialiseSecureChannel),
        MessageRow.Of<ConfigureIsdpRequest>("ES8+.ConfigureISDP", 0xBF24),
        MessageRow.Of<StoreMetadataRequest>("ES8+.StoreMetadata (profile metadata)", 0xBF25),
        MessageRow.Of<ReplaceSessionKeysRequest>("ES8+.ReplaceSessionKeys", 0xBF26),
        MessageRow.Of<UpdateMetadataRequest>("ES6.UpdateMetadata", 0xBF2A),
        MessageRow.Of<ProfileInstallationResultData>("ProfileInstallationResultData", 0xBF27),
        MessageRow.Of<NotificationMetadata>("NotificationMetadata", 0xBF2F),
        MessageRow.Of<ProfileInfo>("ProfileInfo", 0xE3),
        MessageRow.Of<InitiateAuthenticationRequest>("ES9+.InitiateAuthentication, request", 0xBF39),
        MessageRow.Of<InitiateAuthenticationResponse>("ES9+.InitiateAuthentication, response", 0xBF39),
        MessageRow.Of<AuthenticateClientRequest>("ES9+.AuthenticateClient, request", 0xBF3B),
        MessageRow.Of<AuthenticateClientResponseEs9>("ES9+.AuthenticateClient, response", 0xBF3B),
        MessageRow.Of<GetBoundProfilePackageRequest>("ES9+.GetBoundProfilePackage, request", 0xBF3A),
        MessageRow.Of<GetBoundProfilePackageResponse>("ES9+.GetBoundProfilePackage, response", 0xBF3A),
        MessageRow.Of<CancelSessionRequestEs9>("ES9+.CancelSession, request", 0xBF41),
        MessageRow.Of<CancelSessionResponseEs9>("ES9+.CancelSession, response", 0xBF41),
        MessageRow.Of<HandleNotification>("ES9+.HandleNotification, request", 0xBF3D),
        MessageRow.Of<RemoteProfileProvisioningRequest>("ES9+ request in ASN.1 (RemoteProfileProvisioningRequest)", 0xA2),
        MessageRow.Of<RemoteProfileProvisioningResponse>("ES9+ or ES11 response in ASN.1 (RemoteProfileProvisioningResponse)", 0xA2),
        MessageRow.Of<AuthenticateClientResponseEs11>("ES11.AuthenticateClient, response", 0xBF40),
        MessageRow.Of<IsdrProprietaryApplicationTemplate>("ISDRProprietaryApplicationTemplate, in the answer to SELECT ISD-R", 0xE0),
        MessageRow.Of<OtherSignedNotification>("notification (OtherSignedNotification)", Sequence),
        MessageRow.Of<ServerSigned1>("ServerSigned1", Sequence),
        MessageRow.Of<EuiccSigned1>("EuiccSigned1", Sequence),
        MessageRow.Of<SmdpSigned2>("SmdpSigned2", Sequence),
        MessageRow.Of<EuiccSigned2>("EUICCSigned2", Sequence),
        MessageRow.Of<EuiccCancelSessionSigned>("EuiccCancelSessionSigned", Sequence),
        MessageRow.Of<EuiccResponse>("EUICCResponse of a profile's installation", Sequence),
        new(Certificate, Sequence, DescribeCertificate, static octets => RspCertificate.Parse(octets).Encoded, null),
    ];

    /// <summary>The messages that octets can be; where some were understood whole, only these.</summary>
    internal static IEnumerable<DecodedMessage> Read(Octets octets, TlvHeader header)
    {
        List<(DecodedMessage Message, bool IsWhole)> read = [];
        foreach (MessageRow row in All.Where(row => row.Tag == header.Tag))
        {
            try
            {
                read.Add((new(row.Name, row.Describe(octets)), row.Again(octets) == octets));
            }
            catch (Asn1ContentException)
            {
                // Another one, or none: then it is told where.
            }
        }
        bool isAnyWhole = read.Any(one => one.IsWhole);
        return read.Where(one => one.IsWhole || !isAnyWhole).Select(one => one.Message);
    }

    private static IEnumerable<MessageRow> Of(Es10Function function) =>
    [
        new($"{function.QualifiedName}, request", function.Tag, function.DescribeRequest, function.RequestAgain, function.RequestShape),
        new($"{function.QualifiedName}, response", function.IsSegmented ? InstallationResult : function.Tag, function.DescribeResponse, function.ResponseAgain, function.ResponseShape),
    ];

    private static Asn1Description DescribeCertificate(Octets octets)
    {
        RspCertificate certificate = RspCertificate.Parse(octets);
        Asn1Fields fields = new();
        string[] roles = [.. Enum.GetValues<CertificateRole>().Where(certificate.HasRole).Select(role => StandardName.Of(role))];
        if (roles.Length > 0) fields.Add(Asn1Description.Of("role", string.Join(", ", roles)));
        fields.Add(Asn1Description.Of("subject", certificate.Subject.ToString() ?? ""));
        fields.Add(Asn1Description.Of("issuer", certificate.Issuer.ToString() ?? ""));
        fields.Add(Asn1Description.Of("serialNumber", certificate.SerialNumber));
        fields.Add(Asn1Description.Of("notBefore", certificate.NotBefore.ToString("u", CultureInfo.InvariantCulture)));
        fields.Add(Asn1Description.Of("notAfter", certificate.NotAfter.ToString("u", CultureInfo.InvariantCulture)));
        if (certificate.SubjectKeyIdentifier is { } subject) fields.Add(Asn1Description.Of("subjectKeyIdentifier", subject));
        if (certificate.AuthorityKeyIdentifier is { } authority) fields.Add(Asn1Description.Of("authorityKeyIdentifier", authority));
        if (certificate.Curve is { } curve) fields.Add(Asn1Description.Of("curve", curve.Name));
        if (certificate.PublicKey is { } key) fields.Add(Asn1Description.Of("publicKey", key.Point));
        fields.Add(Asn1Description.Of("signatureAlgorithm", certificate.SignatureAlgorithm));
        fields.Add(Asn1Description.Of("signature", certificate.SignatureValue));
        return fields.Under(Certificate);
    }

    /// <summary>The name of a certificate among the messages.</summary>
    internal const string Certificate = "certificate";


    private const int Sequence = 0x30;
    private const int InstallationResult = 0xBF37;
}
