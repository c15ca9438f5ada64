using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Protocol.Tests.Asn1.Entries;

/// <summary>Where entries begin and end, and what is said of those that are damaged.</summary>
public sealed class EntryListTests
{
    private const string Second = "E3135A0A988812910900000810209F700100950102";

    private static readonly string[] Both = ["89882119900000800101", "89882119900000800102"];

    [TestCase("E3135A0A988812910900000810109F700101950102", "", TestName = "As it should be")]
    [TestCase("E3145A0A988812910900000810109F700101950102", "its length says 20 octets, and 19 are there", TestName = "An entry whose length is too long by one")]
    [TestCase("E3125A0A988812910900000810109F700101950102", "its length says 18 octets, and 19 are there", TestName = "An entry whose length is too short by one")]
    [TestCase("E37F5A0A988812910900000810109F700101950102", "its length says 127 octets, and 19 are there", TestName = "An entry whose length is past the end")]
    [TestCase("E3FF5A0A988812910900000810109F700101950102", "its length cannot be read", TestName = "An entry whose length is none")]
    [TestCase("E3805A0A988812910900000810109F7001019501020000", "", TestName = "An entry of indefinite length")]
    [TestCase("E382 00135A0A988812910900000810109F700101950102", "", TestName = "An entry with a length in more octets than it needs")]
    [TestCase("E4135A0A988812910900000810109F700101950102", "begins with E4, which nothing that belongs here does", TestName = "An entry under another tag")]
    public void An_entry_with_a_header_that_is_odd(string entry, string reason)
    {
        string octets = entry.Replace(" ", "", StringComparison.Ordinal);
        SequenceOf<Entry<ProfileInfo>> entries = Read($"{octets}{Second}");
        Assert.That(entries.Select(one => one.Value.Iccid?.Digits), Is.EqualTo(Both));
        Assert.That(entries[0].Encoded.ToString(), Is.EqualTo(octets));
        if (reason.Length > 0) Assert.That(string.Join("; ", entries[0].Faults), Is.EqualTo(reason));
        Assert.That(entries[1].IsDamaged, Is.False);
        // And the other way round.
        Assert.That(Read($"{Second}{octets}").Select(one => one.Value.Iccid?.Digits), Is.EqualTo(Both.Reverse()));
    }

    [TestCase("9204436166E9", "profileName: not UTF-8 text", TestName = "Latin-1")]
    [TestCase("9F700201FF", "", TestName = "A state of two octets is a number")]
    [TestCase("4F00", "isdpAid: size 0, not 1 to 16", TestName = "No AID")]
    public void What_is_wrong_is_said_in_words(string field, string words)
    {
        Octets entry = Octets.FromHex($"E3{12 + (field.Length / 2):X2}5A0A98881291090000081010{field}");
        Entry<ProfileInfo> read = EntryList.TryRead<ProfileInfoListResponse, ProfileInfo>(Damage.Tlv(Octets.FromHex("BF2D"), Damage.Tlv(Octets.FromHex("A0"), entry)))![0];
        Assert.That(string.Join("; ", read.Faults), Is.EqualTo(words));
    }

    /// <summary>65 characters are read, and that they are too many is said; an icon of 1025 octets likewise.</summary>
    [Test]
    public void What_is_too_long_is_there_all_the_same()
    {
        string name = new('n', 65);
        ProfileInfo info = new() { ProfileName = name, Icon = Octets.Of(new byte[1025]) };
        Entry<ProfileInfo> read = Read(Asn1Codec.Encode(info).ToString())[0];
        Assert.That(read.Value, Is.EqualTo(info));
        Assert.That(read.Faults.Select(fault => (fault.Field, fault.Kind, fault.Reason)), Is.EqualTo(new[]
        {
            ("profileName", FieldFaultKind.WrongSize, "size 65, not 0 to 64"), ("icon", FieldFaultKind.WrongSize, "size 1025, not 0 to 1024"),
        }));
        Assert.That((read.Lacks("profileName"), read.Lacks("icon")), Is.EqualTo((false, false)));
    }

    /// <summary>A later version of the standard adds fields at the end ('9F24', '9F25'): nothing is wrong with them.</summary>
    [Test]
    public void Fields_of_a_later_version_are_no_damage() =>
        Assert.That(Read("E3155A0A988812910900000810109F2401019F25020100")[0].IsDamaged, Is.False);

