using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Protocol.Tests.Asn1.Entries;

/// <summary>Whatever is wrong with one field of one entry: all other entries are there, and of the damaged one what can be read, and its octets.</summary>
internal sealed class DamagedEntryTests
{
    private static readonly Octets Profile = Message(
        "E3", "5A0A98881291090000081010", "4F10A0000005591010FFFFFFFF8900001000", "9F700101", "90046E69636B", "91025350", "92044E616D65", "930101",
        "940489504E47", "950102", "B6143012800204F0810C736D64702E6578616D706C65", "B705800300F110", "99020640");

    private static readonly Octets Notification = Message("BF2F", "800107", "81020640", "0C0C736D64702E6578616D706C65", "5A0A989444999999990940F9");

    private static readonly Octets Info1 = Message(
        "BF20", "8203020200", "A9160414F54172BDF98A95D65CBEB88A38A1C11D800A85C3", "AA160414F54172BDF98A95D65CBEB88A38A1C11D800A85C3");

    private static readonly Octets Info2 = Message(
        "BF22", "8103020301", "8203020500", "8303010203", "840F81010882040007D0008304000003E8", "8505067F36F3C0", "8603090200", "8703020300", "8802 0490".Replace(" ", ""),
        "A9160414F54172BDF98A95D65CBEB88A38A1C11D800A85C3", "AA160414F54172BDF98A95D65CBEB88A38A1C11D800A85C3", "8B0102", "99020640", "0403010000",
        "0C0D45554943432D544553542D3031", "AC0A80024142810461622E63", "8D020780", "8E0450524F44", "AF050403020302");

    private static readonly Octets Metadata = Message(
        "BF25", "5A0A98881291090000081010", "91025350", "92044E616D65", "930101", "940489504E47", "950102",
        "B6143012800204F0810C736D64702E6578616D706C65", "B705800300F110", "99020640");

    [TestCaseSource(nameof(DamagedProfiles))]
    public void A_list_of_profiles(Damage damage) => CheckList<ProfileInfoListResponse, ProfileInfo>("BF2D", Profile, damage);

    [TestCaseSource(nameof(DamagedNotifications))]
    public void A_list_of_notifications(Damage damage) => CheckList<ListNotificationResponse, NotificationMetadata>("BF28", Notification, damage);

    [TestCaseSource(nameof(DamagedInfos1))]
    public void EuiccInfo1(Damage damage) => CheckEntry(Asn1Codec.DecodeByField<EuiccInfo1>(damage.Message), Info1, damage);

    [TestCaseSource(nameof(DamagedInfos2))]
    public void EuiccInfo2(Damage damage) => CheckEntry(Asn1Codec.DecodeByField<EuiccInfo2>(damage.Message), Info2, damage);

    [TestCaseSource(nameof(DamagedMetadata))]
    public void Metadata_of_an_offer(Damage damage) => CheckEntry(Asn1Codec.DecodeByField<StoreMetadataRequest>(damage.Message), Metadata, damage);

    /// <summary>The octets are what is sent, whatever they are.</summary>
    [TestCaseSource(nameof(DamagedNotifications))]
    public void Signed_notifications(Damage damage)
    {
        Octets good = Pending(Notification), bad = Pending(damage.Message);
        SequenceOf<Entry<PendingNotification?>> entries = RetrieveNotificationsListResponse.TryReadEntries(List("BF2B", good, bad, good))!;
        Assert.That(entries.Select(entry => entry.Encoded), Is.EqualTo(new[] { good, bad, good }));
        Assert.That((entries[0].Value, entries[0].IsDamaged, entries[2].Value, entries[2].IsDamaged), Is.EqualTo((entries[0].Value, false, entries[0].Value, false)));
        bool isGood = IsReadable<PendingNotification>(bad);
        Assert.That((entries[1].Value is not null, entries[1].IsDamaged), Is.EqualTo((isGood, !isGood)));
        CheckEntry(PendingNotification.ReadMetadata(bad)!, Notification, damage);
    }

