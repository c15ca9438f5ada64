using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Cli.Pages;

/// <summary>Messages made through the tool: the name that docs/errors.md has, its exit code, and words for a person.</summary>
public sealed class ErrorMessageTests
{
    private const string Serve = "smdp serve --listen https://127.0.0.1:0 --es2 https://127.0.0.1:0 ";

    /// <summary>Name, words of the command line, and words of the message. {x} is the path of a file of <see cref="PrepareAsync"/>.</summary>
    private static readonly string[][] s_runs =
    [
        ["arguments", "lpa list --card a --tcp b:1", "exclude one another"],
        ["arguments", "lpa list --tcp x", "--tcp takes HOST:PORT, not 'x'"],
        ["arguments", "lpa lst", "Did you mean 'euiccsim lpa list'?"],
        ["arguments", "lpa", "takes a verb"],
        ["arguments", "uicc read EF.NOTHING", ""],
        ["arguments", "uicc read EF.IMSI --pin 1", "4 to 8 digits"],
        ["arguments", "smdp order {package} --attempts 0", "above 0"],
        ["arguments", "smdp order {package} --attempts x", "it takes a whole number"],
        ["arguments", "smdp order {package} --expires soon", "30m, 12h, 7d"],
        ["arguments", "lpa download 1$x$y --imei 1", "--imei"],
        ["arguments", "lpa download 1$x$y --timeout 0", "seconds"],
        ["arguments", "demo --curve round", "round"],
        ["activationCode", "lpa download LPA:1.example.com-1", "single quotes, 'LPA:1$SERVER$TOKEN'"],
        ["activationCode", "lpa download smdp.example.com", "lacks the token"],
        ["arguments", "card create {none} --curve foo", "Must be one of: 'nist' 'brainpool'"],
        ["invalidAddress", "lpa default-dp bad/host", "'bad/host' is no address of a server"],
        ["noPicture", "lpa download code.png", "There is no file code.png"],
        ["picture", "lpa download {text}", "it is text"],
        ["picture", "lpa download {package}", "it is a profile package"],
        ["card", "lpa list --card {none}", "euiccsim card create"],
        ["card", "card reset {none}", "There is no card image"],
        ["cardImage", "lpa list --card {text}", "it is no JSON"],
        ["cardImage", "card show {object}", ""],
        ["cardImage", "card show {none}", "there is no such file"],
        ["clientCa", Serve + "--es2-client-ca {none}", "there is no such file"],
        ["dataFolder", "lpa list", "EUICCSIM_DATA can name another folder"],
        ["directory", "pki create {text}/x", ""],
        ["eid", "card create {none} --eid 1", "--eid"],
        ["exists", "card create {text}", "is there already"],
        ["exists", "pki create {pki}", "already"],
        ["malformed", "profile show {text}", "it is text"],
        ["malformed", "profile check {cutHex}", "octets have two hexadecimal digits each"],
        ["malformed", "decode {text}", "it is text"],
        ["malformed", "decode {jpeg}", "euiccsim lpa download"],
        ["malformed", "decode BF2D03A00105", "searchCriteria: no alternative begins with"],
        ["arguments", "decode nothing.of-it", "There is no file"],
        ["arguments", "profile convert {package} {none}", "--to does"],
        ["arguments", "profile convert {package} - --to hex --json", "both would be"],
        ["arguments", "profile convert {package} {none} --to xml", "xml"],
        ["exists", "profile convert {package} {text} --to hex", "--force replaces it"],
        ["malformed", "profile convert {bound} {none} --to hex", "a bound package (BF36)"],
        ["malformed", "profile diff {package} {bound}", "a bound package (BF36)"],
        ["malformed", "demo --profile {jpeg}", "euiccsim lpa download"],
        ["malformed", "smdp order {object}", "it is JSON"],
        ["malformed", "trace show {text}", ""],
        ["noRecords", "trace replay {events}", "nothing of a card"],
        ["noSuchElement", "profile show {package} --element 99", "elements 1 to 21"],
        ["noSuchElement", "profile show {package} --element csim", "has no element 'csim'"],
        ["noSuchFile", "profile show {package} --file EF.IMSY", "EF.IMSI"],
        ["noUsim", "demo --profile {noUsim}", "no USIM"],
        ["noAlgorithm", "demo --profile {noKey}", "no authentication key"],
        ["noSuchRule", "profile check {package} --ignore iccid-sam", "Did you mean iccid-same?"],
        ["noServer", "smdp order {package}", "'euiccsim smdp serve' starts one"],
        ["noServerAddress", "lpa download", "default SM-DP+"],
        ["operator", Serve + "--pki {pki}", ""],
        ["orders", Serve + "--orders {text}", "it is no JSON"],
        ["orders", Serve + "--orders {object}", "it is no array of orders"],
        ["orders", Serve + "--orders {noProfile}", "'profile' is missing"],
        ["orders", Serve + "--orders {unknown}", "there is no member 'imei'"],
        ["orders", Serve + "--orders {wrongKind}", "attempts: it is not a whole number that fits; it is "],
        ["orders", Serve + "--orders {none}", "there is no such file"],
        ["pki", "lpa info --pki {text}", "it is a file, and not the folder"],
        ["pki", "lpa info --pki {folder}", "bad.der (no X.509 certificate)"],
        ["profile", "lpa install {part}", "the first profile element is no header"],
        ["profiles", Serve + "--profiles {folder}", "is a profile package"],
        ["profiles", Serve + "--profiles {none}", "There is no folder"],
        ["profiles", Serve + "--profiles {text}", "is a file: --profiles takes the folder"],
        ["spec", "profile build {text}", "it is no JSON"],
        ["spec", "profile build {unknown}", "no JSON object"],
        ["spec", "profile build {object}", "\"iccid\" is missing"],
        ["profile", "profile build {none}", "There is no file"],
        ["state", Serve + "--state {text}", ""],
        ["state", Serve + "--state postgres://127.0.0.1:1/x", "nothing listens there"],
        ["template", "profile build {badTemplate}", "The template cannot be used"],
        ["trace", "trace show {none}", "There is no file"],
        ["trace", "lpa list --trace {text}/x.jsonl", ""],
        ["cardProgram", "lpa list --stdio no-such-program", "there is no such program"],
        ["cardSocket", "lpa list --tcp 127.0.0.1:1", "nothing listens there"],
        ["modemNotOpened", "lpa list --modem {none}", "plugged in?"],
        ["notificationNotFound", "lpa notifications send 7", "no notification 7"],
        ["profileNotFound", "lpa enable nobody", "no profile 'nobody'"],
        ["noApplication", "uicc files", "is a profile enabled?"],
        ["alreadyThere", "profile edit {package} --add-file ADF.USIM/EF.IMSI --output {none}", "ADF.USIM/EF.IMSI is there"],
        ["arguments", "profile edit {package} --set pin1=1234", "--in-place"],
        ["arguments", "profile remove {package} --output {none}", "--element N"],
        ["badValue", "profile edit {package} --set imsi=12 --output {none}", "6 to 15 digits"],
        ["cannotBeRemoved", "profile remove {package} --element mf --output {none}", "No package is one without mf"],
        ["exists", "profile edit {package} --set pin1=1234 --output {text}", "--force writes over it"],
        ["hasDependents", "profile remove {package} --element usim --output {none}", "--with-dependents removes that, too"],
        ["noRoom", "profile edit {package} --set MF/EF.ICCID=0x0011223344556677889900 --output {none}", "11 do not fit"],
        ["noSuchApplication", "profile extract {package} --app A000000000", "no application A000000000"],
        ["noSuchElement", "profile extract {package} --element usin", "Did you mean usim"],
        ["noSuchField", "profile edit {package} --set imzi=1 --output {none}", "Did you mean impi or imsi"],
        ["noSuchFile", "profile extract {package} --file EF.IMSII", "Did you mean ADF.USIM/EF.IMSI"],
        ["notThere", "profile edit {package} --set adm9=12345678 --output {none}", "no ADM9"],
        ["different", "profile diff {package} {noKey}", "The packages differ in"],
        ["refusedByServer", "lpa download 1$testsmdpplus1.example.com$NOBODYS --pki {pki}", "MatchingID"],
        ["malformedResponse", "lpa download 1$junk$x", "cannot be understood"],
        ["clientCert", "smdp order {package} --server https://127.0.0.1:{port} --client-cert {text}", "a certificate and its private key in PEM"],
        ["listen", "smds serve --listen https://127.0.0.1:{port}", "is in use by another program"],
        .. Enum.GetValues<Es9TransportFault>().Select(fault => new[] { fault == Es9TransportFault.Other ? "noAnswer" : Small(fault), $"lpa download 1${fault}$x", "ords of the transport" }),
    ];

