using EuiccSim.Card.Profiles;
using EuiccSim.Card.Uicc;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Tests.Uicc;

/// <summary>RETRIEVE DATA, SET DATA and the control parameters of BER-TLV files. TS 102 221 §11.3, §11.1.1.4.</summary>
public sealed class BerTlvTests
{
    private TestCard _card = null!;

    /// <summary>The file 6FF0 has 600 octets and the short identifier 10.</summary>
    [SetUp]
    public void Insert() => _card = TestCard.WithProfile().InUsim().Verified();

    [Test]
    public void Objects_are_set_replaced_and_deleted()
    {
        Expect("80 CB 00 8A 01 80 00", "6A88");
        Expect("80 DB 00 8A 04 80021122", "9000");
        Expect("80 DB 00 80 03 810133", "9000");
        Expect("80 CB 00 80 01 80 00", "80021122" + "9000");
        Expect("80 DB 00 80 03 800144", "9000");
        Expect("80 CB 00 80 01 80 00", "800144" + "9000");
        Expect("80 DB 00 80 01 80", "9000");
        Expect("80 CB 00 80 01 80 00", "6A88");
        Expect("80 CB 00 80 01 81 00", "810133" + "9000");
        Expect("80 DB 00 80 01 80", "6A88");
    }

    [Test]
    public void Length_zero_is_an_empty_object()
    {
        Expect("80 DB 00 8A 03 810133", "9000");
        Expect("80 DB 00 80 02 8100", "9000");
        Expect("80 CB 00 80 01 81 00", "8100" + "9000");
        Expect("80 DB 00 80 02 8000", "9000");
        Expect("80 CB 00 80 01 5C 00", "5C02" + "8180" + "9000");
    }

    [Test]
    public void Tag_5C_is_the_list_of_all_tags()
    {
        Expect("80 CB 00 8A 01 5C 00", "5C00" + "9000");
        foreach (string set in (string[])["04 80021122", "05 DF1F0133 00", "04 DF810100"])
            Expect($"80 DB 00 80 {set}", set.EndsWith(" 00", StringComparison.Ordinal) ? "6A80" : "9000");
        Expect("80 DB 00 80 04 DF1F0133", "9000");
        Expect("80 CB 00 80 01 5C 00", "5C06" + "80" + "DF8101" + "DF1F" + "9000");
        Expect("80 DB 00 80 03 DF8101", "9000");
        Expect("80 CB 00 80 01 5C 00", "5C03" + "80" + "DF1F" + "9000");
        Expect("80 CB 00 80 01 5C 02", "5C03" + "62F1");
        Expect("80 CB 00 00 00", "80DF1F" + "9000");
    }

    [Test]
    public void A_list_of_more_than_127_octets_has_a_longer_length()
    {
        string tags = "";
        for (int number = 0x1F; number < 0x1F + 65; number++)
        {
            tags += $"DF{number:X2}";
            Expect($"80 DB 00 8A 03 DF{number:X2}00", "9000");
        }
        Expect("80 CB 00 80 01 5C 00", "5C8182" + tags + "9000");
    }

    [TestCase("5C", TestName = "the tag of the list: deleting")]
    [TestCase("5C00", TestName = "the tag of the list: an empty object")]
    [TestCase("5C0180", TestName = "the tag of the list: an object")]
    [TestCase("00", TestName = "padding 00")]
    [TestCase("0000", TestName = "padding 00 with a length")]
    [TestCase("FF0100", TestName = "padding FF")]
    [TestCase("DF1E00", TestName = "a number below 31 in a second octet")]
    [TestCase("DF80", TestName = "a second octet that says nothing")]
    [TestCase("DF818100", TestName = "a tag of four octets")]
    [TestCase("DF", TestName = "half a tag")]
    [TestCase("DF81", TestName = "two thirds of a tag")]
    [TestCase("8080", TestName = "indefinite length")]
    [TestCase("808401000000", TestName = "a length of five octets")]
    [TestCase("8081", TestName = "half a length")]
    [TestCase("80011122", TestName = "more than one object")]
    public void What_is_no_object_is_not_set(string data)
    {
        Expect("80 DB 00 8A 03 810133", "9000");
        Expect($"80 DB 00 80 {data.Length / 2:X2} {data}", "6A80");
        Expect("80 CB 00 80 01 5C 00", "5C0181" + "9000");
        Expect("80 DB 00 00 01 00", "6985");
    }

