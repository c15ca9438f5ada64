using System.Text;
using System.Text.Json.Nodes;
using EuiccSim.Card.Store;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Testing;
using EuiccSim.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace EuiccSim.Card.Tests.Store;

/// <summary>An image that is wrong is refused with one exception that names the place; one that is taken is a card that works.</summary>
public sealed class HostileImageTests
{
    [Test]
    [Category(Sweep.Category)]
    public void An_image_that_ends_too_early_is_refused_wherever_it_ends()
    {
        byte[] image = Image;
        foreach (int length in new Sweep(64).Of(0, image.TrimEnd((byte)'\n').Length, always: length => length < 97)) Assert.That(Read(image[..length]), Is.Not.Null, $"{length} octets");
    }

    [Category(Sweep.Category)]
    [Test]
    public void Changed_octets_give_a_working_card_or_one_exception() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), seed =>
        {
            Random random = new(seed);
            byte[] image = [.. Image];
            for (int i = random.Next(4); i >= 0; i--) image[random.Next(image.Length)] = s_octets[random.Next(s_octets.Length)];
            Read(image);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Sweep.CountOf(600, oneIn: 4)).WithQuietOnSuccess(true));

    /// <summary>Every value in the image is replaced by every wrong one, removed, and doubled.</summary>
    [TestCaseSource(nameof(Wrong))]
    [Category(Sweep.Category)]
    public void A_changed_value_gives_a_working_card_or_one_exception(string json)
    {
        List<string> places = Places(JsonNode.Parse(Image)!);
        // Other places for each of the wrong values.
        int first = Array.IndexOf([.. Wrong()], json) * 10_000;
        foreach (int number in new Sweep(8).Of(first, first + places.Count)) Read(Encoding.UTF8.GetBytes(Replace(places[number - first], json)));
    }

    /// <summary>Half a pair of surrogates as a member's name; where it is a value, its place is named.</summary>
    [Test]
    public void A_name_that_is_not_Unicode_is_no_card()
    {
        string image = Encoding.UTF8.GetString(Image);
        foreach (string member in (string[])["\"format\"", "\"nextSequenceNumber\"", "\"iccid\"", "\"pins\""])
        {
            Assert.That(image, Does.Contain(member + ":"));
            Assert.That(Read(Encoding.UTF8.GetBytes(image.Replace(member + ":", "\"\\ud800\":")))?.Message, Does.Contain("is not Unicode"), member);
        }
    }

    [Test]
    public void Each_member_that_has_to_be_there_is_missed_by_its_name()
    {
        string[] mayBeAbsent = ["defaultDpAddress", "nickname", "dpProprietaryData", "enabledBeforeTest", "ts102241Version",
            "globalplatformVersion", "euiccCategory", "forbiddenProfilePolicyRules", "name", "pathLength", "oneTimeKey",
            "revocationLists", "distributionPoint", "verificationOnlyCis", "maximumNotifications"];
        foreach (string place in Places(JsonNode.Parse(Image)!))
        {
            string name = place.Split('.')[^1];
            if (name.EndsWith(']') || mayBeAbsent.Contains(name) || place.Contains("contents.") || place.Contains("lifeCycles.")) continue;
            CardImageException? fault = Read(Encoding.UTF8.GetBytes(Remove(place)));
            Assert.That(fault?.Place, Is.EqualTo(place.TrimStart('$', '.')), place);
        }
    }

    [TestCase("$.formatVersion", "2", "formatVersion", "this is version 2; version 1 can be read")]
    [TestCase("$.format", "\"another\"", "format", "this is 'euiccsim-card' in a card image")]
    [TestCase("$.personality", "\"odd\"", "personality", "wants-port, keeps-first-profile, slow")]
    [TestCase("$.nextSequenceNumber", "1", "nextSequenceNumber", "a notification has this number, or a higher one")]
    [TestCase("$.profiles[0].package", "\"A0\"", "profiles[0].package", "this cannot be installed: InvalidRequestFormat (element )")]
    [TestCase("$.profiles[0].pins[0].triesLeft", "16", "profiles[0].pins[0].triesLeft", "this is a number from 0 to 15")]
    [TestCase("$.profiles[0].pins[0].reference", "\"02\"", "profiles[0].pins[0].reference", "the package has the reference 01 here")]
    [TestCase("$.profiles[0].contents", "{\"MF/2FE2\":\"98\"}", "profiles[0].contents.MF/2FE2", "these are 10 octets")]
    [TestCase("$.profiles[0].contents", "{\"MF/6F3A\":\"98\"}", "profiles[0].contents.MF/6F3A", "the package makes no such file")]
    [TestCase("$.profiles[0].contents", "{\"MF\":\"98\"}", "profiles[0].contents.MF", "a directory has no content")]
    [TestCase("$.profiles[0].odd", "1", "profiles[0].odd", "there is no such member")]
    [TestCase("$.profiles[1].enabled", "true", "profiles", "more than one is enabled")]
    [TestCase("$.euicc.eid", "\"89\"", "euicc.eid", "an EID has 32 decimal digits, not '89'")]
    [TestCase("$.euicc.properties.maximumNotifications", "-1", "euicc.properties.maximumNotifications", null)]
    [TestCase("$.revocationLists[0].number", "\"-1\"", "revocationLists[0].number", null)]
    [TestCase("$.revocationLists[0].number", "\"12345678901234567890123456789012345678901234567890\"", "revocationLists[0].number",
        "the number of a list has 49 digits at most")]
    [TestCase("$.revocationLists[0].totalParts", "256", "revocationLists[0].totalParts", "this is a number from 1 to 255")]
    [TestCase("$.revocationLists[0].parts", "[4]", "revocationLists[0].parts[0]", "this is a number from 1 to 3")]
    [TestCase("$.revocationLists[0].revoked", "[\"\"]", "revocationLists[0].revoked[0]", null)]
    [TestCase("$.euicc.verificationOnlyCis[0].publicKey", "\"04\"", "euicc.verificationOnlyCis[0].publicKey", null)]
    [TestCase("$.euicc.credentials", "[]", "euicc.credentials", "there is none")]
    [TestCase("$.euicc.credentials[0].key.scalar", "\"00\"", "euicc.credentials[0].key.scalar", null)]
    [TestCase("$.euicc.credentials[0].euicc", "\"3000\"", "euicc.credentials[0].euicc", null)]
    [TestCase("$.defaultDpAddress", "\"\\uD800\"", "defaultDpAddress", "this is not UTF-8")]
    public void What_is_wrong_is_named_with_its_place(string place, string json, string expectedPlace, string? expectedReason)
    {
        CardImageException fault = Read(Encoding.UTF8.GetBytes(Replace(place, json)))!;
        Assert.That(fault.Place, Is.EqualTo(expectedPlace));
        Assert.That(fault.Message, Does.StartWith(fault.Path).And.EndsWith(expectedReason ?? ""));
    }

    [Test]
    public void A_member_that_is_there_twice_is_refused() =>
        Assert.That(Read(Encoding.UTF8.GetBytes("{\"format\":\"euiccsim-card\"," + Encoding.UTF8.GetString(Image)[1..])), Is.Not.Null);

    [Test]
    public void A_file_that_an_editor_began_with_a_byte_order_mark_is_read() => Assert.That(Read([0xEF, 0xBB, 0xBF, .. Image]), Is.Null);

    [Test]
    public void A_folder_or_nothing_at_all_is_no_image()
    {
        using ImageFolder folder = new();
        Assert.That(() => FileCardStore.Read(folder.Path), Throws.TypeOf<CardImageException>());
        Assert.That(() => FileCardStore.Read(folder.Image), Throws.TypeOf<CardImageException>());
        Assert.That(() => FileCardStore.Read(""), Throws.TypeOf<CardImageException>());
        Assert.That(() => FileCardStore.Open(Path.Combine(folder.Image, "no", "such")), Throws.TypeOf<CardImageException>());
    }

    /// <summary>The exception that the image gives; null if it is a card, which then answers some commands.</summary>
    private static CardImageException? Read(byte[] image)
    {
        using ImageFolder folder = new();
        File.WriteAllBytes(folder.Image, image);
        CardState state;
        try
        {
            state = folder.Read();
        }
        catch (CardImageException fault)
        {
            return fault;
        }
        VirtualEuicc card = VirtualEuicc.Restore(state, new(new ManualTime(TestEuicc.Now), new SeededRandom("card")));
        foreach (string command in s_commands) card.Process(Octets.FromHex(command));
        return null;
    }

    private static string Replace(string place, string json)
    {
        JsonNode root = JsonNode.Parse(Image)!;
        (JsonNode parent, string name) = Parent(root, place);
        if (parent is JsonArray array) array[int.Parse(name)] = JsonNode.Parse(json);
        else parent[name] = json.Contains("\\uD8") ? JsonValue.Create("SURROGATE") : JsonNode.Parse(json);
        return root.ToJsonString().Replace("\"SURROGATE\"", json);
    }

    private static string Remove(string place)
    {
        JsonNode root = JsonNode.Parse(Image)!;
        (JsonNode parent, string name) = Parent(root, place);
        ((JsonObject)parent).Remove(name);
        return root.ToJsonString();
    }

    private static (JsonNode Parent, string Name) Parent(JsonNode root, string place)
    {
        string[] steps = place.Replace("]", "").Replace("[", ".").Split('.', StringSplitOptions.RemoveEmptyEntries)[1..];
        JsonNode at = root;
        foreach (string step in steps[..^1]) at = at is JsonArray array ? array[int.Parse(step)]! : at[step]!;
        return (at, steps[^1]);
    }

    /// <summary>"$.euicc.eid": each value but those in long arrays of numbers.</summary>
    private static List<string> Places(JsonNode node)
    {
        List<string> places = [];
        Collect(node, "$", places);
        return places;
    }

    private static void Collect(JsonNode? node, string place, List<string> places)
    {
        if (place != "$") places.Add(place);
        if (node is JsonObject members)
        {
            foreach ((string name, JsonNode? value) in members) Collect(value, $"{place}.{name}", places);
        }
        if (node is JsonArray items)
        {
            for (int i = 0; i < Math.Min(items.Count, 2); i++) Collect(items[i], $"{place}[{i}]", places);
        }
    }

    private static byte[] MakeImage()
    {
        TestEuicc card = new(euicc: TestEuicc.Configuration with
        {
            VerificationOnlyCis = [IsdR.BadCertificates.Foreign.TrustedCi],
            Properties = new() { MaximumNotifications = 77 },
        });
        card.Enable(card.Install(TestPackages.Built).Aid());
        card.Install(TestPackages.SecondIccid);
        RevocationListTemplate list = IsdR.LoadCrlTests.Template with { Revoked = [IsdR.LoadCrlTests.Entry(TestEuicc.Pki.DsAuth!)] };
        IsdR.LoadCrlTests.Load(card, list);
        IsdR.LoadCrlTests.Load(card, list with { Number = 6, TotalParts = 3, Part = 2 });
        card.Prepare(new());
        card.Send("00A4040C07A0000000871002", "00200001083030303030303030", "00A4080C047FFF6F7E", "00D60000020102", "0044000000");
        return ImageFolder.Write(card.State);
    }

    private static IEnumerable<string> Wrong() =>
        ["null", "true", "0", "-1", "1e400", "99999999999999999999", "\"\"", "\"00\"", "\"zz\"", "\"A0000005591010FFFFFFFF8900001000\"", "[]", "[[]]", "{}", "[null]"];

    // Reset and selection of the ISD-R, the functions that read, the file system, AUTHENTICATE, a wrong PIN.
    private static readonly string[] s_commands =
    [
        "00A4040010A0000005591010FFFFFFFF890000010000", "80E2910003BF220000", "80E2910003BF200000", "80E2910003BF2D0000", "80E2910003BF280000",
        "80E2910003BF2B0000", "80E2910003BF3C0000", "80E2910003BF430000", "80E2910006BF3E035C015A00", "80E2910003BF2E0000",
        "00A40004023F0000", "00A40804022FE200", "00B000000A", "00A4040007A000000087100200", "0020000108313233343536FFFF",
        "00A4080C047FFF6F7E", "00B000000B", "0088008122100000000000000000000000000000000010" + "0000000000000000000000000000000000", "80F2000000",
    ];

    private static readonly byte[] s_octets = [.. "\"\\{}[]:,0159AFaf-.e \n\0"u8, 0x80, 0xC0, 0xFF];
    private static readonly byte[] Image = MakeImage();
}
