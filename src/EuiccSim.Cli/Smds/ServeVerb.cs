using System.Net;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Cli.Smdp;
using EuiccSim.Http;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Servers.AspNetCore.SmDs;
using EuiccSim.Servers.AspNetCore.Tls;
using EuiccSim.Servers.Es12;
using EuiccSim.Servers.SmDs;
using EuiccSim.Servers.SmDs.Storage;

namespace EuiccSim.Cli.Smds;

/// <summary><c>euiccsim smds serve</c>: an SM-DS, until it is interrupted.</summary>
internal sealed class ServeVerb
{
    private readonly Option<string[]> _listen = new("--listen") { Description = "Where LPAs reach it (ES11); https://localhost:8446 if not given.", HelpName = "PORT|URL" };
    private readonly Option<string?> _es12 = new("--es12") { Description = "Where SM-DP+s (ES12) and SM-DSs (ES15) reach it; https://localhost:8447 if not given.", HelpName = "PORT|URL" };
    private readonly Option<string?> _address = new("--address") { Description = "The FQDN by which LPAs know it, with a port where they use one.", HelpName = "FQDN" };
    private readonly Option<string?> _root = new("--root") { Description = "The root SM-DS to pass events on to (its address for ES15).", HelpName = "FQDN" };
    private readonly Option<string?> _state = new("--state") { Description = "Where events are kept; in memory if absent.", HelpName = "FILE" };
    private readonly Option<string?> _pki = new("--pki") { Description = "A folder of certificates and keys, that of SGP.26 for one; without it, your own test PKI.", HelpName = "DIR" };

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
        // A folder in the layout of SGP.26 need not have any.
        using PkiSet pkis = UserKeys.LoadPkis(
            call.Parsed.GetValue(_pki), pki => pki is { DsAuth: not null, DsTls: not null }, "There are no certificates of an SM-DS (DSauth and DStls) in it.", call.At);
        string address = Listening.ReadName("--address", call.Parsed.GetValue(_address)) ?? (es11[0].Port == 443 ? "localhost" : $"localhost:{es11[0].Port}");
        await ServeAsync(call, address, es11, es12, pkis);
        return new Done("The SM-DS is off.");
    }

    private async Task ServeAsync(VerbCall call, string address, IPEndPoint[] es11, IPEndPoint es12, PkiSet pkis)
    {
        string? root = Listening.ReadName("--root", call.Parsed.GetValue(_root));
        using FileSmdsStore? state = await StateSource.OpenSmdsAsync(call.Parsed.GetValue(_state), call);
        IReadOnlyList<X509Certificate2> certificates = pkis.ToTlsCertificates(pki => pki.ToSmdsTlsCertificate());
        using Es12HttpTransport? transport = root is null ? null : new(Listening.BetweenServers(pkis, certificates[0], call));
        ServerEvents events = new(call);
        SmdsServer server = new(new()
        {
            Address = address,
            Credentials = SequenceOf.From(pkis.Pkis.Select(SmdsCredential.From)),
            Root = transport is null ? null : new(root!, transport),
            Time = call.At.Time,
            Random = call.At.Random,
            OnActivity = happened => events.Tell(happened.ToName(), happened.Describe(), happened.WriteMembers),
        }, state);
        SmdsHostOptions options = new()
        {
            Es11EndPoints = es11,
            Es12EndPoints = [es12],
            Certificates = [.. certificates.Select(one => new ServerTlsCertificate(one))],
            ServerCis = [.. pkis.Pkis.Select(pki => X509CertificateLoader.LoadCertificate(pki.Ci.Encoded.Span))],
        };
        await using SmdsHost host = await Listening.StartAsync(SmdsHost.StartAsync(server, options, call.Ct), [.. es11.Select(place => ("--listen", place)), ("--es12", es12)]);
        Listening.CheckName(address, pkis.Pkis.Select(pki => pki.DsTls!), call);
        Announce(address, host, es12, call);
        StateSource.Announce(state?.Dropped, call);
        await Listening.UntilInterruptedAsync(call);
    }

    /// <summary>Where it is reached: the first line of output.</summary>
    private static void Announce(string address, SmdsHost host, IPEndPoint es12, VerbCall call)
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
        Listening.SayNext(call, $"euiccsim smdp serve --sm-ds {address}={Listening.Local(es12)}", $"euiccsim lpa discover --sm-ds {address}");
    }

    private const string DefaultEs11 = "https://localhost:8446";
    private const string DefaultEs12 = "https://localhost:8447";
}