    [TestCase("00")]
    [TestCase("FF")]
    [TestCase("DF1E")]
    [TestCase("8081")]
    [TestCase("5C00")]
    [TestCase("DF8181")]
    public void What_is_no_tag_is_not_retrieved(string tag) => Expect($"80 CB 00 8A {tag.Length / 2:X2} {tag} 00", "6A80");

    [Test]
    public void A_long_object_crosses_in_blocks()
    {
        string value = Repeated(300);
        Expect($"80 DB 00 8A FF 8482012C {value[..502]}", "63F1");
        Expect("80 CB 00 00 00", "6985");
        Expect($"80 DB 00 00 31 {value[502..]}", "9000");
        Expect("80 CB 00 80 01 84 00", "8482012C" + value[..504] + "62F1");
        Expect("80 CB 00 00 00", value[504..] + "9000");
        Expect("80 CB 00 00 00", "6985");
    }

    [TestCase("80 CB 00 8A 01 81 00", "810133" + "9000", TestName = "RETRIEVE DATA")]
    [TestCase("80 DB 00 8A 01 81", "9000", TestName = "SET DATA")]
    [TestCase("00 A4 00 0C 02 6FF0", "9000", TestName = "SELECT")]
    [TestCase("00 B0 87 00 01", "089000", TestName = "READ BINARY with a short identifier")]
    public void What_was_begun_ends_with_another(string command, string expected)
    {
        Expect("80 DB 00 8A 03 810133", "9000");
        Expect("80 DB 00 80 04 82051111", "63F1");
        Expect(command, expected);
        Expect("80 DB 00 00 03 111111", "6985");
    }

    [Test]
    public void Wrong_parameters_and_lengths()
    {
        Expect("80 CB 00 80 01 5C 00", "6986", "no file");
        Expect("80 CB 00 00 00", "6985", "nothing begun");
        Expect("80 DB 00 00 01 00", "6985", "nothing begun");
        Expect("80 CB 00 8B 01 5C 00", "6A82", "no such short identifier");
        Expect("80 CB 00 87 01 5C 00", "6981", "EF.IMSI");
        foreach (string p1p2 in (string[])["01 8A", "00 C0", "00 A0", "00 01", "00 40"]) Expect($"80 CB {p1p2} 01 5C 00", "6A86");
        Expect("80 CB 00 8A 00", "6700", "the first block has a tag");
        Expect("80 CB 00 00 01 5C 00", "6700", "the next has none");
        Expect("80 DB 00 8A 03 810133 00", "6700", "SET DATA has no answer");
        Expect("00 DB 00 8A 03 810133", "6E00");
    }

    [Test]
    public void Deleting_gives_the_room_back()
    {
        Expect("80 DB 00 8A 04 85820258", "6A84", "604 octets do not fit in 600: told with the first block");
        Expect($"80 DB 00 8A FF 84820200 {Repeated(251)}", "63F1");
        Expect($"80 DB 00 00 FF {Repeated(255)}", "63F1");
        Expect($"80 DB 00 00 06 {Repeated(6)}", "9000");
        Expect($"80 DB 00 80 56 8554 {Repeated(84)}", "6A84", "516 and 86 octets");
        Expect($"80 DB 00 80 54 8552 {Repeated(82)}", "9000", "516 and 84 octets");
        Expect("80 DB 00 80 02 8600", "6A84", "full");
        Expect($"80 DB 00 80 54 8552 {Repeated(82)}", "9000", "in place of the same");
        Expect("80 DB 00 80 01 84", "9000");
        Expect("80 DB 00 80 02 8600", "9000");
        Expect("80 CB 00 80 01 5C 00", "5C028586" + "9000");
    }

