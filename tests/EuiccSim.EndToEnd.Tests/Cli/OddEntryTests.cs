using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Cli.Pages;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;
using static EuiccSim.EndToEnd.Tests.Cli.OddCard;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>One odd entry does not hide the others: what a person and a script see of a card, or of an offer, that is not as the standard has it.</summary>
public sealed class OddEntryTests
{
    private const string Eid = "BF3E125A1089049032123451234512345678901235", Addresses = "BF3C0D800161810872672E78792E7A7A", Ok = "00";

    private static readonly string Good = ProfileOf("98881291090000080010", "9204" + Text("Good"));

    /// <summary>"Café" in Latin-1.</summary>
    private static readonly string Latin1 = ProfileOf("98881291090000081010", "92044361" + "66E9");

    private static readonly string TooLong = ProfileOf("98881291090000082010", "9241" + Text(new('n', 65)));

    private static readonly string Icon = ProfileOf("98881291090000083010", "9204" + Text("Icon") + "930101" + "94820401" + new string('8', 2 * 1025));

    private static readonly string OutOfOrder = ProfileOf("98881291090000084010", "9204" + Text("Late") + "9002" + Text("ni"));

    private static readonly string NoIccid = Tlv("E3", "5A0998881291090000085" + "0" + "4F10A0000005591010FFFFFFFF8900001500" + "9F700100" + "9204" + Text("Lost"));

    private static readonly string[] All = [Good, Latin1, TooLong, Icon, OutOfOrder, NoIccid];

