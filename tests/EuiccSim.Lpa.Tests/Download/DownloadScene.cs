using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Tests.Fakes;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Lpa.Tests.Download;

/// <summary>A download of one profile, in which each side says what a test wants it to say; by default all goes well.</summary>
internal sealed class DownloadScene
{
    internal const string Address = "smdp.example.com";
    internal const string Id = "0102030405060708090A0B0C0D0E0F10";
    internal const string Challenge = "C0C1C2C3C4C5C6C7C8C9CACBCCCDCECF";
    internal static readonly string Signature1 = "5F3740" + new string('1', 128);
    internal static readonly string Signature2 = "5F3740" + new string('8', 128);

    /// <summary>The commands that a download always begins with.</summary>
    internal const string GetInfo1 = "BF2000";
    internal const string GetChallenge = "BF2E00";

    internal static readonly ActivationCode Code = new() { SmdpAddress = Address, MatchingId = "TOKEN-1" };
    internal static readonly Iccid Profile = Iccid.FromDigits("89019990001234567893");

    internal static readonly StoreMetadataRequest Metadata =
        new() { Iccid = Profile, ServiceProviderName = "Provider", ProfileName = "A profile" };

    private const string Info1 = "BF20358203020500A9160414F54172BDF98A95D65CBEB88A38A1C11D800A85C3AA160414F54172BDF98A95D65CBEB88A38A1C11D800A85C3";

    internal ScriptedCard Card { get; } = new();

    internal ScriptedServer Server { get; } = new();

    internal List<DownloadProgress> Progress { get; } = [];

    /// <summary>What the card says to GetEUICCInfo.</summary>
    internal string EuiccInfo1 { get; init; } = Info1;

    /// <summary>What the card says to AuthenticateServer.</summary>
    internal string Agreed { get; init; } = Authenticated;

    internal string ServerAddress { get; init; } = Address;

    internal string SignedAddress { get; init; } = Address;

    internal string SignedChallenge { get; init; } = Challenge;

    internal string SignedId { get; init; } = Id;

    internal string OfferedId { get; init; } = Id;

    internal string Signed2Id { get; init; } = Id;

    internal string PackageId { get; init; } = Id;

    internal bool CcRequired { get; init; }

    internal Octets ServerCertificate { get; init; } = Octets.FromHex("3000");

    internal StoreMetadataRequest Offered { get; init; } = Metadata;

    internal StoreMetadataRequest Packed { get; init; } = Metadata;

    internal DownloadOptions Options { get; init; } = new();

    internal TimeProvider Now { get; init; } = TimeProvider.System;

    internal ActivationCode? ActivationCode { get; init; } = Code;

    internal string Package => Bpp(Packed);

    /// <summary>The eUICC's answer to PrepareDownload.</summary>
    internal static string Prepared { get; } = Hex(Asn1Codec.Encode<PrepareDownloadResponse>(
        new PrepareDownloadResponse.Ok(new()
        {
            EuiccSigned2 = Signed<EuiccSigned2>.Of(new() { TransactionId = TransactionId.Parse(Id), EuiccOtpk = Octets.FromHex("04" + new string('A', 128)) }),
            EuiccSignature2 = Octets.FromHex(new('3', 128)),
        })));

    internal static string Authenticated { get; } = AuthenticatedWith(Octets.FromHex("3000"), Octets.FromHex("3000"));

    internal static string AuthenticatedWith(Octets euicc, Octets eum) => Hex(Asn1Codec.Encode<AuthenticateServerResponse>(
        new AuthenticateServerResponse.Ok(new()
        {
            EuiccSigned1 = Signed<EuiccSigned1>.Of(new()
            {
                TransactionId = TransactionId.Parse(Id),
                ServerAddress = Address,
                ServerChallenge = Octets.FromHex(Challenge),
                EuiccInfo2 = Info2,
                CtxParams1 = Signed<CtxParams1>.Of(new CtxParams1.CommonAuthentication(new() { DeviceInfo = new DownloadOptions().DeviceInfo })),
            }),
            EuiccSignature1 = Octets.FromHex(new('2', 128)),
            EuiccCertificate = new(euicc),
            EumCertificate = new(eum),
        })));

    /// <summary>The eUICC's confirmation of a cancelled session.</summary>
    internal static string Cancelled(CancelSessionReason reason) =>
        $"BF4161A05F301A8010{Id}810388370A8201{(int)reason:X2}5F3740{new string('5', 128)}";

    internal static string CancelCommand(CancelSessionReason reason) => $"BF41158010{Id}8101{(int)reason:X2}";

    internal static string Installed { get; } = Result("A0164F10A0000005591010FFFFFFFF890000100004023000");

    internal static string Failed { get; } = Result("A10680010581010C");

    internal async Task<DownloadOutcome> RunAsync(CancellationToken cancellationToken = default)
    {
        await using LpaClient lpa = await LpaClient.OpenAsync(Card, Server, new() { Time = Now }, CancellationToken.None);
        DownloadOutcome outcome = await lpa.DownloadAsync(ActivationCode, Options, new Listener(Progress), cancellationToken);
        Assert.That((Card.Unused, Server.Unused), Is.EqualTo((0, 0)), "script");
        return outcome;
    }