    /// <summary>A5 { 84 file details, 85 reserved, 86 maximum }; 80 is what the objects have.</summary>
    [Test]
    public void The_control_parameters_follow_the_content()
    {
        Expect("00 A4 00 04 02 6FF0 00", Fcp(0) + "9000");
        Expect("80 DB 00 80 04 80021122", "9000");
        Expect("00 A4 00 04 02 6FF0 00", Fcp(4) + "9000");
        Expect("80 DB 00 80 02 8200", "9000");
        Expect("00 A4 00 04 02 6FF0 00", Fcp(6) + "9000");
        Expect("80 DB 00 80 01 80", "9000");
        Expect("00 A4 00 04 02 6FF0 00", Fcp(2) + "9000");
        Expect(Commands.VerifyAdm1, "9000");
        Expect("00 04 00 00 02 6FF0", "9000");
        Expect("00 A4 00 04 02 6FF0 00", Fcp(2).Replace("8A0105", "8A0104", StringComparison.Ordinal) + "6283");
    }

    [Test]
    public void A_large_file_says_its_sizes_in_four_octets()
    {
        FileParameters file = new() { Kind = FileKind.BerTlv, Fid = 0x4F01, Size = 512, MaximumSize = 0x020000, SpecialInformation = 0x80 };
        Assert.That(EuiccSim.Card.Profiles.Fcp.Of(file, 0x010000).Template.ToString(), Does.Contain("A510" + "840100" + "85020200" + "860400020000" + "C00180")
            .And.Contain("800400010000"));
        Assert.That(EuiccSim.Card.Profiles.Fcp.Of(file with { Size = 0, MaximumSize = 0 }).Template.ToString(), Does.Contain("840100" + "85020000" + "8602FFFF"));
    }

    [Test]
    public void The_rules_hold_for_each_block()
    {
        Expect("80 DB 00 8A 04 82041111", "63F1");
        Expect("00 70 00 01", "9000");
        Expect("01 20 00 0A 08" + Commands.Adm1, "9000");
        Expect($"01 A4 04 0C 10 {TestProfile.UsimAid}", "9000");
        Expect("01 04 00 00 02 6FF0", "9000", "deactivated on another channel");
        Expect("80 DB 00 00 02 1111", "6984");
        Expect("80 CB 00 8A 01 5C 00", "6984");
        Expect("01 44 00 00 02 6FF0", "9000");
        Expect("80 DB 00 00 02 1111", "6985", "what was begun is lost");
        TestCard unverified = TestCard.WithProfile().InUsim();
        Assert.That(unverified.Send("80 DB 00 8A 02 8000"), Is.EqualTo("6982"));
        Assert.That(unverified.Send("80 CB 00 8A 01 5C 00"), Is.EqualTo("6982"));
    }

    [Test]
    public void With_extended_lengths_an_object_crosses_at_once()
    {
        _card = TestCard.WithProfile(new() { Personality = new() { AcceptsExtendedLength = true } }).InUsim().Verified();
        string value = Repeated(300);
        Expect($"80 DB 00 8A 00 0130 8482012C {value}", "9000");
        Expect("80 CB 00 80 00 0001 84 0000", $"8482012C{value}9000");
        Expect("80 CB 00 80 00 0001 84 0100", $"8482012C{value[..504]}62F1");
        Expect("80 CB 00 00 00 0000", $"{value[504..]}9000");
    }

    [Test]
    public void What_follows_the_objects_of_a_package_is_no_object()
    {
        BerTlvObjects objects = BerTlvObjects.In(Octets.FromHex("800111" + "8100" + "FFFFFF"));
        Assert.That((objects.Octets, objects.TagList()), Is.EqualTo((Octets.FromHex("8001118100"), Octets.FromHex("5C028081"))));
        Assert.That(BerTlvObjects.In(Octets.FromHex("800211")).Octets.IsEmpty, Is.True, "half an object");
    }

    private static string Fcp(int size) =>
        "6224" + "82027921" + "83026FF0" + "A50B" + "840100" + "85020258" + "86020258" + "8A0105" + "8B036F0605" + $"8002{size:X4}" + "880150";

    private static string Repeated(int count) => string.Concat(Enumerable.Repeat("A5", count));

    private void Expect(string command, string answer, string? why = null) => Assert.That(_card.Send(command), Is.EqualTo(answer), why ?? command);
}