    [Test]
    public async Task All_profiles_are_listed()
    {
        await using OddCard card = new(new() { ["BF2D"] = List("BF2D", All) });
        using Terminal terminal = new();
        JsonElement[] profiles = [.. (await terminal.JsonAsync($"lpa list --tcp {card.Address}")).GetProperty("profiles").EnumerateArray()];
        Assert.That(profiles.Select(one => one.GetProperty("iccid").GetString()), Is.EqualTo(new[]
        {
            "89882119900000800001", "89882119900000800101", "89882119900000800201", "89882119900000800301", "89882119900000800401", null,
        }));
        Assert.That(profiles.Select(one => one.GetProperty("name").GetString()), Is.EqualTo(new[] { "Good", null, new string('n', 65), "Icon", "Late", "Lost" }));
        Assert.That(profiles.Select(one => one.TryGetProperty("damaged", out JsonElement faults) ? faults[0].GetProperty("field").GetString() : "-"), Is.EqualTo(new[]
        {
            "-", "profileName", "profileName", "icon", "profileName", "iccid",
        }));
        Assert.That(profiles.Skip(1).Select(one => one.GetProperty("octets").GetString()), Is.EqualTo(All.Skip(1)));
        Assert.That(profiles[1].GetProperty("damaged").GetRawText(), Is.EqualTo("[{\"field\":\"profileName\",\"kind\":\"unreadable\",\"reason\":\"not UTF-8 text\",\"octets\":\"9204436166E9\"}]"));

        Terminal.Run run = await terminal.RunAsync("lpa", "list", "--tcp", card.Address);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("89882119900000800001").And.Contain("Good").And.Contain("Damaged: the profile 89882119900000800101.")
            .And.Contain("profileName: not UTF-8 text (9204436166E9)").And.Contain($"its octets: {Latin1}").And.Contain("profileName: size 65, not 0 to 64")
            .And.Contain("icon: size 1025, not 0 to 1024").And.Contain("iccid: size 9, not 10").And.Contain("Damaged: the profile A0000005591010FFFFFFFF8900001500."));
        Assert.That(run.Output, Does.Not.Contain(Icon), "nobody reads a picture in digits");
    }

    [TestCase("enable 89882119900000800101", "BF3111A00C5A0A988812910900000810108101FF", TestName = "Enabled by its ICCID, with a name in Latin-1")]
    [TestCase("enable ni", "BF3111A00C5A0A988812910900000840108101FF", TestName = "Enabled by a nickname that stands in the wrong place")]
    [TestCase("delete A0000005591010FFFFFFFF8900001500", "BF33124F10A0000005591010FFFFFFFF8900001500", TestName = "Deleted by its AID, without an ICCID that can be read")]
    public async Task A_damaged_profile_is_managed_all_the_same(string words, string command)
    {
        await using OddCard card = new(new() { ["BF2D"] = List("BF2D", All), ["BF31"] = "BF310380010" + "0", ["BF33"] = "BF330380010" + "0" });
        using Terminal terminal = new();
        Terminal.Run run = await terminal.RunAsync(["lpa", .. words.Split(' '), "--tcp", card.Address]);
        Assert.That((run.ExitCode, card.Commands[^1]), Is.EqualTo((0, command)), run.Error);
    }

    /// <summary>A chip that was never given a number: its octets stand where the number would, and name it.</summary>
    [Test]
    public async Task An_ICCID_of_filler_alone_is_shown()
    {
        await using OddCard card = new(new() { ["BF2D"] = List("BF2D", ProfileOf("FFFFFFFFFFFFFFFFFFFF", "9204" + Text("None"))), ["BF31"] = "BF310380010" + "0" });
        using Terminal terminal = new();
        const string filler = "FFFFFFFFFFFFFFFFFFFF";
        Terminal.Run run = await terminal.RunAsync("lpa", "list", "--tcp", card.Address);
        Assert.That(run.Output.Split('\n')[1], Does.StartWith(filler).And.Contain("None"), run.ToString());
        JsonElement listed = await terminal.JsonAsync($"lpa list --tcp {card.Address}");
        Assert.That(listed.GetProperty("profiles")[0].GetProperty("iccid").GetString(), Is.EqualTo(filler));
        Terminal.Run enabled = await terminal.RunAsync("lpa", "enable", filler, "--tcp", card.Address);
        Assert.That((enabled.ExitCode, card.Commands[^1]), Is.EqualTo((0, $"BF3111A00C5A0A{filler}8101FF")), enabled.ToString());
    }

    [Test, Says("iccidUnreadable")]
    public async Task A_nickname_needs_an_ICCID()
    {
        await using OddCard card = new(new() { ["BF2D"] = List("BF2D", All) });
        using Terminal terminal = new();
        JsonElement refused = await terminal.JsonAsync($"lpa nickname A0000005591010FFFFFFFF8900001500 new --tcp {card.Address}", 1);
        Assert.That(refused.GetProperty("error").GetProperty("message").GetString(), Does.Contain("cannot be read"));
    }

    [Test]
    public async Task Info_shows_what_is_right_and_marks_what_is_not()
    {
        string info = Tlv("BF22", "8103020301" + "82020205" + "8303010203" + "8402FFFF" + "850206C0" + "88020490" + "A90604044F54172B" + "AA0604044F54172B" + "0403010000" + "0C02E9E9");
        await using OddCard card = new(new() { ["BF22"] = info, ["BF3E"] = Eid, ["BF3C"] = Addresses });
        using Terminal terminal = new();
        JsonElement euicc = (await terminal.JsonAsync($"lpa info --tcp {card.Address}")).GetProperty("euiccInfo2");
        Assert.That((euicc.GetProperty("profileVersion").GetString(), euicc.GetProperty("svn").GetString()), Is.EqualTo(("2.3.1", (string?)null)));
        Assert.That((euicc.GetProperty("ppVersion").GetString(), euicc.GetProperty("sasAcreditationNumber").GetString()), Is.EqualTo(("1.0.0", (string?)null)));
        Assert.That(euicc.GetProperty("damaged").EnumerateArray().Select(one => one.GetProperty("field").GetString()), Is.EqualTo(new[] { "svn", "sasAcreditationNumber" }));
        Assert.That(euicc.GetProperty("octets").GetString(), Is.EqualTo(info));
        Terminal.Run run = await terminal.RunAsync("lpa", "info", "--tcp", card.Address);
        Assert.That(run.Output, Does.Contain("? (svn: size 2, not 3 (82020205))").And.Contain("2.3.1").And.Contain("Damaged: EUICCInfo2.").And.Contain("sasAcreditationNumber: not UTF-8 text (0C02E9E9)"));
    }

    [Test, Says("notRemoved")]
    public async Task All_notifications_are_listed_and_those_with_a_number_are_removed()
    {
        string good = Tlv("BF2F", "800101" + "81020780" + "0C01" + Text("s")), odd = Tlv("BF2F", "800102" + "81020640" + "0C02E9E9"), lost = Tlv("BF2F", "8000" + "81020640" + "0C01" + Text("s"));
        await using OddCard card = new(new() { ["BF28"] = List("BF28", good, lost, odd), ["BF30"] = "BF3003800100" });
        using Terminal terminal = new();
        JsonElement[] waiting = [.. (await terminal.JsonAsync($"lpa notifications --tcp {card.Address}")).GetProperty("notifications").EnumerateArray()];
        Assert.That(waiting.Select(one => one.GetProperty("seqNumber").ToString()), Is.EqualTo(new[] { "1", "", "2" }));
        Assert.That(waiting.Select(one => one.GetProperty("address").GetString()), Is.EqualTo(new[] { "s", "s", null }));
        Assert.That(waiting.Skip(1).Select(one => one.GetProperty("octets").GetString()), Is.EqualTo(new[] { lost, odd }));
        Terminal.Run run = await terminal.RunAsync("lpa", "notifications", "--tcp", card.Address);
        Assert.That(run.Output, Does.Contain("Damaged: notification 2.").And.Contain("notificationAddress: not UTF-8 text (0C02E9E9)").And.Contain("Damaged: a notification without a number.").And.Contain(lost));
        JsonElement removed = await terminal.JsonAsync($"lpa notifications remove --all --tcp {card.Address}", 1);
        Assert.That(removed.GetProperty("removed").GetArrayLength(), Is.EqualTo(2));
        Assert.That(card.Commands.FindAll(command => command.StartsWith("BF30", StringComparison.Ordinal)), Is.EqualTo(new[] { "BF3003800101", "BF3003800102" }));
    }

    [TestCase("name-latin1", "91025350" + "9204436166E9" + "950102", "profileName", "(not UTF-8: 436166E9)")]
    [TestCase("no-name", "91025350" + "950102", "profileName", "(absent)")]
    [TestCase("icon", "91025350" + "92044E616D65" + "930101" + "94820401", "icon", "Name")]
    public async Task An_offer_is_shown_with_what_is_odd_in_it(string what, string fields, string field, string name)
    {
        if (what == "icon") fields += new string('8', 2 * 1025);
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await terminal.MakeCardAsync();
        string metadata = Tlv("BF25", $"5A0A{Packages.FirstIccid.Ef}{fields}");
        world.Inject(Fault.At(Place.Es9).On("authenticateClient").Always().ReplaceMember(Leg.Answer, "profileMetadata", Convert.ToBase64String(Convert.FromHexString(metadata))));
        string code = (await world.OrderCodeAsync()).ToString();
        JsonElement offer = await terminal.JsonAsync($"lpa download {code} --preview");
        Assert.That((offer.GetProperty("name").GetString(), offer.GetProperty("damaged")[0].GetProperty("field").GetString()), Is.EqualTo((name, field)));
        Assert.That(offer.GetProperty("octets").GetString(), Is.EqualTo(metadata));
        Terminal.Run run = await terminal.RunAsync("lpa", "download", code, "--preview");
        Assert.That(run.Output, Does.Contain("Damaged: the metadata that the server sent.").And.Contain($"{field}: "), run.Error);
    }

    private static string ProfileOf(string iccid, string fields) => Tlv("E3", $"5A0A{iccid}4F10A0000005591010FFFFFFFF890000{iccid[16..18]}009F700100{fields}");
}