    private static void CheckList<TResponse, T>(string tag, Octets good, Damage damage)
        where TResponse : IAsn1<TResponse>
        where T : class, IAsn1ByField<T>
    {
        SequenceOf<Entry<T>> entries = EntryList.TryRead<TResponse, T>(List(tag, good, damage.Message, good))!;
        Assert.That(entries.Select(entry => entry.Encoded), Is.EqualTo(new[] { good, damage.Message, good }));
        T value = Asn1Codec.Decode<T>(good);
        Assert.That((entries[0].Value, entries[0].IsDamaged, entries[2].Value, entries[2].IsDamaged), Is.EqualTo((value, false, value, false)));
        CheckEntry(entries[1], good, damage);
    }

    private static void CheckEntry<T>(Entry<T> entry, Octets good, Damage damage)
        where T : class, IAsn1ByField<T>
    {
        Assert.That(entry.Encoded, Is.EqualTo(damage.Message));
        Assert.That(entry.IsDamaged, Is.EqualTo(!IsReadable<T>(damage.Message)), "it is marked if, and only if, the standard forbids it");
        Asn1Description whole = Asn1Codec.Decode<T>(good).Describe("whole"), shown = entry.Describe("shown");
        for (int i = 0; i < whole.Parts.Count; i++)
        {
            if (i == damage.Field) continue;
            Asn1Description expected = whole.Parts[i];
            Assert.That(shown.Parts.FirstOrDefault(part => part.Name == expected.Name), Is.EqualTo(expected), expected.Name);
        }
        if (!entry.IsDamaged) return;
        Assert.That(shown.Parts[^1], Is.EqualTo(Asn1Description.Of("octets", entry.Encoded)));
        bool isFaultElsewhere = damage.What.EndsWith("moved", StringComparison.Ordinal) || damage.What.Contains("length", StringComparison.Ordinal);
        if (!isFaultElsewhere) Assert.That(entry.Faults.Select(fault => fault.Field), Has.Some.EqualTo(whole.Parts[damage.Field].Name).Or.Some.EqualTo(""));
        string words = string.Join("; ", entry.Faults);
        foreach (string jargon in (string[])["ASN.1", "Universal", "ContextSpecific", "encoded", "buffer", "tag set", "exception"]) Assert.That(words, Does.Not.Contain(jargon));
    }

    private static bool IsReadable<T>(Octets octets)
        where T : IAsn1<T>
    {
        try
        {
            Asn1Codec.Decode<T>(octets);
            return true;
        }
        catch (Asn1ContentException)
        {
            return false;
        }
    }

    private static Octets Message(string tag, params string[] fields) => Damage.Tlv(Octets.FromHex(tag), Octets.FromHex(string.Concat(fields)));

    private static Octets List(string tag, params ReadOnlySpan<Octets> entries) =>
        Damage.Tlv(Octets.FromHex(tag), Damage.Tlv(Octets.FromHex("A0"), Octets.Concat(entries)));

    private static Octets Pending(Octets metadata) =>
        Damage.Tlv(Octets.FromHex("30"), Octets.Concat(metadata, Octets.FromHex("5F3740" + new string('7', 128) + "3003020101" + "3003020102")));

    private static IEnumerable<TestCaseData> DamagedProfiles => Cases(Profile);

    private static IEnumerable<TestCaseData> DamagedNotifications => Cases(Notification);

    private static IEnumerable<TestCaseData> DamagedInfos1 => Cases(Info1);

    private static IEnumerable<TestCaseData> DamagedInfos2 => Cases(Info2);

    private static IEnumerable<TestCaseData> DamagedMetadata => Cases(Metadata);

    private static IEnumerable<TestCaseData> Cases(Octets message) => Damage.Of(message).Select(damage => new TestCaseData(damage).SetArgDisplayNames(damage.What));
}
