using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Saip;
using static EuiccSim.Conformance.Roles.BoundPackage;

namespace EuiccSim.Conformance.Roles;

/// <summary>
/// The side of an eUICC and its LPA, step by step and without rules of its own, so that a case can do each step wrongly. Not the card of the
/// product: the two must not share their mistakes.
/// </summary>
internal sealed record PlayedEuicc
{
    /// <summary>CERT.EUICC.ECDSA, or what stands in its place.</summary>
    internal required Octets Certificate { get; init; }

    /// <summary>CERT.EUM.ECDSA, or what stands in its place.</summary>
    internal required Octets EumCertificate { get; init; }

    /// <summary>SK.EUICC.ECDSA.</summary>
    internal required EcSigningKey Key { get; init; }

    internal required string EidDigits { get; init; }

    /// <summary>The subject key identifiers of the CIs that it verifies with, in its order.</summary>
    internal required SequenceOf<Octets> VerifiesWith { get; init; }

    /// <summary>Those under which it signs.</summary>
    internal required SequenceOf<Octets> SignsUnder { get; init; }

    /// <summary>Its one-time key, otSK.EUICC.ECKA.</summary>
    internal required EcKeyAgreementKey OneTimeKey { get; init; }

    internal VersionType Svn { get; init; } = new(2, 5);

    /// <summary>How it signs. Cases that sign wrongly change it.</summary>
    internal Func<EcSigningKey, Octets, Octets> Signs { get; init; } = (key, octets) => key.Sign(octets.Span);

    /// <summary>matchingId; null to leave it out.</summary>
    internal string? MatchingId { get; init; }

    /// <summary>The transactionId in what it signs, if not that of the session.</summary>
    internal Octets? SignedTransactionId { get; init; }

    /// <summary>The serverChallenge that it signs, if not the server's.</summary>
    internal Octets? SignedServerChallenge { get; init; }

    /// <summary>Changes what it says of itself.</summary>
    internal Func<EuiccInfo2, EuiccInfo2> Info2 { get; init; } = info => info;

    /// <summary>Changes the octets of EUICCInfo2, 'BF22'.</summary>
    internal Func<Octets, Octets> Info2Octets { get; init; } = octets => octets;

    /// <summary>TLVs at the end of EUICCInfo1 that only a later version knows.</summary>
    internal Octets MoreInfo1 { get; init; }

    /// <summary>TLVs at the end of deviceInfo that only a later version knows.</summary>
    internal Octets MoreDeviceInfo { get; init; }

    internal Octets EidOctets => Octets.FromHex(EidDigits);

    /// <summary>EUICCInfo1, 'BF20'.</summary>
    internal Octets Info1() => Info1Of(Svn, VerifiesWith, SignsUnder, MoreInfo1);

    /// <summary>EUICCInfo1, 'BF20', of any eUICC.</summary>
    internal static Octets Info1Of(VersionType svn, SequenceOf<Octets> verifiesWith, SequenceOf<Octets> signsUnder, Octets more) =>
        Tlv("BF20", Octets.Concat(Tlv("82", svn.Octets), Keys("A9", verifiesWith), Keys("AA", signsUnder), more));

    /// <summary>The answer to AuthenticateServer, 'BF38', and euiccSignature1 in it.</summary>
    internal (Octets Response, Octets Signature) AuthenticateServer(Octets transactionId, ServerSigned1 server)
    {
        Octets signed = Tlv("30", Octets.Concat(
            Tlv("80", SignedTransactionId ?? transactionId),
            Tlv("83", Octets.Wrap(Encoding.UTF8.GetBytes(server.ServerAddress))),
            Tlv("84", SignedServerChallenge ?? server.ServerChallenge),
            Info2Octets(Asn1Codec.Encode(Info2(Announced()))),
            ContextParameters()));
        Octets signature = Signs(Key, signed);
        return (Tlv("BF38", Tlv("A0", Octets.Concat(signed, Tlv("5F37", signature), Certificate, EumCertificate))), signature);
    }

