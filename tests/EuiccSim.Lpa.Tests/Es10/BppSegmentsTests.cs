using System.Text.Json;
using EuiccSim.Lpa.Es10;
using EuiccSim.Lpa.Tests.Fakes;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Tests;
using static EuiccSim.Lpa.Tests.Download.DownloadScene;

namespace EuiccSim.Lpa.Tests.Es10;

/// <summary>SGP.22 v2.5 §2.5.5: how a Bound Profile Package is cut.</summary>
internal sealed class BppSegmentsTests
{
    private const string Channel = "BF2303820101";

    [Test]
    public void A_package_without_its_own_keys()
    {
        string package = Tlv("BF36", Channel + "A0048702AABB" + "A10E880CBF250000AAAAAAAAAAAAAAAA" + "A3078602CCDD8601EE");
        string[] segments = Segments(package);
        Assert.That(segments, Is.EqualTo(new[]
        {
            "BF3625" + Channel,
            "A0048702AABB",
            "A10E",
            "880CBF250000AAAAAAAAAAAAAAAA",
            "A307",
            "8602CCDD",
            "8601EE",
        }));
        Assert.That(string.Concat(segments), Is.EqualTo(package));
    }

    [Test]
    public void A_package_with_its_own_keys_and_more_blocks()
    {
        string package = Tlv("BF36", Channel + "A006870187870188" + "A114" + "8808AAAAAAAAAAAAAAAA8808BBBBBBBBBBBBBBBB" + "A2048702AABB" + "A3038601EE");
        string[] segments = Segments(package);
        Assert.That(segments[1..], Is.EqualTo(new[]
        {
            "A006870187",
            "870188",
            "A114",
            "8808AAAAAAAAAAAAAAAA",
            "8808BBBBBBBBBBBBBBBB",
            "A2048702AABB",
            "A303",
            "8601EE",
        }));
        Assert.That(string.Concat(segments), Is.EqualTo(package));
    }

    // Around the points where a length takes another octet.
    [TestCase(0x7F)]
    [TestCase(0x80)]
    [TestCase(0xFF)]
    [TestCase(0x100)]
    [TestCase(1015)]
    [TestCase(1020)]
    [TestCase(65276)]
    public void Blocks_of_any_size_are_cut_at_their_ends(int size)
    {
        string block = LongTlv("86", new string('6', 2 * size));
        string package = LongTlv("BF36", Channel + "A0038701AA" + "A10A8808AAAAAAAAAAAAAAAA" + LongTlv("A3", block + block));
        string[] segments = Segments(package);
        Assert.That(segments[^2..], Is.EqualTo(new[] { block, block }));
        Assert.That(string.Concat(segments), Is.EqualTo(package));
    }

    [Test]
    public void The_received_octets_are_kept_even_if_a_length_is_longer_than_need_be()
    {
        string package = Tlv("BF36", "BF238103820101" + "A0820003" + "8701AA" + "A1810A8808AAAAAAAAAAAAAAAA" + "A38104" + "868101EE");
        string[] segments = Segments(package);
        Assert.That(string.Concat(segments), Is.EqualTo(package));
        Assert.That(segments[^2..], Is.EqualTo(new[] { "A38104", "868101EE" }));
    }

    [Test]
    public void Metadata_is_put_together_from_its_blocks_without_their_MACs()
    {
        string metadata = "BF25195A0A9810990900214365873991034142439206444546474849";
        string blocks = Tlv("88", metadata[..20] + "AAAAAAAAAAAAAAAA") + Tlv("88", metadata[20..] + "BBBBBBBBBBBBBBBB");
        BppSegments cut = BppSegments.Split(Octets.FromHex(Tlv("BF36", Channel + "A0038701AA" + Tlv("A1", blocks) + "A3038601EE")));
        Assert.That(cut.Metadata.ToString(), Is.EqualTo(metadata));
        Assert.That(cut.DecodeMetadata().ProfileName, Is.EqualTo("DEFGHI"));
    }

