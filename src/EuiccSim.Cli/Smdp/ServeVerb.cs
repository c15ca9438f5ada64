using System.CommandLine;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Cli.Output;
using EuiccSim.Cli.Smds;
using EuiccSim.Cli.Targets;
using EuiccSim.Http;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Servers;
using EuiccSim.Servers.AspNetCore.SmDp;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Servers.Storage;
using EuiccSim.Testing;

namespace EuiccSim.Cli.Smdp;

/// <summary><c>euiccsim smdp serve</c>: an SM-DP+ over HTTPS, until it is interrupted.</summary>
internal sealed class ServeVerb
{
    private readonly Option<string[]> _listen = new("--listen") { Description = "Where LPAs reach it; https://127.0.0.1:8443 if absent.", HelpName = "URL" };
    private readonly Option<string> _es2 = new("--es2") { Description = "Where operators reach it.", HelpName = "URL", DefaultValueFactory = _ => "https://127.0.0.1:8444" };
    private readonly Option<FileInfo?> _clientCa = new("--es2-client-ca") { Description = "The CAs of operators, beside your own.", HelpName = "PEM" };
    private readonly Option<string?> _address = new("--address") { Description = "The address in Activation Codes; localhost and the port if absent.", HelpName = "FQDN" };
    private readonly Option<DirectoryInfo?> _profiles = new("--profiles") { Description = "Profile packages (*.der) to have in stock.", HelpName = "DIR" };
    private readonly Option<FileInfo?> _orders = new("--orders") { Description = "Orders to begin with.", HelpName = "FILE.json" };
    private readonly Option<bool> _force = new("--force") { Description = "Takes orders also if the check digits of their ICCID or EID are wrong." };
    private readonly Option<string?> _state = new("--state") { Description = "Where orders and sessions are kept; in memory if absent.", HelpName = "FILE|postgres://" };
    private readonly Option<DirectoryInfo?> _pki = new("--pki") { Description = "Certificates and keys in the SGP.26 folder layout; without it, your own test PKI." };

    private readonly Option<bool> _checkServices = new("--check-services") { Description = "Refuses eUICCs and devices that lack what a package's header asks for, with 8.2.5/4.3; else the eUICC finds out." };
    private readonly SmdsChoice _smds = new();

    internal static Command Build(Surroundings at)
    {
        ServeVerb verb = new();
        Command command = new("serve", "Serves an SM-DP+ over HTTPS.")
        {
            verb._listen, verb._es2, verb._clientCa, verb._address, verb._profiles, verb._orders, verb._force, verb._state, verb._pki,
            verb._checkServices,
        };
        verb._smds.AddTo(command);
        return command.Does(at, verb.RunAsync);
    }

