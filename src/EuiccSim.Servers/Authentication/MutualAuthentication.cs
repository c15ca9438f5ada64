using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Servers.Authentication;

/// <summary>Common mutual authentication, the part of an SM-DP+ and of an SM-DS. SGP.22 v2.5 §3.0.1, §5.6.1, §5.6.3, §5.8.</summary>
internal static class MutualAuthentication
{
    /// <summary>The server shows who it is.</summary>
    internal static Result<ServerProof> Prove(ServerIdentity server, LockedRandom random, InitiateAuthenticationRequest request)
    {
        if (request.EuiccChallenge.Length != ChallengeSize) throw new RspMessageException($"euiccChallenge: not {ChallengeSize} octets");
        EuiccInfo1 info = request.EuiccInfo1.Value;
        int signing = First(server, info.EuiccCiPKIdListForSigning), index = First(server, info.EuiccCiPKIdListForVerification);
        if (ObjectionTo(server, request, signing, index) is { } refusal) return refusal;
        Signed<ServerSigned1> signed = Signed<ServerSigned1>.Of(new()
        {
            TransactionId = TransactionId.FromOctets(random.Draw(TransactionIdSize)),
            EuiccChallenge = request.EuiccChallenge,
            ServerAddress = AddressAs(server, request.SmdpAddress)!,
            ServerChallenge = random.Draw(ChallengeSize),
        });
        return new ServerProof(server.Credentials[index], server.Credentials[signing].Ci.SubjectKeyIdentifier, signed);
    }

    /// <summary>The eUICC shows who it is.</summary>
    internal static Result<Authenticated> Verify(EuiccTrust trust, Octets serverChallenge, AuthenticateClientRequest request)
    {
        if (request.AuthenticateServerResponse.Value is AuthenticateServerResponse.Error { Value: var error })
            return EuiccObjection.Of("AuthenticateServer", error.AuthenticateErrorCode);
        if (request.AuthenticateServerResponse.Value is not AuthenticateServerResponse.Ok { Value: var response }) return Codes.EuiccFailed;
        EuiccSigned1 signed = response.EuiccSigned1.Value;
        if (signed.TransactionId != request.TransactionId) return new Objection(StatusCodes.TransactionIdUnknown, OtherTransaction);
        Result<RspCertificate> chain = EuiccChain.Check(trust, response.EumCertificate, response.EuiccCertificate);
        if (!chain.Succeeds(out RspCertificate? euicc, out Objection refusal)) return refusal;
        Eid eid = EuiccChain.EidOf(euicc);
        bool isSigned = euicc.PublicKey!.Verify(response.EuiccSigned1.Encoded.Span, response.EuiccSignature1.Span);
        if (!isSigned) return new Objection(StatusCodes.EuiccSignatureInvalid, "euiccSignature1 does not verify", eid);
        if (!signed.ServerChallenge.FixedTimeEquals(serverChallenge)) return new Objection(StatusCodes.EuiccSignatureInvalid, "the eUICC signed another challenge", eid);
        return new Authenticated(eid, euicc, signed, response.EuiccSignature1);
    }

    /// <summary>What an eUICC that signed for another session is told.</summary>
    internal const string OtherTransaction = "the eUICC signed another transaction identifier";

    private static Objection? ObjectionTo(ServerIdentity server, InitiateAuthenticationRequest request, int signing, int own)
    {
        EuiccInfo1 info = request.EuiccInfo1.Value;
        if (AddressAs(server, request.SmdpAddress) is null)
            return new(server.Codes.AddressRefused, $"{OneLine.Of(request.SmdpAddress, LongestAddress)} was called, and this is {server.Address}");
        if (signing < 0) return new(server.Codes.SecurityConfigurationUnsupported, $"the eUICC signs under {Keys(info.EuiccCiPKIdListForSigning)}; {Own(server)}");
        if (info.Svn < server.LowestSvn || info.Svn > server.HighestSvn)
            return new(server.Codes.SvnUnsupported, $"the eUICC has {info.Svn}, this server takes {server.LowestSvn} to {server.HighestSvn}");
        return own < 0 ? new(server.Codes.CertificateUnavailable, $"the eUICC verifies with {Keys(info.EuiccCiPKIdListForVerification)}; {Own(server)}") : null;
    }

    private static string Own(ServerIdentity server) =>
        $"this server has {string.Join(", ", server.Credentials.Select(credential => credential.Ci.SubjectKeyIdentifier.ToString()))}";

