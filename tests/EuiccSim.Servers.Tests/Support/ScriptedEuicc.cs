using System.Security.Cryptography;
using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Saip;
using EuiccSim.Servers.SmDp;
using EuiccSim.Testing;

namespace EuiccSim.Servers.Tests.Support;

/// <summary>
/// An eUICC and its LPA as the server sees them: says what a test makes it say, with signatures that are right unless a test spoils them.
/// </summary>
internal sealed class ScriptedEuicc
{
    private readonly RspPki _pki;
    private long _sequenceNumber;

    internal ScriptedEuicc(SmdpServer server, RspPki pki) : this((function, body) => server.HandleAsync(function, body).Now(), pki)
    {
    }

    internal ScriptedEuicc(Func<string, Octets, Es9HttpResponse> server, RspPki pki)
    {
        Reach = server;
        _pki = pki;
        (Certificate, EumCertificate, Key) = (pki.Euicc, pki.Eum, pki.EuiccKey);
        CiIdentifiers = [pki.Ci.SubjectKeyIdentifier!.Value];
        OneTimeKey = NewKey("otSK.EUICC");
    }

    internal RspCertificate Certificate { get; set; }

    internal RspCertificate EumCertificate { get; set; }

    internal EcSigningKey Key { get; set; }

    internal SequenceOf<Octets> CiIdentifiers { get; set; }

    internal SequenceOf<Octets>? VerificationCiIdentifiers { get; set; }

    internal string Svn { get; set; } = "2.5.0";

    internal string? MatchingId { get; set; } = "MATCH";

    internal string ConfirmationCode { get; set; } = "";

    internal Octets ExtCardResource { get; set; } = Octets.FromHex("81010082040004900083022400");

    internal UiccCapability UiccCapability { get; set; }

    internal DeviceCapabilities DeviceCapabilities { get; set; } = new();

    internal SequenceOf<VersionType>? MoreProfileVersions { get; set; }

    internal RspCapability RspCapability { get; set; } = RspCapability.AdditionalProfile;

    internal PprIds? ForbiddenRules { get; set; }

    internal EcKeyAgreementKey OneTimeKey { get; set; }

    internal TransactionId TransactionId { get; set; }

    internal Octets ServerChallenge { get; set; }

    internal Octets Signature1 { get; private set; }

    internal Octets SmdpSignature2 { get; private set; }

    internal SmdpSigned2? SmdpSigned2 { get; private set; }

    internal Octets EidOctets => Octets.FromHex(Certificate.Subject.SerialNumber!);

    internal Eid Eid => Eid.FromDigits(Certificate.Subject.SerialNumber!);

    /// <summary>Another eUICC of the same maker.</summary>
    internal ScriptedEuicc WithEid(string eid)
    {
        Rfc6979SigningKey key = Rfc6979SigningKey.Generate(_pki.Curve, new SeededRandom(eid));
        Key = key;
        Certificate = CertificateTemplates.Euicc(eid, Octets.FromHex("0201"), TestServer.Start.AddYears(-1))
            .Issue(key.PublicKey, _pki.Eum, _pki.EumKey!);
        OneTimeKey = NewKey("otSK " + eid);
        return this;
    }

    internal EcKeyAgreementKey NewKey(string seed) => EcKeyAgreementKey.Generate(_pki.Curve, new SeededRandom(seed));

    internal Answer Initiate(string address = TestServer.Address, string challenge = "000102030405060708090A0B0C0D0E0F")
    {
        EuiccInfo1 info = new()
        {
            Svn = VersionType.Parse(Svn),
            EuiccCiPKIdListForVerification = VerificationCiIdentifiers ?? CiIdentifiers,
            EuiccCiPKIdListForSigning = CiIdentifiers,
        };
        Answer answer = Call("initiateAuthentication",
            $$"""{"euiccChallenge":"{{Base64(Octets.FromHex(challenge))}}","euiccInfo1":"{{Base64(Asn1Codec.Encode(info))}}","smdpAddress":"{{address}}"}""");
        if (answer.Status != 200 || answer.Code.Length != 0) return answer;
        TransactionId = TransactionId.Parse(answer.Text("transactionId"));
        ServerChallenge = answer.Der<ServerSigned1>("serverSigned1").ServerChallenge;
        return answer;
    }

