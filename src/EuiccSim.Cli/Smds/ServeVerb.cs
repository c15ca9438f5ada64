using System.CommandLine;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Cli.Output;
using EuiccSim.Cli.Smdp;
using EuiccSim.Cli.Targets;
using EuiccSim.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Servers.AspNetCore.SmDs;
using EuiccSim.Servers.AspNetCore.Tls;
using EuiccSim.Servers.Es12;
using EuiccSim.Servers.SmDs;
using EuiccSim.Servers.SmDs.Storage;
using EuiccSim.Testing;

namespace EuiccSim.Cli.Smds;

/// <summary><c>euiccsim smds serve</c>: an SM-DS, until it is interrupted.</summary>
internal sealed class ServeVerb
{
    private readonly Option<string[]> _listen = new("--listen") { Description = "Where LPAs reach it (ES11); https://localhost:8446 if not given.", HelpName = "URL" };
    private readonly Option<string?> _es12 = new("--es12") { Description = "Where SM-DP+s (ES12) and SM-DSs (ES15) reach it; https://localhost:8447 if not given.", HelpName = "URL" };
    private readonly Option<string?> _address = new("--address") { Description = "The FQDN by which LPAs know it, with a port where they use one.", HelpName = "FQDN" };
    private readonly Option<string?> _root = new("--root") { Description = "The root SM-DS to pass events on to (its address for ES15).", HelpName = "FQDN" };
    private readonly Option<string?> _state = new("--state") { Description = "Where events are kept; in memory if absent.", HelpName = "FILE" };
    private readonly Option<string?> _pki = new("--pki") { Description = "Certificates and keys in the layout of SGP.26; without it, a test PKI of your own.", HelpName = "DIR" };

    internal static Command Build(Surroundings at)
    {
        ServeVerb verb = new();
        return new Command("serve", "Tells eUICCs what waits for them.") { verb._listen, verb._es12, verb._address, verb._root, verb._state, verb._pki }
            .Does(at, verb.RunAsync);
    }

    private async Task<VerbResult> RunAsync(VerbCall call)
    {
        string[] listen = call.Parsed.GetValue(_listen) is { Length: > 0 } given ? given : [DefaultEs11];
        IPEndPoint[] es11 = [.. listen.Select(url => Listening.Read("--listen", url))];
        IPEndPoint es12 = Listening.Read("--es12", call.Parsed.GetValue(_es12) ?? DefaultEs12);
        BrainpoolTls.TryEnable();
        RspPki[] pkis = LoadPkis(call.Parsed.GetValue(_pki), call.At);
        try
        {
            string address = Listening.ReadName("--address", call.Parsed.GetValue(_address)) ?? (es11[0].Port == 443 ? "localhost" : $"localhost:{es11[0].Port}");
            await ServeAsync(call, address, es11, es12, pkis);
        }
        finally
        {
            foreach (RspPki pki in pkis) pki.Dispose();
        }
        return new Done("The SM-DS is off.");
    }

    private async Task ServeAsync(VerbCall call, string address, IPEndPoint[] es11, IPEndPoint es12, RspPki[] pkis)
    {
        string? root = Listening.ReadName("--root", call.Parsed.GetValue(_root));
        using FileSmdsStore? state = StateSource.OpenSmds(call.Parsed.GetValue(_state), call);
        X509Certificate2[] certificates = [.. pkis.Select(pki => pki.ToSmdsTlsCertificate())];
        using Es12HttpTransport? transport = root is null
            ? null
            : new(SmdsChoice.BetweenServers(certificates[0], [.. pkis.Select(pki => pki.Ci)], call));
        SmdsServer server = new(new()
        {
            Address = address,
            Credentials = SequenceOf.From(pkis.Select(SmdsCredential.From)),
            Root = transport is null ? null : new(root!, transport),
            Time = call.At.Time,
            Random = call.At.Random,
            OnActivity = happened => call.Say(Words(happened)),
        }, state);
        SmdsHostOptions options = new()
        {
            Es11EndPoints = es11,
            Es12EndPoints = [es12],
            Certificates = [.. certificates.Select(certificate => new ServerTlsCertificate(certificate))],
            ServerCis = [.. pkis.Select(pki => X509CertificateLoader.LoadCertificate(pki.Ci.Encoded.Span))],
        };
        await using SmdsHost host = await StartAsync(server, options, call.Ct);
        Announce(address, host, call);
        StateSource.Announce(state?.Dropped, call);
        try
        {
            await Task.Delay(Timeout.Infinite, call.Ct);
        }
        catch (OperationCanceledException) when (call.Ct.IsCancellationRequested)
        {
            // The usual end.
        }
    }

    private static async Task<SmdsHost> StartAsync(SmdsServer server, SmdsHostOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await SmdsHost.StartAsync(server, options, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or System.Net.Sockets.SocketException)
        {
            throw CommandFailure.Missing("listen", fault.Message, fault);
        }
    }

    // Those of both curves that have an SM-DS: a folder in the layout of SGP.26 need not have any.
    private static RspPki[] LoadPkis(string? folder, Surroundings at)
    {
        List<RspPki> found = [];
        CommandFailure? trouble = null;
        foreach (EcCurve curve in (ReadOnlySpan<EcCurve>)[EcCurve.NistP256, EcCurve.BrainpoolP256r1])
        {
            try
            {
                RspPki pki = UserPki.Load(folder, curve, at);
                if (pki is { DsAuth: not null, DsTls: not null }) found.Add(pki);
                else pki.Dispose();
            }
            catch (CommandFailure failure)
            {
                trouble = failure;
            }
        }
        if (found.Count > 0) return [.. found];
        throw trouble ?? CommandFailure.Missing("pki", "There are no certificates of an SM-DS (DSauth and DStls) in it.");
    }

    /// <summary>Where it is reached: the first line of output.</summary>
    private static void Announce(string address, SmdsHost host, VerbCall call)
    {
        if (!call.Json)
        {
            call.At.Output.WriteLine(address);
            call.Say($"ES11: {string.Join(", ", host.Es11Addresses)}. ES12 and ES15: {string.Join(", ", host.Es12Addresses)}.");
        }
        else
        {
            JsonLine.Write(call.At.Output, "progress", json =>
            {
                json.WriteString("address", address);
                json.WriteString("es11", host.Es11Addresses[0].ToString());
                json.WriteString("es12", host.Es12Addresses[0].ToString());
            });
        }
        call.At.Output.Flush();
    }

    // Not the EventID, which is all that one needs to ask for a profile.
    private static string Words(SmdsActivity happened) => happened switch
    {
        SmdsActivity.Registered { Event: var record } => $"{record.Owner} registered an event for {record.Eid}.",
        SmdsActivity.Deleted { Event: var record } => $"{record.Owner} deleted an event for {record.Eid}.",
        SmdsActivity.Retrieved retrieved => $"{retrieved.Eid} was told of {retrieved.Count} events.",
        SmdsActivity.Refused refused => $"{refused.Function} was refused: {refused.StatusCode}.",
        SmdsActivity.NotAllowed { Function: var function } => $"{function} was refused: no accepted certificate.",
        SmdsActivity.RootFailed failed => $"{failed.Function} at the root failed: {failed.Reason}.",
        _ => happened.ToString(),
    };

    private const string DefaultEs11 = "https://localhost:8446";
    private const string DefaultEs12 = "https://localhost:8447";
}