    private static string Keys(SequenceOf<Octets> keyIdentifiers) => keyIdentifiers.Count == 0 ? "no CI" : OneLine.Of(string.Join(", ", keyIdentifiers), LongestList);

    // SGP.22 knows no ports. Some LPAs tell the one that they connected to (lpac, pySim) and others the host name alone, whether the server's
    // address has a port or not; and each compares what it told with what the server signs.
    private static string? AddressAs(ServerIdentity server, string asked)
    {
        (string host, string? port) = Split(server.Address);
        (string askedHost, string? askedPort) = Split(asked);
        if (!string.Equals(askedHost, host, StringComparison.OrdinalIgnoreCase)) return null;
        if (askedPort is null) return host;
        return port is null || port == askedPort ? $"{host}:{askedPort}" : null;
    }

    private static (string Host, string? Port) Split(string address)
    {
        int colon = address.LastIndexOf(':');
        bool hasPort = colon > 0 && ushort.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);
        return hasPort ? (address[..colon], address[(colon + 1)..]) : (address, null);
    }

    // The eUICC's lists are in its order of preference, which comes before the server's.
    private static int First(ServerIdentity server, SequenceOf<Octets> keyIdentifiers)
    {
        foreach (Octets identifier in keyIdentifiers.Span)
            for (int i = 0; i < server.Credentials.Length; i++)
                if (server.Credentials[i].Ci.SubjectKeyIdentifier == identifier) return i;
        return -1;
    }

    private const int TransactionIdSize = 16;
    private const int ChallengeSize = 16;
    private const int LongestAddress = 100;
    private const int LongestList = 200;
}

/// <summary>What a server authenticates with under one CI.</summary>
internal sealed record ServerCredential(TrustedCi Ci, RspCertificate Certificate, EcSigningKey Key);

/// <summary>Who a server is, and which eUICCs it speaks with.</summary>
internal sealed record ServerIdentity(string Address, ServerCredential[] Credentials, VersionType LowestSvn, VersionType HighestSvn,
    AuthenticationCodes Codes);

/// <summary>The codes of InitiateAuthentication, whose subjects are not the same for SM-DP+ and SM-DS.</summary>
internal sealed record AuthenticationCodes(StatusCode AddressRefused, StatusCode SecurityConfigurationUnsupported, StatusCode SvnUnsupported,
    StatusCode CertificateUnavailable)
{
    /// <summary>SGP.22 v2.5 §5.6.1.</summary>
    internal static readonly AuthenticationCodes Smdp = new(StatusCodes.SmdpAddressRefused, StatusCodes.SecurityConfigurationUnsupported,
        StatusCodes.SvnUnsupported, StatusCodes.SmdpCertificateUnavailable);

    /// <summary>SGP.22 v2.5 §5.8.1.</summary>
    internal static readonly AuthenticationCodes Smds = new(StatusCodes.SmdsAddressRefused, StatusCodes.SmdsSecurityConfigurationUnsupported,
        StatusCodes.SmdsSvnUnsupported, StatusCodes.SmdsCertificateUnavailable);
}

/// <summary>How a server shows who it is.</summary>
/// <param name="Credential">Which of the server's credentials it uses.</param>
/// <param name="CiIdentifier">The key identifier of the CI under which the eUICC shall sign.</param>
/// <param name="Signed">What the server signs.</param>
internal sealed record ServerProof(ServerCredential Credential, Octets CiIdentifier, Signed<ServerSigned1> Signed)
{
    internal TransactionId TransactionId => Signed.Value.TransactionId;

    internal Octets ServerChallenge => Signed.Value.ServerChallenge;

    /// <summary>Signs; not done before there is room for the session.</summary>
    internal InitiateAuthenticationOkEs9 Sign() => new()
    {
        TransactionId = TransactionId,
        ServerSigned1 = Signed,
        ServerSignature1 = Credential.Key.Sign(Signed.Encoded.Span),
        EuiccCiPKIdToBeUsed = CiIdentifier,
        ServerCertificate = new Certificate(Credential.Certificate.Encoded),
    };
}

/// <summary>An eUICC that has shown who it is, and what it said.</summary>
internal sealed record Authenticated(Eid Eid, RspCertificate Certificate, EuiccSigned1 Signed, Octets Signature)
{
    internal CtxParamsForCommonAuthentication Parameters => ((CtxParams1.CommonAuthentication)Signed.CtxParams1.Value).Value;
}