    [TestCase("", TestName = "nothing")]
    [TestCase("BF3600", TestName = "an empty package")]
    [TestCase("BF360000", TestName = "octets after the package")]
    [TestCase("BF36800000", TestName = "indefinite length")]
    [TestCase("BF3608BF2303820101A100", TestName = "a list too early")]
    [TestCase("BF3608BF2303820101A000", TestName = "no first block")]
    [TestCase("BF360BBF2303820101A0038601AA", TestName = "a block of another kind")]
    public void What_is_no_package_is_refused(string package)
    {
        Assert.That(() => BppSegments.Split(Octets.FromHex(package)), Throws.TypeOf<MalformedResponseException>());
    }

    [Test]
    public void A_package_with_more_elements_than_it_may_have_is_refused()
    {
        string good = Channel + "A0038701AA" + "A10A8808AAAAAAAAAAAAAAAA" + "A3038601EE";
        Assert.That(() => Segments(Tlv("BF36", good)), Throws.Nothing);
        Assert.That(() => Segments(Tlv("BF36", good + "A400")), Throws.TypeOf<MalformedResponseException>());
        Assert.That(() => Segments(Tlv("BF36", good.Replace("A10A8808AAAAAAAAAAAAAAAA", "A1038801AA"))), Throws.TypeOf<MalformedResponseException>());
        Assert.That(() => Segments(LongTlv("BF36", good.Replace("A3038601EE", LongTlv("A3", LongTlv("86", new string('0', 140000)))))), Throws.TypeOf<MalformedResponseException>());
    }

    [Test]
    public void A_package_cut_short_or_changed_anywhere_never_throws_anything_else()
    {
        byte[] package = Convert.FromHexString(Bpp(Metadata));
        for (int i = 0; i < package.Length; i++)
        {
            Octets cut = Octets.Of(package.AsSpan(0, i));
            Assert.That(() => BppSegments.Split(cut), Throws.TypeOf<MalformedResponseException>(), $"first {i} octets");
            byte[] changed = (byte[])package.Clone();
            changed[i] ^= 0x81;
            try
            {
                BppSegments.Split(Octets.Wrap(changed)).DecodeMetadata();
            }
            catch (MalformedResponseException)
            {
            }
        }
    }

    [Test]
    public void The_recorded_package_of_a_foreign_server()
    {
        Octets package = Observed.Der(Observed.Es9, "observed:es9plus-18");
        BppSegments cut = BppSegments.Split(package);
        Assert.That(Octets.Concat([.. cut.Segments]), Is.EqualTo(package));
        string[] heads = [.. cut.Segments.Select(segment => segment.ToString()[..2])];
        Assert.That(string.Join(" ", heads), Is.EqualTo("BF A0 A1 88 A2 A3 86 86 86 86 86 86 86 86 86 86 86 86"));
        Assert.That(cut.DecodeMetadata().ProfileName, Is.EqualTo("TS48V1-A-UNIQUE"));
    }

    [Test]
    public void Packages_are_cut_as_a_foreign_LPA_cuts_them()
    {
        int compared = 0;
        foreach (string file in SharedData.Files("vectors/asn1", "observed-*.json"))
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
            foreach (JsonElement vector in document.RootElement.GetProperty("vectors").EnumerateArray())
            {
                if (!vector.TryGetProperty("segments", out JsonElement segments)) continue;
                string[] expected = [.. segments.EnumerateArray().Select(segment => segment.GetString()!.ToUpperInvariant())];
                Assert.That(Segments(vector.GetProperty("der").GetString()!), Is.EqualTo(expected));
                compared++;
            }
        }
        if (compared == 0) Assert.Ignore("needs a recorded package with \"segments\" in the shared vectors/asn1/observed-*.json");
    }

    private static string[] Segments(string package) =>
        [.. BppSegments.Split(Octets.FromHex(package)).Segments.Select(segment => segment.ToString())];

    private static string LongTlv(string tag, string value) =>
        value.Length / 2 < 0x10000 ? Tlv(tag, value) : $"{tag}83{value.Length / 2:X6}{value}";
}
