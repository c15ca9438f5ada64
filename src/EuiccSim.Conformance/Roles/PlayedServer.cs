using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Roles;

/// <summary>
/// The SM-DP+'s side of a download, step by step and without rules of its own, so that a case can do each step wrongly. Not the SM-DP+ of the
/// product: the two must not share their mistakes.
/// </summary>
internal sealed record PlayedServer
{
    /// <summary>Certificates and keys. Cases that play a false server change them.</summary>
    internal required RspPki Pki { get; init; }

    /// <summary>Under which CI the eUICC shall sign; null for that of the server.</summary>
    internal RspPki? SigningPki { get; init; }

    /// <summary>The EID of the card, for the session keys.</summary>
    internal required string EidDigits { get; init; }

    /// <summary>Where the one-time key comes from.</summary>
    internal required RandomSource Random { get; init; }

    /// <summary>What serverAddress says.</summary>
    internal string Address { get; init; } = "testsmdpplus1.example.com";

    internal TransactionId TransactionId { get; init; } = TransactionId.Parse("0102030405060708");

    internal Octets ServerChallenge { get; init; } = Octets.FromHex("00112233445566778899AABBCCDDEEFF");

    /// <summary>What the LPA says of the Activation Code; null to leave it out.</summary>
    internal string? MatchingId { get; init; }

    internal Octets HostId { get; init; } = Octets.FromHex("8080808080808080");

    internal byte RemoteOperation { get; init; } = 1;

    internal ControlRefTemplate? Template { get; init; }

    /// <summary>What 'BF23' names, if not <see cref="TransactionId"/>.</summary>
    internal TransactionId? BoundTransactionId { get; init; }

    /// <summary>What 'BF23' offers, if not a key of the right curve.</summary>
    internal Octets? OfferedOtpk { get; init; }

    /// <summary>The plaintext of ConfigureISDP; null for an 'A0' with nothing in it.</summary>
    internal Octets? ConfigureIsdp { get; init; } = Octets.FromHex("BF2400");

    /// <summary>The plaintext of ReplaceSessionKeys; the profile elements follow under these keys if they can be read.</summary>
    internal Octets? ReplaceSessionKeys { get; init; }

    /// <summary>How much of the metadata goes into one '88'.</summary>
    internal int MetadataBlock { get; init; } = Bsp.MaxPlain88;

    /// <summary>How much of the package goes into one '86'.</summary>
    internal int ElementBlock { get; init; } = Bsp.MaxPlain86;

    private EcKeyAgreementKey OneTimeKey => Drawn.Of(Pki.Curve, Random);

    private OneTimeKeys Drawn { get; init; } = new();

    /// <summary>AuthenticateServer for a challenge.</summary>
    internal AuthenticateServerRequest Authenticate(Octets challenge)
    {
        Signed<ServerSigned1> signed = Signed<ServerSigned1>.Of(new()
        {
            TransactionId = TransactionId,
            EuiccChallenge = challenge,
            ServerAddress = Address,
            ServerChallenge = ServerChallenge,
        });
        return new()
        {
            ServerSigned1 = signed,
            ServerSignature1 = Pki.DpAuthKey.Sign(signed.Encoded.Span),
            EuiccCiPKIdToBeUsed = (SigningPki ?? Pki).TrustedCi.SubjectKeyIdentifier,
            ServerCertificate = new(Pki.DpAuth.Encoded),
            CtxParams1 = Signed<CtxParams1>.Of(new CtxParams1.CommonAuthentication(new()
            {
                MatchingId = MatchingId,
                DeviceInfo = new() { Tac = Octets.FromHex("35290611"), DeviceCapabilities = new() },
            })),
        };
    }

    /// <summary>PrepareDownload after a successful authentication.</summary>
    internal PrepareDownloadRequest Prepare(AuthenticateServerResponse response, Octets? bound = null, Octets? hashCc = null)
    {
        Octets signature1 = ((AuthenticateServerResponse.Ok)response).Value.EuiccSignature1;
        Signed<SmdpSigned2> signed = Signed<SmdpSigned2>.Of(new()
        {
            TransactionId = TransactionId,
            CcRequiredFlag = hashCc is not null,
            BppEuiccOtpk = bound,
        });
        return new()
        {
            SmdpSigned2 = signed,
            SmdpSignature2 = Pki.DpPbKey.Sign(Octets.Concat(signed.Encoded, Octets.FromHex("5F3740"), signature1).Span),
            HashCc = hashCc,
            SmdpCertificate = new(Pki.DpPb.Encoded),
        };
    }

    /// <summary>A package bound to a one-time key of the eUICC.</summary>
    internal BoundPackage Bind(Octets euiccOtpk, Octets metadata, Octets upp)
    {
        ControlRefTemplate template = Template ?? new() { KeyType = Octets.FromHex("88"), KeyLen = Octets.FromHex("10"), HostId = HostId };
        byte[] secret = OneTimeKey.Agree(EcPublicKey.FromPoint(OneTimeKey.Curve, euiccOtpk));
        using BspKeys sessionKeys = BspKeys.Derive(secret, 0x88, 0x10, HostId.Span, Convert.FromHexString(EidDigits));
        using Bsp bsp = new(sessionKeys);
        return new()
        {
            InitialiseSecureChannel = InitialiseSecureChannel(template, euiccOtpk),
            ConfigureIsdp = ConfigureIsdp is { } command ? [bsp.Protect(Bsp.Tag87, command.Span)] : [],
            StoreMetadata = Protect(bsp, Bsp.Tag88, metadata, MetadataBlock),
            ReplaceSessionKeys = ReplaceSessionKeys is { } keys ? [Replace(bsp, keys)] : [],
            ProfileElements = Protect(bsp, Bsp.Tag86, upp, ElementBlock),
        };
    }

    private static SequenceOf<Octets> Protect(Bsp bsp, byte tag, Octets plain, int blockSize)
    {
        List<Octets> blocks = [];
        for (int at = 0; at < plain.Length; at += blockSize)
            blocks.Add(bsp.Protect(tag, plain.Slice(at, Math.Min(blockSize, plain.Length - at)).Span));
        return SequenceOf.From(blocks);
    }

    /// <summary>'BF26 36 80 10 … 81 10 … 82 10 …' when it is right.</summary>
    private static Octets Replace(Bsp bsp, Octets plain)
    {
        Octets block = bsp.Protect(Bsp.Tag87, plain.Span);
        if (plain.Length == 57) bsp.ReplaceKeys(plain.Slice(5, 16).Span, plain.Slice(23, 16).Span, plain.Slice(41, 16).Span);
        return block;
    }

    private Octets InitialiseSecureChannel(ControlRefTemplate template, Octets euiccOtpk)
    {
        Octets crt = Asn1Codec.Encode(template);
        Octets body = Octets.Concat(
            Octets.Of([0x82, 0x01, RemoteOperation]),
            BoundPackage.Tlv("80", (BoundTransactionId ?? TransactionId).Octets),
            BoundPackage.Tlv("A6", crt.Slice(2)),
            BoundPackage.Tlv("5F49", OfferedOtpk ?? OneTimeKey.PublicPoint));
        Octets signature = Pki.DpPbKey.Sign(Octets.Concat(body, BoundPackage.Tlv("5F49", euiccOtpk)).Span);
        return BoundPackage.Tlv("BF23", Octets.Concat(body, BoundPackage.Tlv("5F37", signature)));
    }
}
