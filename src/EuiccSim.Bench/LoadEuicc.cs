using System.Net.Http.Headers;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Protocol.Saip;
using EuiccSim.Testing;

namespace EuiccSim.Bench;

/// <summary>
/// An LPA and an eUICC as a load: says what real ones say, with signatures that hold, and looks at no more of the answers than it needs for
/// the next call. Its one-time key is made beforehand, as an eUICC may.
/// </summary>
internal sealed class LoadEuicc(HttpClient http, string address, RspPki pki)
{
    private readonly Octets _otpk = EcKeyAgreementKey.Generate(pki.Curve, RandomSource.System).PublicPoint;
    private readonly EuiccInfo1 _info1 = new()
    {
        Svn = new(2, 5),
        EuiccCiPKIdListForVerification = [pki.Ci.SubjectKeyIdentifier!.Value],
        EuiccCiPKIdListForSigning = [pki.Ci.SubjectKeyIdentifier!.Value],
    };

    private long _number;

    /// <summary>Downloads what waits under a MatchingID, and tells that it is installed.</summary>
    internal async Task RunSessionAsync(string matchingId, Iccid iccid)
    {
        byte[] challenge = new byte[16];
        RandomSource.System.Fill(challenge);
        InitiateAuthenticationOkEs9 begun = await CallAsync<InitiateAuthenticationRequest, InitiateAuthenticationOkEs9>(new()
        {
            EuiccChallenge = Octets.Wrap(challenge),
            EuiccInfo1 = Signed<EuiccInfo1>.Of(_info1),
            SmdpAddress = address,
        });
        (AuthenticateClientRequest authentication, Octets signature1) = Authenticate(begun, matchingId);
        AuthenticateClientOk offered = await CallAsync<AuthenticateClientRequest, AuthenticateClientOk>(authentication);
        await CallAsync<GetBoundProfilePackageRequest, GetBoundProfilePackageOk>(Prepare(offered));
        await PostAsync(HandleNotification.Function, RspJson.WriteRequest(Installed(begun.TransactionId, iccid)), 204);
    }

    private (AuthenticateClientRequest Request, Octets Signature) Authenticate(InitiateAuthenticationOkEs9 begun, string matchingId)
    {
        Signed<EuiccSigned1> signed = Signed<EuiccSigned1>.Of(new()
        {
            TransactionId = begun.TransactionId,
            ServerAddress = address,
            ServerChallenge = begun.ServerSigned1.Value.ServerChallenge,
            EuiccInfo2 = Info2(),
            CtxParams1 = Signed<CtxParams1>.Of(new CtxParams1.CommonAuthentication(new()
            {
                MatchingId = matchingId,
                DeviceInfo = new() { Tac = Octets.FromHex("35290611"), DeviceCapabilities = new() },
            })),
        });
        Octets signature = pki.EuiccKey.Sign(signed.Encoded.Span);
        AuthenticateServerResponse response = new AuthenticateServerResponse.Ok(new()
        {
            EuiccSigned1 = signed,
            EuiccSignature1 = signature,
            EuiccCertificate = new(pki.Euicc.Encoded),
            EumCertificate = new(pki.Eum.Encoded),
        });
        return (new() { TransactionId = begun.TransactionId, AuthenticateServerResponse = Signed<AuthenticateServerResponse>.Of(response) }, signature);
    }

    private GetBoundProfilePackageRequest Prepare(AuthenticateClientOk offered)
    {
        Signed<EuiccSigned2> signed = Signed<EuiccSigned2>.Of(new() { TransactionId = offered.TransactionId, EuiccOtpk = _otpk });
        Octets input = Octets.Concat(signed.Encoded, s_signatureHeader, offered.SmdpSignature2);
        PrepareDownloadResponse response = new PrepareDownloadResponse.Ok(new()
        {
            EuiccSigned2 = signed,
            EuiccSignature2 = pki.EuiccKey.Sign(input.Span),
        });
        return new() { TransactionId = offered.TransactionId, PrepareDownloadResponse = Signed<PrepareDownloadResponse>.Of(response) };
    }

    private HandleNotification Installed(TransactionId id, Iccid iccid)
    {
        Signed<ProfileInstallationResultData> data = Signed<ProfileInstallationResultData>.Of(new()
        {
            TransactionId = id,
            NotificationMetadata = new()
            {
                SeqNumber = ++_number,
                ProfileManagementOperation = NotificationEvent.NotificationInstall,
                NotificationAddress = address,
                Iccid = iccid,
            },
            SmdpOid = pki.ServerOid,
            FinalResult = new FinalResult.Success(new()
            {
                Aid = Octets.FromHex("A0000005591010FFFFFFFF8900001000"),
                SimaResponse = Octets.FromHex("3007A0053003800100"),
            }),
        });
        return new()
        {
            PendingNotification = Signed<PendingNotification>.Of(new PendingNotification.ProfileInstallationResult(new()
            {
                ProfileInstallationResultData = data,
                EuiccSignPIR = pki.EuiccKey.Sign(data.Encoded.Span),
            })),
        };
    }

    private EuiccInfo2 Info2() => new()
    {
        ProfileVersion = new(2, 3, 1),
        Svn = new(2, 5),
        EuiccFirmwareVer = new(1, 0),
        ExtCardResource = Octets.FromHex("81010082040004900083022400"),
        UiccCapability = UiccCapability.UsimSupport | UiccCapability.IsimSupport | UiccCapability.AkaMilenage,
        RspCapability = RspCapability.AdditionalProfile,
        EuiccCiPKIdListForVerification = _info1.EuiccCiPKIdListForVerification,
        EuiccCiPKIdListForSigning = _info1.EuiccCiPKIdListForSigning,
        PpVersion = new(1, 0),
        SasAcreditationNumber = "BENCH",
    };

    private async Task<TResponse> CallAsync<TRequest, TResponse>(TRequest request)
        where TRequest : IRspJson<TRequest>, IRspRequest
        where TResponse : IRspJson<TResponse>
    {
        Octets body = await PostAsync(TRequest.Function, RspJson.WriteRequest(request), 200);
        return RspJson.ReadResponse<TResponse>(body) is RspResult<TResponse>.Ok ok
            ? ok.Value
            : throw new BenchException(TRequest.Function, System.Text.Encoding.UTF8.GetString(body.Span));
    }

    private async Task<Octets> PostAsync(string function, Octets request, int status)
    {
        using HttpRequestMessage message = new(HttpMethod.Post, $"https://{address}/gsma/rsp2/es9plus/{function}")
        {
            Content = new ReadOnlyMemoryContent(request.Memory),
        };
        message.Headers.Add("X-Admin-Protocol", "gsma/rsp/v2.5.0");
        message.Content.Headers.ContentType = s_json;
        using HttpResponseMessage response = await http.SendAsync(message);
        if ((int)response.StatusCode != status) throw new BenchException(function, $"HTTP status {(int)response.StatusCode}");
        return Octets.Wrap(await response.Content.ReadAsByteArrayAsync());
    }

    private static readonly MediaTypeHeaderValue s_json = new("application/json");
    private static readonly Octets s_signatureHeader = Octets.FromHex("5F3740");
}