    internal Answer AuthenticateClient(Func<EuiccSigned1, EuiccSigned1>? change = null, bool spoil = false)
    {
        EuiccSigned1 signed = new()
        {
            TransactionId = TransactionId,
            ServerAddress = TestServer.Address,
            ServerChallenge = ServerChallenge,
            EuiccInfo2 = Info2(),
            CtxParams1 = Signed<CtxParams1>.Of(new CtxParams1.CommonAuthentication(new()
            {
                MatchingId = MatchingId,
                DeviceInfo = new() { Tac = Octets.FromHex("35290611"), DeviceCapabilities = DeviceCapabilities },
            })),
        };
        Signed<EuiccSigned1> encoded = Signed<EuiccSigned1>.Of(change is null ? signed : change(signed));
        Signature1 = Spoiled(Key.Sign(encoded.Encoded.Span), spoil);
        return AuthenticateClient(new AuthenticateServerResponse.Ok(new()
        {
            EuiccSigned1 = encoded,
            EuiccSignature1 = Signature1,
            EuiccCertificate = new(Certificate.Encoded),
            EumCertificate = new(EumCertificate.Encoded),
        }));
    }

    internal Answer AuthenticateClient(AuthenticateServerResponse response, string? transactionId = null)
    {
        Answer answer = Call("authenticateClient",
            $$"""{"transactionId":"{{transactionId ?? TransactionId.ToString()}}","authenticateServerResponse":"{{Base64(Asn1Codec.Encode(response))}}"}""");
        if (answer.Status != 200 || answer.Code.Length != 0) return answer;
        if (!answer.Fields.Contains("smdpSignature2")) return answer; // an SM-DS
        SmdpSignature2 = answer.Der("smdpSignature2").Slice(3);
        SmdpSigned2 = answer.Der<SmdpSigned2>("smdpSigned2");
        return answer;
    }

    internal Answer GetBoundProfilePackage(Func<EuiccSigned2, EuiccSigned2>? change = null, bool spoil = false)
    {
        EuiccSigned2 signed = new()
        {
            TransactionId = TransactionId,
            EuiccOtpk = OneTimeKey.PublicPoint,
            HashCc = ConfirmationCode.Length == 0 ? null : HashCc(ConfirmationCode),
        };
        Octets encoded = Asn1Codec.Encode(change is null ? signed : change(signed));
        Octets signature = Spoiled(Key.Sign(Octets.Concat(encoded, Octets.FromHex("5F3740"), SmdpSignature2).Span), spoil);
        return GetBoundProfilePackage(new PrepareDownloadResponse.Ok(new()
        {
            EuiccSigned2 = Asn1Codec.Decode<Signed<EuiccSigned2>>(encoded),
            EuiccSignature2 = signature,
        }));
    }

    internal Answer GetBoundProfilePackage(PrepareDownloadResponse response, string? transactionId = null) => Call("getBoundProfilePackage",
        $$"""{"transactionId":"{{transactionId ?? TransactionId.ToString()}}","prepareDownloadResponse":"{{Base64(Asn1Codec.Encode(response))}}"}""");

    /// <summary>A whole download up to the package.</summary>
    internal Answer Download()
    {
        Assert.That(Initiate().Code, Is.Empty);
        Assert.That(AuthenticateClient().Code, Is.Empty);
        return GetBoundProfilePackage();
    }

    internal Answer Cancel(CancelSessionReason reason, string oid = "2.999.10", TransactionId? signedId = null, bool spoil = false,
        string? transactionId = null)
    {
        Signed<EuiccCancelSessionSigned> signed = Signed<EuiccCancelSessionSigned>.Of(new()
        {
            TransactionId = signedId ?? TransactionId,
            SmdpOid = new(oid),
            Reason = reason,
        });
        CancelSessionResponse response = new CancelSessionResponse.Ok(new()
        {
            EuiccCancelSessionSigned = signed,
            EuiccCancelSessionSignature = Spoiled(Key.Sign(signed.Encoded.Span), spoil),
        });
        return Cancel(response, transactionId);
    }

    internal Answer Cancel(CancelSessionResponse response, string? transactionId = null) => Call("cancelSession",
        $$"""{"transactionId":"{{transactionId ?? TransactionId.ToString()}}","cancelSessionResponse":"{{Base64(Asn1Codec.Encode(response))}}"}""");