    /// <summary>Wants a card with profiles and is made below.</summary>
    private static readonly string[] s_withProfiles = ["ambiguous", "confirmationCodeMissing"];

    internal static IEnumerable<string> Made => s_runs.Select(run => run[0]).Concat(s_withProfiles);

    [TestCaseSource(nameof(s_runs))]
    public async Task A_message_has_its_name_and_words_for_a_person(string name, string words, string says)
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using TcpListener busy = new(IPAddress.Loopback, 0);
        busy.Start();
        using Terminal terminal = new(world) { Servers = () => new Odd(world.Net) };
        Dictionary<string, string> files = await PrepareAsync(terminal);
        files["port"] = ((IPEndPoint)busy.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (name == "dataFolder") await File.WriteAllTextAsync(terminal.DataFolder, "");
        if (name == "operator") Spoil(terminal);
        string[] args = [.. words.Trim().Split(' ').Select(word => files.Aggregate(word, (so, file) => so.Replace($"{{{file.Key}}}", file.Value, StringComparison.Ordinal)))];
        Terminal.Run text = await terminal.RunAsync(args), json = await terminal.RunAsync([.. args, "--json"]);
        JsonElement error = JsonDocument.Parse(json.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement.GetProperty("error");
        Assert.That(error.GetProperty("name").GetString(), Is.EqualTo(name), json.ToString());
        string message = error.GetProperty("message").GetString()!;
        Assert.That(message, Does.Contain(says));
        Assert.That(message, Does.Match("[.?!]$").And.Not.Match("^[a-z]+ "));
        Assert.That((text.ExitCode, json.ExitCode), Is.EqualTo((json.ExitCode, ErrorPage.ExitCodesOf(name).Single())), text.ToString());
        foreach (string written in (string[])[text.Output, text.Error, json.Output, json.Error]) Manners.Check(written, terminal);
    }

    [Test]
    public async Task Profiles_that_are_meant_by_one_name_and_codes_that_are_missing()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        foreach (int number in (int[])[1, 2])
        {
            await terminal.JsonAsync($"lpa download {await world.OrderCodeAsync(Packages.Number(number))}");
            await terminal.JsonAsync($"lpa nickname {Packages.IccidNumber(number)} same");
        }
        Assert.That((await terminal.JsonAsync("lpa enable same", 2)).GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("ambiguous"));
        ActivationCode code = await world.OrderCodeAsync(Packages.Number(3), new() { ConfirmationCode = "4711" });
        Assert.That((await terminal.JsonAsync($"lpa download {code}", 1)).GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("confirmationCodeMissing"));
    }

