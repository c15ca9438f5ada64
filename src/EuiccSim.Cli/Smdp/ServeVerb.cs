using System.Net;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Http;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Servers.AspNetCore.SmDp;
using EuiccSim.Servers.AspNetCore.SmDs;
using EuiccSim.Servers.AspNetCore.Tls;
using EuiccSim.Servers.Es12;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Announcing;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Storage;

namespace EuiccSim.Cli.Smdp;

/// <summary><c>euiccsim smdp serve</c>: an SM-DP+ over HTTPS, until it is interrupted.</summary>
internal sealed class ServeVerb
{
    private readonly Option<string[]> _listen = new("--listen") { Description = "Where LPAs reach it; https://127.0.0.1:8443 if absent.", HelpName = "PORT|URL" };
    private readonly Option<string> _es2 = new("--es2") { Description = "Where operators reach it.", HelpName = "PORT|URL", DefaultValueFactory = _ => "https://127.0.0.1:8444" };
    private readonly Option<string?> _clientCa = new("--es2-client-ca") { Description = "The CAs of operators, beside your own: PEM, DER, or a folder of these.", HelpName = "FILE|DIR" };
    private readonly Option<string?> _address = new("--address") { Description = "The address in Activation Codes; localhost and the port if absent.", HelpName = "FQDN" };
    private readonly Stock _stock = new();
    private readonly Option<string?> _state = new("--state") { Description = "Where orders and sessions are kept; in memory if absent.", HelpName = "FILE|postgres://" };
    private readonly Option<DirectoryInfo?> _pki = new("--pki") { Description = "A folder of certificates and keys, that of SGP.26 for one; without it, your own test PKI." };

    private readonly Option<bool> _checkServices = new("--check-services") { Description = "Refuses eUICCs and devices that lack what a package's header asks for, with 8.2.5/4.3; else the eUICC finds out." };

    private readonly Option<string[]> _smds = new("--sm-ds")
    {
        Description = "An SM-DS that orders may name, and where it takes ES12 if that is elsewhere ('https://' may be left out).",
        HelpName = "URL|ADDRESS=URL",
    };

    private readonly Option<bool> _forward = new("--sm-ds-forward") { Description = "Has SM-DSs pass events on to their root." };

    internal static Command Build(Surroundings at)
    {
        ServeVerb verb = new();
        Command command = new("serve", "Serves an SM-DP+ over HTTPS.");
        foreach (Option option in (Option[])[verb._listen, verb._es2, verb._clientCa, verb._address, .. verb._stock.Options, verb._state, verb._pki, verb._checkServices, verb._smds, verb._forward])
            command.Add(option);
        return command.Does(at, verb.RunAsync);
    }

    private async Task<VerbResult> RunAsync(VerbCall call)
    {
        IPEndPoint[] listen = call.Parsed.GetValue(_listen) is { Length: > 0 } urls ? [.. urls.Select(url => Listening.Read("--listen", url))] : [s_default];
        IPEndPoint es2 = Listening.Read("--es2", call.Parsed.GetRequiredValue(_es2));
        UserKeys.CreateFolder(call.At.DataFolder);
        BrainpoolTls.TryEnable();
        using PkiSet pkis = UserKeys.LoadPkis(call.Parsed.GetValue(_pki)?.FullName, pki => pki.DpTls is not null,
            "There is no certificate of an SM-DP+ for TLS (DPtls) with its private key in it.", call.At);
        using OperatorPki operators = UserOperator.Load(call.At);
        using IDisposable? state = await StateSource.OpenAsync(call.Parsed.GetValue(_state), call) as IDisposable;
        IReadOnlyList<X509Certificate2> certificates = pkis.ToTlsCertificates(pki => pki.ToTlsCertificate());
        using Es12HttpTransport? smds = OpenSmds(pkis, certificates, call);
        string address = Listening.ReadName("--address", call.Parsed.GetValue(_address)) ?? FormattableString.Invariant($"localhost:{listen[0].Port}");
        ServerEvents events = new(call);
        SmdpServer server = new(new()
        {
            Address = address,
            Credentials = SequenceOf.From(pkis.Pkis.Select(SmdpCredential.From)),
            Smds = smds is null ? null : new(smds, ReadSmds(call)),
            Time = call.At.Time,
            Random = call.At.Random,
            Eligibility = call.Parsed.GetValue(_checkServices) ? EligibilityRules.Default : EligibilityRules.WithoutServices,
            OnEvent = happened => events.Tell(happened.ToName(), FormattableString.Invariant($"{happened.Time:HH:mm:ss} {happened.Describe()}"), happened.WriteMembers),
        }, (ISmdpStore?)state);
        await _stock.FillAsync(server, call);

        await using SmdpHost host = await Listening.StartAsync(SmdpHost.StartAsync(server, new()
        {
            Es9EndPoints = listen,
            Certificates = [.. certificates.Select(one => new ServerTlsCertificate(one))],
            Es2 = new() { EndPoints = [es2], ClientCas = ClientCas(operators, call), Map = routes => StockRoute.Map(routes, server) },
        }, call.Ct), [.. listen.Select(place => ("--listen", place)), ("--es2", es2)]);
        RunningServer running = new()
        {
            Address = address,
            Es2 = es2.ToString(),
            Name = pkis.Pkis[0].DpTls!.Extensions.DnsNames[0],
            Cis = [.. pkis.Pkis.Select(pki => pki.Ci.Encoded.ToArray())],
            ProcessId = Environment.ProcessId,
        };
        running.Announce(call.At);
        Listening.CheckName(address, pkis.Pkis.Select(pki => pki.DpTls!), call);
        await AnnounceAsync(running, listen, server, call);
        StateSource.Announce((state as FileSmdpStore)?.Dropped, call);
        try
        {
            await Listening.UntilInterruptedAsync(call);
        }
        finally
        {
            running.Withdraw(call.At);
        }
        return new Done("The server has stopped.");
    }

