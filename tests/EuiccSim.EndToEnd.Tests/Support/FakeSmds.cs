using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es11;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Support;

/// <summary>An SM-DS that believes every eUICC, before servers that are asked for all other addresses.</summary>
internal sealed class FakeSmds(RspPki pki, IEs9Transport others) : IEs9Transport
{
    private readonly TransactionId _session = TransactionId.Parse("D5D5D5D5D5D5D5D5");

    internal const string Address = "testrootsmds.example.com";

    internal List<EventEntries> Events { get; } = [];

    /// <summary>The MatchingID that the eUICC signed last.</summary>
    internal string? AskedFor { get; private set; }

    public Task<Es9HttpResponse> PostAsync(string serverAddress, string function, Octets request, CancellationToken cancellationToken)
    {
        if (serverAddress != Address) return others.PostAsync(serverAddress, function, request, cancellationToken);
        Octets body = function == "initiateAuthentication" ? Initiate(request) : Authenticate(request);
        return Task.FromResult(new Es9HttpResponse(200, body));
    }

    private Octets Initiate(Octets request)
    {
        InitiateAuthenticationRequest asked = RspJson.ReadRequest<InitiateAuthenticationRequest>(request);
        Signed<ServerSigned1> signed = Signed<ServerSigned1>.Of(new()
        {
            TransactionId = _session,
            EuiccChallenge = asked.EuiccChallenge,
            ServerAddress = Address,
            ServerChallenge = Octets.FromHex("5C5C5C5C5C5C5C5C5C5C5C5C5C5C5C5C"),
        });
        return RspJson.WriteResponse(new InitiateAuthenticationOkEs9
        {
            TransactionId = _session,
            ServerSigned1 = signed,
            ServerSignature1 = pki.DsAuthKey!.Sign(signed.Encoded.Span),
            EuiccCiPKIdToBeUsed = pki.TrustedCi.SubjectKeyIdentifier,
            ServerCertificate = new(pki.DsAuth!.Encoded),
        });
    }

    private Octets Authenticate(Octets request)
    {
        AuthenticateClientRequest asked = RspJson.ReadRequest<AuthenticateClientRequest>(request);
        if (asked.AuthenticateServerResponse.Value is not AuthenticateServerResponse.Ok ok)
            return RspJson.WriteResponse(ResponseHeader.Failure(StatusCodes.EuiccSignatureInvalid));
        AskedFor = ((CtxParams1.CommonAuthentication)ok.Value.EuiccSigned1.Value.CtxParams1.Value).Value.MatchingId;
        return RspJson.WriteResponse(new AuthenticateClientOkEs11 { TransactionId = _session, EventEntries = SequenceOf.From(Events) });
    }
}