    private static async Task<Dictionary<string, string>> PrepareAsync(Terminal terminal)
    {
        byte[] package = ProfileBuilder.Build(new() { Iccid = Packages.FirstIccid, Imsi = "001010000000001", Key = Octets.FromHex(new string('1', 32)), Opc = Octets.FromHex(new string('2', 32)) }).Write().ToArray();
        Dictionary<string, byte[]> contents = new()
        {
            ["package"] = package,
            ["part"] = Without(package, 0xA0),
            ["noUsim"] = Without(package, 0xB3),
            ["noKey"] = Without(package, 0xA4),
            ["text"] = "Hello, world!"u8.ToArray(),
            ["cutHex"] = Encoding.ASCII.GetBytes(Convert.ToHexString(package)[..^1]),
            ["bound"] = [0xBF, 0x36, 0x01, 0x00],
            ["jpeg"] = [0xFF, 0xD8, 0xFF, 0xE0],
            ["object"] = "{}"u8.ToArray(),
            ["noProfile"] = """[{"matchingId":"A"}]"""u8.ToArray(),
            ["unknown"] = """[{"profile":"a.der","imei":"1"}]"""u8.ToArray(),
            ["wrongKind"] = """[{"profile":"a.der","attempts":"many"}]"""u8.ToArray(),
            ["events"] = """{"time":"2026-01-01T00:00:00Z","event":"other"}"""u8.ToArray(),
            ["badTemplate"] = """{"iccid":"8988211990000000005","imsi":"001010000000001","template":"part"}"""u8.ToArray(),
        };
        foreach ((string name, byte[] content) in contents) await File.WriteAllBytesAsync(terminal.PathOf(name), content);
        string folder = Directory.CreateDirectory(terminal.PathOf("folder")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "bad.der"), [0xA0, 0x03, 0x00, 0x00, 0x00]);
        Dictionary<string, string> paths = contents.Keys.Concat(["none", "folder"]).ToDictionary(name => name, terminal.PathOf);
        paths["pki"] = terminal.Pki;
        return paths;
    }

    /// <summary>A package without its elements of one tag.</summary>
    private static byte[] Without(byte[] package, byte tag)
    {
        List<byte> rest = [];
        for (int at = 0; at < package.Length;)
        {
            (int length, int header) = package[at + 1] switch
            {
                0x81 => (package[at + 2], 3),
                0x82 => ((package[at + 2] << 8) | package[at + 3], 4),
                var one => (one, 2),
            };
            if (package[at] != tag) rest.AddRange(package.AsSpan(at, header + length));
            at += header + length;
        }
        return [.. rest];
    }

    private static void Spoil(Terminal terminal)
    {
        string folder = Directory.CreateDirectory(Path.Combine(terminal.DataFolder, "operator")).FullName;
        foreach (string name in (string[])["ca.pem", "operator.pem", "operator-key.pem"]) File.WriteAllText(Path.Combine(folder, name), "Hello, world!");
    }

    private static string Small(Es9TransportFault fault) => StandardName.Of(fault);

    /// <summary>Servers that fail in the way that their address names, or answer what is no answer.</summary>
    private sealed class Odd(IEs9Transport others) : IEs9Transport
    {
        public Task<Es9HttpResponse> PostAsync(string serverAddress, string function, Octets request, CancellationToken cancellationToken)
        {
            if (serverAddress == "junk") return Task.FromResult(new Es9HttpResponse(200, Octets.Wrap("Hello, world!"u8.ToArray())));
            if (Enum.TryParse(serverAddress, out Es9TransportFault fault)) throw new Es9TransportException("words of the transport.") { Fault = fault };
            return others.PostAsync(serverAddress, function, request, cancellationToken);
        }
    }
}