    /// <summary>The answer to PrepareDownload, 'BF21'.</summary>
    /// <param name="transactionId">The session.</param>
    /// <param name="smdpSignature2">As the server gave it, 64 octets.</param>
    /// <param name="hashCc">The hash of the Confirmation Code, if the user entered one.</param>
    /// <param name="otpk">otPK.EUICC.ECKA, if not that of <see cref="OneTimeKey"/>.</param>
    internal Octets PrepareDownload(Octets transactionId, Octets smdpSignature2, Octets? hashCc = null, Octets? otpk = null)
    {
        Octets signed = Tlv("30", Octets.Concat(
            Tlv("80", SignedTransactionId ?? transactionId),
            Tlv("5F49", otpk ?? OneTimeKey.PublicPoint),
            hashCc is { } hash ? Tlv("04", hash) : Octets.Empty));
        return Tlv("BF21", Tlv("A0", Octets.Concat(signed, Tlv("5F37", Signs(Key, Octets.Concat(signed, Tlv("5F37", smdpSignature2)))))));
    }

    /// <summary>The answer to CancelSession, 'BF41'.</summary>
    internal Octets CancelSession(Octets transactionId, ObjectIdentifier server, CancelSessionReason reason)
    {
        Signed<EuiccCancelSessionSigned> signed = Signed<EuiccCancelSessionSigned>.Of(new()
        {
            TransactionId = TransactionId.FromOctets(SignedTransactionId ?? transactionId),
            SmdpOid = server,
            Reason = reason,
        });
        return Tlv("BF41", Tlv("A0", Octets.Concat(signed.Encoded, Tlv("5F37", Signs(Key, signed.Encoded)))));
    }

    /// <summary>A ProfileInstallationResult, 'BF37'.</summary>
    internal Octets InstallationResult(Octets transactionId, NotificationMetadata metadata, ObjectIdentifier server, FinalResult result)
    {
        Octets data = Asn1Codec.Encode(new ProfileInstallationResultData
        {
            TransactionId = TransactionId.FromOctets(SignedTransactionId ?? transactionId),
            NotificationMetadata = metadata,
            SmdpOid = server,
            FinalResult = result,
        });
        return Tlv("BF37", Octets.Concat(data, Tlv("5F37", Signs(Key, data))));
    }

    /// <summary>Another notification, '30'.</summary>
    internal Octets OtherNotification(NotificationMetadata metadata)
    {
        Octets signed = Asn1Codec.Encode(metadata);
        return Tlv("30", Octets.Concat(signed, Tlv("5F37", Signs(Key, signed)), Certificate, EumCertificate));
    }

    /// <summary>What it says when it refuses: 'BF38', 'BF21' or 'BF41' with an error.</summary>
    internal static Octets Refusal(string tag, Octets transactionId, byte error) =>
        Tlv(tag, Tlv("A1", Octets.Concat(Tlv("80", transactionId), Tlv("02", Octets.Of([error])))));

    /// <summary>CtxParams1 for common authentication: 'A0' with matchingId and deviceInfo.</summary>
    private Octets ContextParameters()
    {
        Octets capabilities = Octets.FromHex("80030D0000" + "81030D0000" + "85030D0000" + "8603090000" + "8803110000");
        Octets device = Tlv("A1", Octets.Concat(Tlv("80", Octets.FromHex("35290611")), Tlv("A1", capabilities), MoreDeviceInfo));
        Octets matchingId = MatchingId is { } id ? Tlv("80", Octets.Wrap(Encoding.UTF8.GetBytes(id))) : Octets.Empty;
        return Tlv("A0", Octets.Concat(matchingId, device));
    }

    private EuiccInfo2 Announced() => new()
    {
        ProfileVersion = new(2, 3, 1),
        Svn = Svn,
        EuiccFirmwareVer = new(1, 0),
        ExtCardResource = Octets.FromHex("81010082040040000083022400"),
        UiccCapability = AllCapabilities,
        RspCapability = RspCapability.AdditionalProfile | RspCapability.TestProfileSupport,
        EuiccCiPKIdListForVerification = VerifiesWith,
        EuiccCiPKIdListForSigning = SignsUnder,
        PpVersion = new(1, 0),
        SasAcreditationNumber = "GI-BA-UP-0419",
        AdditionalEuiccProfilePackageVersions = [new(3, 3)],
    };

    private static Octets Keys(string tag, SequenceOf<Octets> identifiers) =>
        Tlv(tag, Octets.Concat([.. identifiers.Select(identifier => Tlv("04", identifier))]));

    private static UiccCapability AllCapabilities => Enum.GetValues<UiccCapability>().Aggregate((all, one) => all | one);
}