    /// <summary>The way to the SM-DSs at which orders are announced; null where none is named.</summary>
    private Es12HttpTransport? OpenSmds(PkiSet pkis, IReadOnlyList<X509Certificate2> certificates, VerbCall call) =>
        ReadSmds(call).Count == 0 ? null : new(Listening.BetweenServers(pkis, certificates[0], call));

    private SequenceOf<KnownSmds> ReadSmds(VerbCall call) => SequenceOf.From((call.Parsed.GetValue(_smds) ?? []).Select(text =>
        KnownSmds.TryRead(text, call.Parsed.GetValue(_forward)) ?? throw CommandFailure.Missing("arguments", $"--sm-ds takes URL or ADDRESS=URL, not '{text}'.")));

    private X509Certificate2Collection ClientCas(OperatorPki operators, VerbCall call)
    {
        X509Certificate2Collection cas = [X509CertificateLoader.LoadCertificate(operators.Ca.Encoded.Span)];
        if (call.Parsed.GetValue(_clientCa) is not { } path) return cas;
        try
        {
            (IReadOnlyList<RspCertificate> cis, IReadOnlyList<X509Certificate2> others) = TrustFiles.Read([path], file => InputFile.Read(file));
            foreach (X509Certificate2 ca in (X509Certificate2[])[.. others, .. cis.Select(ci => X509CertificateLoader.LoadCertificate(ci.Encoded.Span))]) cas.Add(ca);
            return cas;
        }
        catch (InvalidDataException e)
        {
            throw CommandFailure.Missing("clientCa", e.Message, e.InnerException);
        }
    }

    private async Task AnnounceAsync(RunningServer running, IPEndPoint[] listen, SmdpServer server, VerbCall call)
    {
        string[] codes = [.. (await server.Orders.ListAsync()).Where(order => order.State == OrderState.Released).Select(order => server.ActivationCodeOf(order).ToQrText())];
        if (call.Json)
        {
            JsonLine.Write(call.At.Output, "progress", json =>
            {
                json.WriteString("address", running.Address);
                json.WriteStrings("listen", listen.Select(Listening.Url));
                json.WriteString("es2", $"https://{running.Es2}");
                json.WriteStrings("activationCodes", codes);
            });
            return;
        }
        call.At.Output.WriteLine($"SM-DP+ {running.Address} on {string.Join(", ", listen.Select(Listening.Url))}, orders on https://{running.Es2}");
        foreach (string code in codes) call.At.Output.WriteLine(code);
        call.At.Output.Flush();
        SayNext(running, listen[0], codes.FirstOrDefault(), call);
    }

    /// <summary>How to order, if nothing is, and to download.</summary>
    private void SayNext(RunningServer running, IPEndPoint listen, string? code, VerbCall call)
    {
        string? pki = call.Parsed.GetValue(_pki)?.FullName;
        if (!call.Json) call.Say($"LPAs trust it by the CI in {pki ?? Path.Combine(call.At.DataFolder, "pki")} (--ca).");
        List<string> next = [];
        string server = RunningServer.All(call.At).Count > 1 ? $" --server {Listening.Url(running.EndPoint)}" : "";
        if (code is null) next.Add($"euiccsim smdp order profile.der --matching-id FIRST{server}   # a package of yours; 'euiccsim profile build' makes one");
        // A card of another PKI would not take its certificates.
        if (pki is not null) next.Add($"euiccsim card create card.json --pki {Shell.QuoteAlone(pki)}");
        string card = pki is null ? "" : $" --card card.json --pki {Shell.QuoteAlone(pki)}";
        string way = running.Address.StartsWith("localhost", StringComparison.OrdinalIgnoreCase) ? "" : $" --connect-to {running.Address}={Listening.Local(listen)}";
        next.Add($"euiccsim lpa download {Shell.QuoteAlone(code ?? $"LPA:1${running.Address}$FIRST")}{card}{way}");
        Listening.SayNext(call, [.. next]);
    }

    private static readonly IPEndPoint s_default = new(IPAddress.Loopback, 8443);
}