    private async Task<VerbResult> RunAsync(VerbCall call)
    {
        IPEndPoint[] listen = call.Parsed.GetValue(_listen) is { Length: > 0 } urls ? [.. urls.Select(url => Listening.Read("--listen", url))] : [s_default];
        IPEndPoint es2 = Listening.Read("--es2", call.Parsed.GetRequiredValue(_es2));
        UserFolder.Create(call.At.DataFolder);
        BrainpoolTls.TryEnable();
        using ServerPki pki = ServerPki.Load(call.Parsed.GetValue(_pki)?.FullName, call.At);
        using OperatorPki operators = UserOperator.Load(call.At);
        using IDisposable? state = await StateSource.OpenAsync(call.Parsed.GetValue(_state), call) as IDisposable;
        var smds = _smds.Read(call, pki);
        using IDisposable? smdsTransport = smds?.Transport;
        string address = Listening.ReadName("--address", call.Parsed.GetValue(_address)) ?? FormattableString.Invariant($"localhost:{listen[0].Port}");
        SmdpServer server = new(new()
        {
            Address = address,
            Credentials = pki.Credentials,
            Smds = smds?.Access,
            Time = call.At.Time,
            Random = call.At.Random,
            Eligibility = call.Parsed.GetValue(_checkServices) ? EligibilityRules.Default : EligibilityRules.WithoutServices,
            OnEvent = happened => Tell(happened, call),
        }, (ISmdpStore?)state);
        await FillStockAsync(server, call);

        await using SmdpHost host = await StartAsync(server, new()
        {
            Es9EndPoints = listen,
            Certificates = pki.TlsCertificates,
            Es2 = new() { EndPoints = [es2], ClientCas = ClientCas(operators, call), Map = routes => StockRoute.Map(routes, server) },
        }, call.Ct);
        RunningServer running = new()
        {
            Address = address,
            Es2 = es2.ToString(),
            Name = pki.TlsName,
            Cis = pki.CiCertificates,
            ProcessId = Environment.ProcessId,
        };
        running.Announce(call.At);
        await AnnounceAsync(running, listen, server, call);
        StateSource.Announce((state as FileSmdpStore)?.Dropped, call);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, call.Ct);
        }
        catch (OperationCanceledException) when (call.Ct.IsCancellationRequested)
        {
            // The usual end.
        }
        finally
        {
            running.Withdraw(call.At);
        }
        return new Done("The server has stopped.");
    }

    // With a state that lasts, what was put in by an earlier run is there.
    private async Task FillStockAsync(SmdpServer server, VerbCall call)
    {
        ProfileOrder[] orders = call.Parsed.GetValue(_orders) is { } file ? OrdersFile.Read(file, server.Options.Address, call.Parsed.GetValue(_force), call.At) : [];
        IEnumerable<ProfileOrder> stock = call.Parsed.GetValue(_profiles) is { } folder
            ? Stock.ReadFolder(folder, server.Options.Address).Select(profile => new ProfileOrder { Profile = profile })
            : [];
        foreach (ProfileOrder order in orders.Concat(stock))
        {
            if (await server.Orders.FindAsync(order.Iccid) is { } known) call.Say($"{known} is there already.");
            else await AddAsync(server, order);
        }
    }

    private static async Task AddAsync(SmdpServer server, ProfileOrder order)
    {
        if (await WhyNotAsync(server, order) is { } reason) throw CommandFailure.Missing("orders", $"The profile {order.Iccid}: {reason}.");
        try
        {
            await server.Orders.AddAsync(order);
        }
        catch (StateValueException e)
        {
            throw CommandFailure.Missing("orders", e.Message, e);
        }
    }

    // Nobody else adds any before the server listens, but where servers share a state.
    private static async Task<string?> WhyNotAsync(SmdpServer server, ProfileOrder order)
    {
        if (order.MatchingId is { Length: > 0 } id && await server.Orders.FindByMatchingIdAsync(id) is { } other)
            return $"the MatchingID '{id}' is that of {other.Iccid}";
        if (order.Profile.ProfileType is { } type && await server.Orders.FindByProfileTypeAsync(type) is { } first && first.Profile.Owner != order.Profile.Owner)
            return $"the profile type '{type}' is of another owner, as {first.Iccid} tells";
        return null;
    }

    private static async Task<SmdpHost> StartAsync(SmdpServer server, SmdpHostOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await SmdpHost.StartAsync(server, options, cancellationToken);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            throw CommandFailure.Missing("listen", e.Message, e);
        }
    }

    private X509Certificate2Collection ClientCas(OperatorPki operators, VerbCall call)
    {
        X509Certificate2Collection cas = [X509CertificateLoader.LoadCertificate(operators.Ca.Encoded.Span)];
        if (call.Parsed.GetValue(_clientCa) is not { } file) return cas;
        try
        {
            cas.ImportFromPem(System.Text.Encoding.UTF8.GetString(InputFile.Read(file.FullName)));
            return cas;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw CommandFailure.Missing("clientCa", $"{file.FullName}: {e.Message}", e);
        }
    }

    private static async Task AnnounceAsync(RunningServer running, IPEndPoint[] listen, SmdpServer server, VerbCall call)
    {
        string[] codes = [.. (await server.Orders.ListAsync()).Where(order => order.State == OrderState.Released).Select(order => server.ActivationCodeOf(order).ToQrText())];
        if (call.Json)
        {
            JsonLine.Write(call.At.Output, "progress", json =>
            {
                json.WriteString("address", running.Address);
                json.WriteStartArray("listen");
                foreach (IPEndPoint endPoint in listen) json.WriteStringValue(Listening.Url(endPoint));
                json.WriteEndArray();
                json.WriteString("es2", $"https://{running.Es2}");
                json.WriteStartArray("activationCodes");
                foreach (string code in codes) json.WriteStringValue(code);
                json.WriteEndArray();
            });
            return;
        }
        call.At.Output.WriteLine($"SM-DP+ {running.Address} on {string.Join(", ", listen.Select(Listening.Url))}, orders on https://{running.Es2}");
        foreach (string code in codes) call.At.Output.WriteLine(code);
        call.At.Output.Flush();
    }

    // MatchingIDs and codes are in no event.
    private static void Tell(SmdpEvent happened, VerbCall call)
    {
        string? what = happened switch
        {
            SmdpEvent.Refused it => $"{it.Function} refused: {it.StatusCode} ({it.StatusCode.Description})",
            SmdpEvent.NotificationDropped it => $"a notification dropped: {it.Fault}",
            SmdpEvent.EventRegistered it => $"{it.Iccid} announced at {it.SmdsAddress}",
            SmdpEvent.EventDeleted it => $"{it.Iccid} no longer announced at {it.SmdsAddress}",
            SmdpEvent.SmdsFailed it => $"{it.SmdsAddress} was not told about {it.Iccid}: {it.Reason}",
            OrderEvent it => $"{it.Iccid} {it.GetType().Name}",
            _ => null,
        };
        if (what is not null) call.Say(FormattableString.Invariant($"{happened.Time:HH:mm:ss} {what}"));
    }

    private static readonly IPEndPoint s_default = new(IPAddress.Loopback, 8443);
}
