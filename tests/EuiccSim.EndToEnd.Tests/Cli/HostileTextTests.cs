using System.Globalization;
using System.Text;
using System.Text.Json;
using EuiccSim.Cli.Output;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>Nothing from outside reaches the terminal as it is, whatever the verb: names, addresses, messages, file names.</summary>
public sealed class HostileTextTests
{
    // Colour, title, C1, right to left, isolate, zero width, byte order mark, line separators, a tag outside the BMP, a forged line, markup.
    private const string Hostile = "\u001b[31m\u009b2J\u202e\u2066\u200b\ufeff\u2028\udb40\udc01\r\nok\u007f[red]\u0007";
    private const string Iccid = "89882119900000000001";

    [Test]
    public async Task Names_of_a_profile_its_nickname_and_the_addresses_of_its_notifications()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        string code = "LPA:" + await world.OrderCodeAsync(Packages.Number(1, AsHostile));
        await ExpectAsync(terminal, true, "lpa", "download", code, "--preview");
        terminal.Typed = "n\n";
        await ExpectAsync(terminal, true, "lpa", "download", code);
        terminal.Typed = null;
        await ExpectAsync(terminal, true, "lpa", "download", code, "--trace", "text");
        await ExpectAsync(terminal, true, "lpa", "nickname", Iccid, Hostile);
        string card = Path.Combine(terminal.DataFolder, "card.json"), trace = terminal.PathOf("trace.jsonl");
        await ExpectAsync(terminal, false, "lpa", "enable", Hostile, "--trace", trace);
        string[][] runs =
        [
            ["lpa", "list", "--trace", trace + "l"], ["lpa", "notifications"], ["lpa", "notifications", "send"], ["lpa", "disable", Iccid], ["card", "show", card],
            ["trace", "show", trace], ["lpa", "info"], ["lpa", "enable", Hostile + "?"], ["lpa", "default-dp", "set", Hostile], ["lpa", "default-dp"], ["card", "show", card],
        ];
        foreach (string[] run in runs)
        {
            await ExpectAsync(terminal, false, run);
            await ExpectAsync(terminal, false, [.. run, "--json"]);
        }
    }

    [Test]
    public async Task What_a_server_says_and_who_it_says_it_is()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        string code = "LPA:" + await world.OrderCodeAsync();
        string words = JsonSerializer.Serialize(Hostile);
        using (world.Inject(Fault.At(Place.Es9).Always().Replace(Leg.Answer, Text(
            """{"header":{"functionExecutionStatus":{"status":"Failed","statusCodeData":{"subjectCode":"8.2.6","reasonCode":"3.8","message":""" + words + "}}}}"))))
        {
            await ExpectAsync(terminal, true, "lpa", "download", code);
            await ExpectAsync(terminal, false, "lpa", "download", code, "--json");
        }
        using (world.Inject(Fault.At(Place.Es9).Always().Replace(Leg.Answer, Text(
            """{"header":{"functionExecutionStatus":{"status":""" + words + "}," + words + """:"\ud800"}}"""))))
        {
            await ExpectAsync(terminal, false, "lpa", "download", code);
        }
        // Another address in what is signed: the LPA looks at it before the eUICC looks at the signature.
        world.Inject(Fault.At(Place.Es9).On("initiateAuthentication").Always().ReplaceElement(
            Leg.Answer, "serverSigned1", "30/83", Text(Hostile)));
        await ExpectAsync(terminal, true, "lpa", "download", code);
        await ExpectAsync(terminal, false, "lpa", "download", code, "--json");
    }

    [Test]
    public async Task Names_of_files_and_what_is_in_them()
    {
        using Terminal terminal = new();
        string file = terminal.PathOf("a\u001b[31m\u202e\u009b[red]\n.json");
        await File.WriteAllTextAsync(file, "{" + JsonSerializer.Serialize(Hostile) + ":1}");
        string[][] runs =
        [
            ["profile", "show", file], ["profile", "check", file], ["profile", "build", file], ["card", "show", file], ["card", "reset", file], ["trace", "show", file],
            ["trace", "show", file + "?"], ["lpa", "download", file], ["lpa", "download", Hostile], ["lpa", "download", "LPA:1$x$y", "--ca", file], ["lpa", "list", "--card", file],
            ["smdp", "order", file], ["smdp", "serve", "--orders", file], ["lpa", "list", "--reader", Hostile], ["lpa", "list", "--trace", file + "/" + Hostile],
            [Hostile], ["lpa", Hostile], ["lpa", "list", "--modem", file],
        ];
        foreach (string[] run in runs)
        {
            await ExpectAsync(terminal, false, run);
            await ExpectAsync(terminal, false, [.. run, "--json"]);
        }
    }

    // Not in attributes, which have no half surrogate pairs.
    private static readonly string[][] s_written =
    [
        ["\u001b[0m", "\\u001B[0m"],
        ["a\u0000\u007f\u0085\u009fb", "a\\u0000\\u007F\\u0085\\u009Fb"],
        ["\u202a\u202e\u2066\u2069\u200e\u200b\ufeff\u00ad", "\\u202A\\u202E\\u2066\\u2069\\u200E\\u200B\\uFEFF\\u00AD"],
        ["\u2028\u2029", "\\u2028\\u2029"],
        ["x\ud800", "x\\uD800"],
        ["\udc00\ud800x", "\\uDC00\\uD800x"],
        ["\udb40\udc01", "\\uDB40\\uDC01"],
        ["één 日本 \ud83d\ude00 [red]╭─╮", "één 日本 \ud83d\ude00 [red]╭─╮"],
    ];

    [Test]
    public void What_is_written_is_written_visibly()
    {
        foreach (string[] one in s_written) ExpectShown(one[0], one[1]);
    }

    private static void ExpectShown(string text, string shown)
    {
        foreach (bool inOne in new[] { true, false })
        {
            StringWriter terminal = new() { NewLine = "\n" };
            PrintableWriter writer = new(terminal) { NewLine = "\n" };
            if (inOne) writer.Write(text);
            else foreach (char one in text) writer.Write(one);
            writer.WriteLine();
            writer.WriteLine(text + "\n");
            Assert.That(terminal.ToString(), Is.EqualTo($"{shown}\n{shown}\\u000A\n"));
        }
    }

    [Test]
    public void JSON_stays_JSON_and_says_the_same()
    {
        StringWriter terminal = new();
        JsonLine.Write(new PrintableWriter(terminal), "event", json =>
        {
            json.WriteString("text", Hostile);
            json.WriteString("half", "a\ud800b\udc00");
            json.WriteString("\u202e\ud800", "name");
        });
        Assert.That(Unprintable(terminal.ToString().TrimEnd('\r', '\n')), Is.Null, terminal.ToString());
        JsonElement read = JsonDocument.Parse(terminal.ToString()).RootElement;
        Assert.That(read.GetProperty("text").GetString(), Is.EqualTo(Hostile));
        Assert.That(read.GetProperty("half").GetString(), Is.EqualTo("a\ufffdb\ufffd"));
    }

    private static async Task ExpectAsync(Terminal terminal, bool showsIt, params string[] args)
    {
        Terminal.Run run = await terminal.RunAsync(args);
        foreach (string text in new[] { run.Output, run.Error })
        {
            Assert.That(Unprintable(text.Replace(Environment.NewLine, "\n", StringComparison.Ordinal)), Is.Null, $"{string.Join(' ', args)}\n{text}");
            Assert.That(text.Split('\n'), Has.None.StartsWith("ok"), $"{string.Join(' ', args)}: a line of somebody else's\n{text}");
        }
        if (showsIt) Assert.That(run.Output + run.Error, Does.Contain("\\u001B[31m").And.Contain("[red]"), string.Join(' ', args));
    }

    /// <summary>The first character that must not be there.</summary>
    private static string? Unprintable(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isBad = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            if (isBad && rune.Value != '\n') return $"U+{rune.Value:X4}";
        }
        return null;
    }

    private static StoreMetadataRequest AsHostile(StoreMetadataRequest metadata) => metadata with
    {
        ServiceProviderName = Hostile,
        ProfileName = Hostile + Hostile,
        NotificationConfigurationInfo =
        [
            .. metadata.NotificationConfigurationInfo!,
            new() { ProfileManagementOperation = NotificationEvent.NotificationEnable, NotificationAddress = Hostile },
        ],
    };

    private static Octets Text(string text) => Octets.Wrap(Encoding.UTF8.GetBytes(text));
}