    internal Answer NotifyInstalled(Iccid iccid, string aid = "A0000005591010FFFFFFFF8900001000") =>
        NotifyResult(iccid, new FinalResult.Success(new()
        {
            Aid = Octets.FromHex(aid),
            SimaResponse = Octets.FromHex("3007A0053003800100")
        }));

    internal Answer NotifyFailed(Iccid? iccid, int reason) =>
        NotifyResult(iccid, new FinalResult.Error(new()
        {
            BppCommandId = BppCommandId.LoadProfileElements,
            ErrorReason = (ErrorReason)reason
        }));

    internal Answer NotifyResult(Iccid? iccid, FinalResult result, TransactionId? id = null, string oid = "2.999.10", bool spoil = false,
        long? number = null)
    {
        Signed<ProfileInstallationResultData> data = Signed<ProfileInstallationResultData>.Of(new()
        {
            TransactionId = id ?? TransactionId,
            NotificationMetadata = Metadata(iccid, NotificationEvent.NotificationInstall, number),
            SmdpOid = new(oid),
            FinalResult = result,
        });
        return Notify(new PendingNotification.ProfileInstallationResult(new()
        {
            ProfileInstallationResultData = data,
            EuiccSignPIR = Spoiled(Key.Sign(data.Encoded.Span), spoil),
        }));
    }

    internal Answer NotifyOther(Iccid? iccid, NotificationEvent operation, bool spoil = false, long? number = null)
    {
        Signed<NotificationMetadata> metadata = Signed<NotificationMetadata>.Of(Metadata(iccid, operation, number));
        return Notify(new PendingNotification.Other(new()
        {
            TbsOtherNotification = metadata,
            EuiccNotificationSignature = Spoiled(Key.Sign(metadata.Encoded.Span), spoil),
            EuiccCertificate = new(Certificate.Encoded),
            EumCertificate = new(EumCertificate.Encoded),
        }));
    }

    /// <summary>Carries a function and its request to the server, or to any of several.</summary>
    internal Func<string, Octets, Es9HttpResponse> Reach { get; set; }

    /// <summary>What becomes of each request on its way.</summary>
    internal Func<string, byte[], byte[]>? Tamper { get; set; }

    internal Answer Call(string function, string json)
    {
        byte[] body = Encoding.UTF8.GetBytes(json);
        return Answer.Of(Reach(function, Octets.Of(Tamper is null ? body : Tamper(function, body))));
    }

    internal Octets HashCc(string code) =>
        Octets.Wrap(SHA256.HashData([.. SHA256.HashData(Encoding.UTF8.GetBytes(code)), .. TransactionId.Octets.Span]));

    private Answer Notify(PendingNotification notification) =>
        Call("handleNotification", $$"""{"pendingNotification":"{{Base64(Asn1Codec.Encode(notification))}}"}""");

    private NotificationMetadata Metadata(Iccid? iccid, NotificationEvent operation, long? number) => new()
    {
        SeqNumber = number ?? ++_sequenceNumber,
        ProfileManagementOperation = operation,
        NotificationAddress = TestServer.Address,
        Iccid = iccid,
    };

    private EuiccInfo2 Info2() => new()
    {
        ProfileVersion = new(2, 3, 1),
        Svn = VersionType.Parse(Svn),
        EuiccFirmwareVer = new(1, 0),
        ExtCardResource = ExtCardResource,
        UiccCapability = UiccCapability,
        RspCapability = RspCapability,
        EuiccCiPKIdListForVerification = CiIdentifiers,
        EuiccCiPKIdListForSigning = CiIdentifiers,
        ForbiddenProfilePolicyRules = ForbiddenRules,
        PpVersion = new(1, 0),
        SasAcreditationNumber = "TEST",
        AdditionalEuiccProfilePackageVersions = MoreProfileVersions,
    };

    private static Octets Spoiled(Octets signature, bool spoil)
    {
        byte[] octets = signature.ToArray();
        if (spoil) octets[40] ^= 1;
        return Octets.Wrap(octets);
    }

    private static string Base64(Octets octets) => Convert.ToBase64String(octets.Span);
}
