using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Cli.Pages;

/// <summary>Messages about what was typed and about files, made through the tool: the name that docs/errors.md has, its exit code, and words for a person.</summary>
public sealed class ErrorMessageTests : IAsyncDisposable
{
    private const string Serve = "smdp serve --listen https://127.0.0.1:0 --es2 https://127.0.0.1:0 ";

    // One machine for most: what is refused changes nothing.
    private EsimWorld _world = null!;
    private Terminal _terminal = null!;
    private Dictionary<string, string> _files = null!;

    /// <summary>Name, words of the command line, and words of the message. {x} is the path of a file of <see cref="MessageFiles"/>.</summary>
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
        ["card", "card reset {none}", "euiccsim card create"],
        ["cardImage", "lpa list --card {text}", "it is no JSON"],
        ["cardImage", "card show {object}", ""],
        ["card", "card show {none}", "euiccsim card create"],
        ["clientCa", Serve + "--es2-client-ca {none}", "there is no such file"],
        ["personality", "card create {none} --personality segments-12", "Did you mean segments-120?"],
        ["personality", "card create {none} --personality {unknown}", "describes no personality"],
        ["dialect", "card serve --pty --dialect chaty", "Did you mean chatty?"],
        ["dialect", "card serve --pty --dialect {object}", "'name' is missing"],
        ["arguments", "card serve --tcp 0 --dialect chatty", "--dialect goes with --pty"],
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
        ["lpa", "conformance run --lpa nothing", "neither a description 'nothing' nor a file"],
        ["lpa", "conformance run --lpa {text}", "describes no LPA"],
        ["noSuchCase", "conformance show 9.9.9", "'euiccsim conformance list' lists them"],
        ["noSuchCase", "conformance run --only 4.2.12/frsh", "Did you mean 4.2.12/fresh"],
        ["severalCases", "conformance show 4.2.12", "Name one of them"],
        ["nothingJudged", "conformance run --allow reads --only 4.2.21#3", "No case was judged"],
        ["options", "conformance run --options {text}", "declares nothing"],
        ["options", "conformance run --options {none}", "There is no file"],
        ["report", "conformance diff {text} {object}", "cannot be used"],
        ["report", "conformance run --failed {none}", "There is no file"],
        ["arguments", "conformance run --server https://127.0.0.1:{port} --lpa lpac", "judged one at a time"],
        ["arguments", "conformance run --server http://127.0.0.1:{port}", "--server takes https://HOST[:PORT]"],
        ["arguments", "conformance run --orders {object}", "--orders goes with --server"],
        ["arguments", "conformance run --timeout 5", "Name the SM-DP+"],
        ["arguments", "conformance run --allow everything", "--allow takes reads"],
        ["icon", "smdp order {package} --icon {none}", "There is no file"],
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
        ["files", "decode {folder}", "is a folder"],
        ["files", "decode -", "The standard input cannot be read: the device does not answer"],
        ["output", "profile extract {package} --element 1 --output {none}/x", "There is no folder"],
        ["pty", "card serve --pty", "has no pseudo-terminals"],
        ["cardLost", "lpa default-dp new.example.com --card {blocked}", ""],
        ["ambiguousFile", "profile show {twice} --file 5F99/4F99", "MF/DF.GSM/5F99/4F99"],
        ["noImsi", "demo --profile {noImsi}", "no EF.IMSI"],
        ["unknownAlgorithm", "demo --profile {otherAlgorithm}", "the authentication algorithm 9"],
        ["cardSocket", "lpa list --tcp 127.0.0.1:1", "nothing listens there"],
        ["modemNotOpened", "lpa list --modem {none}", "plugged in?"],
        ["notificationNotFound", "lpa notifications send 7", "no notification 7"],
        ["profileNotFound", "lpa enable nobody", "no profile 'nobody'"],
        ["noApplication", "uicc files", "is a profile enabled?"],
        ["alreadyThere", "profile edit {package} --add-file ADF.USIM/EF.IMSI --output {none}", "ADF.USIM/EF.IMSI is there"],
        ["arguments", "profile edit {package} --set pin1=1234", "--in-place"],
        ["arguments", "profile remove {package} --output {none}", "--element N"],
        ["badValue", "profile edit {package} --set imsi=12 --output {none}", "6 to 15 digits"],
        ["casesErred", "conformance run --lpa {noLpa} --only 5.4/info", "1 cases could not be judged"],
        ["casesFailed", "conformance run --lpa {idleLpa} --only 5.4/info", "1 of 1 cases failed"],
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
    ];

    // Nothing of a user may be there before.
    private static readonly string[] s_onFreshMachine = ["dataFolder", "operator", "pki"];

    [OneTimeSetUp]
    public async Task MakeMachineAsync()
    {
        _world = await TestWorld.CreateAsync();
        _terminal = NewTerminal();
        _files = await MessageFiles.WriteAsync(_terminal);
        await _terminal.MakeCardAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _terminal.Dispose();
        await _world.DisposeAsync();
    }

    [Says, TestCaseSource(nameof(s_runs))]
    public async Task A_message_has_its_name_and_words_for_a_person(string name, string words, string says)
    {
        using TcpListener busy = new(IPAddress.Loopback, 0);
        busy.Start();
        using Terminal? fresh = s_onFreshMachine.Contains(name) ? NewTerminal() : null;
        Terminal terminal = fresh ?? _terminal;
        Dictionary<string, string> files = fresh is null ? _files : await MessageFiles.WriteAsync(fresh);
        files["port"] = ((IPEndPoint)busy.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (name == "dataFolder") await File.WriteAllTextAsync(terminal.DataFolder, "");
        if (name == "operator") Spoil(terminal);
        if (name == "cardLost") await BlockAsync(terminal, files["blocked"]);
        string[] args = [.. words.Trim().Split(' ').Select(word => files.Aggregate(word, (so, file) => so.Replace($"{{{file.Key}}}", file.Value, StringComparison.Ordinal)))];
        Terminal.Run text = await terminal.RunAsync(args), json = await terminal.RunAsync([.. args, "--json"]);
        JsonElement error = JsonDocument.Parse(json.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement.GetProperty("error");
        Assert.That(error.GetProperty("name").GetString(), Is.EqualTo(name), json.ToString());
        Assert.That(error.GetProperty("message").GetString(), Does.Contain(says));
        Assert.That((text.ExitCode, json.ExitCode), Is.EqualTo((json.ExitCode, ErrorPage.ExitCodesOf(name).Single())), text.ToString());
        foreach (string written in (string[])[text.Output, text.Error, json.Output, json.Error]) Manners.Check(written, terminal);
    }

    private Terminal NewTerminal() => new(_world) { Servers = () => new Junk(_world.Net), Ptys = () => throw new PlatformNotSupportedException("Windows has no pseudo-terminals of this kind."), Input = new BrokenStream() };

    /// <summary>A card that can be opened, and whose next state cannot be written: a folder stands where it should go.</summary>
    private static async Task BlockAsync(Terminal terminal, string card)
    {
        if (!File.Exists(card)) await terminal.JsonAsync($"card create {card}");
        Directory.CreateDirectory(card + ".new");
    }

    private static void Spoil(Terminal terminal)
    {
        string folder = Directory.CreateDirectory(Path.Combine(terminal.DataFolder, "operator")).FullName;
        foreach (string name in (string[])["ca.pem", "operator.pem", "operator-key.pem"]) File.WriteAllText(Path.Combine(folder, name), "Hello, world!");
    }

    /// <summary>A server whose answer is none.</summary>
    private sealed class Junk(IEs9Transport others) : IEs9Transport
    {
        public Task<Es9HttpResponse> PostAsync(string serverAddress, string function, Octets request, CancellationToken cancellationToken) =>
            serverAddress == "junk" ? Task.FromResult(new Es9HttpResponse(200, Octets.Wrap("Hello, world!"u8.ToArray()))) : others.PostAsync(serverAddress, function, request, cancellationToken);
    }

    /// <summary>An input that a disk cannot read.</summary>
    private sealed class BrokenStream : MemoryStream
    {
        public override int Read(Span<byte> buffer) => throw new IOException("Input/output error", 5);

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    }
}