    internal DownloadScene ToInitiated()
    {
        Card.Answers(EuiccInfo1, to: GetInfo1).Answers("BF2E128010" + Challenge, to: GetChallenge);
        Server.Answers(
            "initiateAuthentication",
            ("transactionId", Id),
            ("serverSigned1", Base64(Hex(ServerSigned1))),
            ("serverSignature1", Base64(Signature1)),
            ("euiccCiPKIdToBeUsed", Base64("0414F54172BDF98A95D65CBEB88A38A1C11D800A85C3")),
            ("serverCertificate", Base64(Hex(ServerCertificate))));
        return this;
    }

    internal DownloadScene ToAuthenticated()
    {
        ToInitiated();
        Card.Answers(Agreed);
        return this;
    }

    internal DownloadScene ToOffered()
    {
        ToAuthenticated();
        Octets signed2 = Asn1Codec.Encode(new SmdpSigned2 { TransactionId = TransactionId.Parse(Signed2Id), CcRequiredFlag = CcRequired });
        Server.Answers(
            "authenticateClient",
            ("transactionId", OfferedId),
            ("profileMetadata", Base64(Hex(Asn1Codec.Encode(Offered)))),
            ("smdpSigned2", Base64(Hex(signed2))),
            ("smdpSignature2", Base64(Signature2)),
            ("smdpCertificate", Base64("3003020101")));
        return this;
    }

    internal DownloadScene ToPrepared()
    {
        ToOffered();
        Card.Answers(Prepared);
        return this;
    }

    internal DownloadScene ToPackage(string? package = null)
    {
        ToPrepared();
        Server.Answers("getBoundProfilePackage", ("transactionId", PackageId), ("boundProfilePackage", Base64(package ?? Package)));
        return this;
    }

    internal DownloadScene ToLoaded(string? result = null)
    {
        ToPackage();
        Card.SegmentsUntilResult = SegmentCount;
        Card.BppResult = result ?? Installed;
        return this;
    }

    internal DownloadScene ToTheEnd(string? result = null)
    {
        ToLoaded(result);
        Server.AnswersRaw("handleNotification", 204);
        Card.Answers("BF3003800100", to: "BF3003800107");
        if (result is null || result == Installed) Card.Answers("BF2802A000", to: "BF280481020780");
        return this;
    }

    /// <summary>Both sides hear of the cancellation.</summary>
    internal DownloadScene ThenCancelled(CancelSessionReason reason)
    {
        Card.Answers(Cancelled(reason), to: CancelCommand(reason));
        Server.Answers("cancelSession");
        return this;
    }

    /// <summary>BF23, A0 with its 87, A1, 88, A3, two 86.</summary>
    internal const int SegmentCount = 7;

    internal static string Bpp(StoreMetadataRequest metadata)
    {
        Octets channel = Asn1Codec.Encode(new InitialiseSecureChannelRequest
        {
            RemoteOpId = RemoteOpId.InstallBoundProfilePackage,
            TransactionId = TransactionId.Parse(Id),
            ControlRefTemplate = new() { KeyType = Octets.FromHex("88"), KeyLen = Octets.FromHex("10"), HostId = Octets.FromHex("01") },
            SmdpOtpk = Octets.FromHex("04" + new string('B', 128)),
            SmdpSign = Octets.FromHex(new('4', 128)),
        });
        string block88 = Tlv("88", Hex(Asn1Codec.Encode(metadata)) + "AAAAAAAAAAAAAAAA");
        return Tlv("BF36", Hex(channel) + Tlv("A0", Tlv("87", new('0', 48))) + Tlv("A1", block88) + Tlv("A3", Tlv("86", new('6', 600)) + Tlv("86", "66")));
    }

    /// <summary>DER, any length under 64 KiB.</summary>
    internal static string Tlv(string tag, string value)
    {
        int length = value.Length / 2;
        string l = length < 0x80 ? $"{length:X2}" : length < 0x100 ? $"81{length:X2}" : $"82{length:X4}";
        return tag + l + value;
    }

    internal static string Base64(string hex) => Convert.ToBase64String(Convert.FromHexString(hex));

    private Octets ServerSigned1 => Asn1Codec.Encode(new ServerSigned1
    {
        TransactionId = TransactionId.Parse(SignedId),
        EuiccChallenge = Octets.FromHex(SignedChallenge),
        ServerAddress = SignedAddress,
        ServerChallenge = Octets.FromHex(Challenge),
    });

    /// <summary>Sequence number 7, of this session.</summary>
    internal static string Result(string final)
    {
        string metadata = Tlv("BF2F", "800107" + "81020780" + Tlv("0C", Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(Address))) + Tlv("5A", Profile.Ef.ToString()));
        return Tlv("BF37", Tlv("BF27", "8010" + Id + metadata + "060388370A" + Tlv("A2", final)) + "5F3740" + new string('9', 128));
    }

    private static EuiccInfo2 Info2 => new()
    {
        ProfileVersion = new(2, 3),
        Svn = new(2, 5),
        EuiccFirmwareVer = new(1, 0),
        ExtCardResource = Octets.FromHex("81010082040004900083022000"),
        UiccCapability = (UiccCapability)2,
        RspCapability = RspCapability.AdditionalProfile,
        EuiccCiPKIdListForVerification = [],
        EuiccCiPKIdListForSigning = [],
        PpVersion = new(0, 0),
        SasAcreditationNumber = "X",
    };

    private static string Hex(Octets octets) => octets.ToString();

    private sealed class Listener(List<DownloadProgress> heard) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => heard.Add(value);
    }
}
