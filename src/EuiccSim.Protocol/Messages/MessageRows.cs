using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
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
        MessageRow.Of<OtherSignedNotification>("notification (OtherSignedNotification)", Sequence),
        MessageRow.Of<ServerSigned1>("ServerSigned1", Sequence),
        MessageRow.Of<EuiccSigned1>("EuiccSigned1", Sequence),
        MessageRow.Of<SmdpSigned2>("SmdpSigned2", Sequence),
        MessageRow.Of<EuiccSigned2>("EUICCSigned2", Sequence),
        MessageRow.Of<EuiccResponse>("EUICCResponse of a profile's installation", Sequence),
        new("certificate", Sequence, DescribeCertificate, static octets => RspCertificate.Parse(octets).Encoded),
    ];

    private static IEnumerable<MessageRow> Of(Es10Function function) =>
    [
        new($"{function.QualifiedName}, request", function.Tag, function.DescribeRequest, function.RequestAgain),
        new($"{function.QualifiedName}, response", function.IsSegmented ? InstallationResult : function.Tag, function.DescribeResponse, function.ResponseAgain),
    ];

    private static Asn1Description DescribeCertificate(Octets octets)
    {
        RspCertificate certificate = RspCertificate.Parse(octets);
        Asn1Fields fields = new();
        fields.Add(Asn1Description.Of("subject", certificate.Subject.ToString() ?? ""));
        fields.Add(Asn1Description.Of("issuer", certificate.Issuer.ToString() ?? ""));
        fields.Add(Asn1Description.Of("serialNumber", certificate.SerialNumber));
        fields.Add(Asn1Description.Of("notBefore", certificate.NotBefore.ToString("u", CultureInfo.InvariantCulture)));
        fields.Add(Asn1Description.Of("notAfter", certificate.NotAfter.ToString("u", CultureInfo.InvariantCulture)));
        if (certificate.SubjectKeyIdentifier is { } subject) fields.Add(Asn1Description.Of("subjectKeyIdentifier", subject));
        if (certificate.AuthorityKeyIdentifier is { } authority) fields.Add(Asn1Description.Of("authorityKeyIdentifier", authority));
        return fields.Under("certificate");
    }

    private const int Sequence = 0x30;
    private const int InstallationResult = 0xBF37;
}