    [TestCase("BF2D03810101")]
    [TestCase("BF2802A000")]
    [TestCase("BF2D02A00000")]
    [TestCase("BF2D03A000")]
    [TestCase("BF2D00")]
    [TestCase("")]
    public void What_is_no_list_is_null(string answer) =>
        Assert.That(EntryList.TryRead<ProfileInfoListResponse, ProfileInfo>(Octets.FromHex(answer)), Is.Null);

    /// <summary>SGP.22 v3 has another kind of notification ('A1'), which is to be sent as well.</summary>
    [Test]
    public void A_kind_of_notification_that_is_not_known_keeps_its_octets()
    {
        SequenceOf<Entry<PendingNotification?>> entries = RetrieveNotificationsListResponse.TryReadEntries(Octets.FromHex("BF2B07A005A103800101"))!;
        Assert.That(entries.Single().Encoded.ToString(), Is.EqualTo("A103800101"));
        Assert.That(entries.Single().Faults.Single().ToString(), Is.EqualTo("begins with A1, which no notification of SGP.22 v2 does"));
        Assert.That(PendingNotification.ReadMetadata(entries.Single().Encoded), Is.Null);
    }

    /// <summary>Tags are named by their octets, as the standards name them.</summary>
    [TestCase("0400", "'04'")]
    [TestCase("0000", "'00'")]
    [TestCase("E000", "'E0'")]
    [TestCase("BF2200", "'BF22'")]
    public void What_is_no_alternative_is_named_by_its_tag(string octets, string tag) => Assert.That(() => Asn1Codec.Decode<PendingNotification>(Octets.FromHex(octets)),
        Throws.InstanceOf<Asn1ContentException>().With.Message.Contains("no alternative has the tag " + tag));

    /// <summary>What decides is not guessed: an ICCID, or rules, that cannot be read or are there twice.</summary>
    [TestCase("BF25135A0A98881291090000081010910153920150", true)]
    [TestCase("BF25125A0998881291090000081091015392 0150", false)]
    [TestCase("BF251B5A0A988812910900000810109101539201509902064099020640", false)]
    [TestCase("BF25155A0A98881291090000081010910153920150B700", false)]
    public void Metadata_for_display_are_read_only_where_what_decides_can_be_read(string metadata, bool isReadable)
    {
        string octets = metadata.Replace(" ", "", StringComparison.Ordinal);
        Octets whole = Damage.Tlv(Octets.FromHex("BF25"), Octets.FromHex(octets[6..]));
        if (isReadable) Assert.That(StoreMetadataRequest.ForDisplay(whole).ProfileName, Is.EqualTo("P"));
        else Assert.That(() => StoreMetadataRequest.ForDisplay(whole), Throws.InstanceOf<Asn1ContentException>());
    }

    /// <summary>
    /// Beside a damaged entry, one of indefinite length is whole where its end is within 4096 octets. Searched for without a limit, at every octet of
    /// a hostile answer, the end took seconds.
    /// </summary>
    [TestCase(4096, true)]
    [TestCase(4097, false)]
    public void The_end_of_an_indefinite_length_is_searched_for_within_4096_octets(int size, bool isWhole)
    {
        const string Damaged = "E3025A0A", Good = "E30C5A0A98881291090000081010", IconTag = "9482";
        string icon = new('A', 2 * (size - (Good.Length + IconTag.Length + 8) / 2));
        string indefinite = $"E380{Good[4..]}{IconTag}{icon.Length / 2:X4}{icon}0000";
        Assert.That(indefinite, Has.Length.EqualTo(2 * size));
        SequenceOf<Entry<ProfileInfo>> entries = Read(Damaged + indefinite);
        Assert.That(entries.Any(entry => entry.Encoded == Octets.FromHex(indefinite)), Is.EqualTo(isWhole));
    }

    private static SequenceOf<Entry<ProfileInfo>> Read(string entries) => EntryList.TryRead<ProfileInfoListResponse, ProfileInfo>(
        Damage.Tlv(Octets.FromHex("BF2D"), Damage.Tlv(Octets.FromHex("A0"), Octets.FromHex(entries))))!;
}
