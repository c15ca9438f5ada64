using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Testing;

namespace EuiccSim.Card.Tests;

/// <summary>
/// The server side of a download, step by step and without rules of its own, so that a test can do each step wrongly. Not the SM-DP+ of the
/// product: the two must not share their mistakes.
/// </summary>
internal sealed class TestServer
{
    private readonly EcKeyAgreementKey _oneTimeKey = EcKeyAgreementKey.Generate(EcCurve.NistP256, new SeededRandom("server"));

    internal RspPki Pki { get; init; } = TestEuicc.Pki;

    internal TransactionId TransactionId { get; init; } = TransactionId.Parse("0102030405060708");

    internal Octets HostId { get; init; } = Octets.FromHex("8080808080808080");

    internal byte RemoteOperation { get; init; } = 1;

    internal ControlRefTemplate? Template { get; init; }

    /// <summary>AuthenticateServer for a challenge.</summary>
    internal AuthenticateServerRequest Authenticate(Octets challenge)
    {
        Signed<ServerSigned1> signed = Signed<ServerSigned1>.Of(new()
        {
            TransactionId = TransactionId,
            EuiccChallenge = challenge,
            ServerAddress = "testsmdpplus1.example.com",
            ServerChallenge = Octets.FromHex("00112233445566778899AABBCCDDEEFF"),
        });
        return new()
        {
            ServerSigned1 = signed,
            ServerSignature1 = Pki.DpAuthKey.Sign(signed.Encoded.Span),
            EuiccCiPKIdToBeUsed = Pki.TrustedCi.SubjectKeyIdentifier,
            ServerCertificate = new(Pki.DpAuth.Encoded),
            CtxParams1 = Signed<CtxParams1>.Of(new CtxParams1.CommonAuthentication(new()
            {
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

    /// <summary>The segments of a bound profile package, in the order and cut in which an LPA sends them.</summary>
    internal List<Octets> Bind(PrepareDownloadResponse response, StoreMetadataRequest metadata, Octets upp, ReplaceSessionKeysRequest? keys = null) =>
        Bind(((PrepareDownloadResponse.Ok)response).Value.EuiccSigned2.Value.EuiccOtpk, Asn1Codec.Encode(metadata), upp, keys);

    internal List<Octets> Bind(Octets euiccOtpk, Octets metadata, Octets upp, ReplaceSessionKeysRequest? keys = null, Octets? configureIsdp = null)
    {
        ControlRefTemplate template = Template ?? new() { KeyType = Octets.FromHex("88"), KeyLen = Octets.FromHex("10"), HostId = HostId };
        byte[] secret = _oneTimeKey.Agree(EcPublicKey.FromPoint(_oneTimeKey.Curve, euiccOtpk));
        using BspKeys sessionKeys = BspKeys.Derive(secret, 0x88, 0x10, HostId.Span, Convert.FromHexString(Pki.EidDigits));
        using Bsp bsp = new(sessionKeys);
        Octets bf23 = InitialiseSecureChannel(template, euiccOtpk);
        Octets isdp = bsp.Protect(Bsp.Tag87, (configureIsdp ?? Octets.FromHex("BF2400")).Span);
        SequenceOf<Octets> metadataBlocks = bsp.ProtectAll(Bsp.Tag88, metadata.Span);
        Octets replace = Octets.Empty;
        if (keys is not null)
        {
            replace = Tlv("A2", bsp.Protect(Bsp.Tag87, Asn1Codec.Encode(keys).Span));
            bsp.ReplaceKeys(keys.InitialMacChainingValue.Span, keys.PpkEnc.Span, keys.PpkCmac.Span);
        }
        SequenceOf<Octets> elements = bsp.ProtectAll(Bsp.Tag86, upp.Span);
        Octets a0 = Tlv("A0", isdp);
        Octets a1 = Tlv("A1", Octets.Concat([.. metadataBlocks]));
        Octets a3 = Tlv("A3", Octets.Concat([.. elements]));
        Octets bf36 = Tlv("BF36", Octets.Concat(bf23, a0, a1, replace, a3));
        List<Octets> segments = [Octets.Concat(Header(bf36), bf23), a0, Header(a1), .. metadataBlocks];
        if (keys is not null) segments.Add(replace);
        return [.. segments, Header(a3), .. elements];
    }

    private Octets InitialiseSecureChannel(ControlRefTemplate template, Octets euiccOtpk)
    {
        Octets crt = Asn1Codec.Encode(template);
        Octets body = Octets.Concat(
            Octets.Of([0x82, 0x01, RemoteOperation]),
            Tlv("80", TransactionId.Octets),
            Tlv("A6", crt.Slice(2)),
            Tlv("5F49", _oneTimeKey.PublicPoint));
        Octets signature = Pki.DpPbKey.Sign(Octets.Concat(body, Tlv("5F49", euiccOtpk)).Span);
        return Tlv("BF23", Octets.Concat(body, Tlv("5F37", signature)));
    }

    private static Octets Tlv(string tag, Octets value)
    {
        string length = value.Length switch { < 0x80 => $"{value.Length:X2}", < 0x100 => $"81{value.Length:X2}", _ => $"82{value.Length:X4}" };
        return Octets.Concat(Octets.FromHex(tag + length), value);
    }

    private static Octets Header(Octets tlv) => tlv.Slice(0, TlvHeader.Read(tlv.Span).HeaderLength);
}
