using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>The structure and protection of a bound profile package, in each of its phases. SGP.22 v2.5 §2.5.4, §2.6.4.</summary>
public sealed class LoadStructureTests
{
    private const ErrorReason Structure = ErrorReason.Scp03tStructureError;
    private const ErrorReason Security = ErrorReason.Scp03tSecurityError;

    private static IEnumerable<TestCaseData> WrongPackages()
    {
        static TestCaseData Case(string name, BppCommandId command, Func<BoundPackage, BoundPackage> change) =>
            new TestCaseData(change, command).SetName(name);
        yield return Case("A0 without a part", BppCommandId.ConfigureIsdp, p => p with { ConfigureIsdp = [] });
        yield return Case("A0 with two parts", BppCommandId.ConfigureIsdp, p =>
            p with { ConfigureIsdp = [p.ConfigureIsdp[0], p.ConfigureIsdp[0]] });
        yield return Case("A0 with an 88", BppCommandId.ConfigureIsdp, p => p with { ConfigureIsdp = p.StoreMetadata });
        yield return Case("A1 without a part", BppCommandId.StoreMetadata, p => p with { StoreMetadata = [] });
        yield return Case("A1 with an 87", BppCommandId.StoreMetadata, p => p with { StoreMetadata = p.ConfigureIsdp });
        yield return Case("A1 with an 88 and an 86", BppCommandId.StoreMetadata, p =>
            p with { StoreMetadata = [p.StoreMetadata[0], p.ProfileElements[0]] });
        yield return Case("A2 with an 88", BppCommandId.ReplaceSessionKeys, p => p with { ReplaceSessionKeys = p.StoreMetadata });
        yield return Case("A3 without a part", BppCommandId.LoadProfileElements, p => p with { ProfileElements = [] });
        yield return Case("A3 with an 87", BppCommandId.LoadProfileElements, p => p with { ProfileElements = p.ConfigureIsdp });
        yield return Case("A3 with an 86 of no octet", BppCommandId.LoadProfileElements, p =>
            p with { ProfileElements = [Octets.FromHex("8600")] });
        yield return Case(
            "A3 with an 86 that is no multiple of 16", BppCommandId.LoadProfileElements, p =>
                p with { ProfileElements = [BoundPackage.Tlv("86", Octets.Of(new byte[25]))] });
        yield return Case(
            "A3 with an 86 of 1037 octets", BppCommandId.LoadProfileElements, p =>
                p with { ProfileElements = [BoundPackage.Tlv("86", Octets.Of(new byte[1033]))] });
        yield return Case(
            "A1 with an 88 of 1021 octets", BppCommandId.StoreMetadata, p =>
                p with { StoreMetadata = [BoundPackage.Tlv("88", Octets.Of(new byte[1017]))] });
        yield return Case(
            "A0 with an 87 with a length of too many octets", BppCommandId.ConfigureIsdp,
            p => p with { ConfigureIsdp = [Octets.Concat(Octets.FromHex("8781"), p.ConfigureIsdp[0].Slice(1))] });
        yield return Case("nothing where BF23 is", BppCommandId.InitialiseSecureChannel, p =>
            p with { InitialiseSecureChannel = Octets.Empty });
        yield return Case(
            "a second BF23", BppCommandId.ConfigureIsdp,
            p => p with { InitialiseSecureChannel = Octets.Concat(p.InitialiseSecureChannel, p.InitialiseSecureChannel) });
        yield return Case("BF24 where BF23 is", BppCommandId.InitialiseSecureChannel, p =>
            p with { InitialiseSecureChannel = Octets.FromHex("BF2400") });
    }

    [TestCaseSource(nameof(WrongPackages))]
    public void A_package_that_is_built_wrongly_is_refused(Delegate change, BppCommandId command) =>
        LoadErrorTests.ExpectChanged((Func<BoundPackage, BoundPackage>)change, command, Structure);

    // Segments: 0 BF36 and BF23, 1 A0, 2 the header of A1, 3 the 88, 4 the header of A3, then 86s.
    [TestCase(1, BppCommandId.ConfigureIsdp, Description = "no A0")]
    [TestCase(2, BppCommandId.StoreMetadata, Description = "no A1")]
    [TestCase(3, BppCommandId.StoreMetadata, Description = "no 88")]
    [TestCase(4, BppCommandId.LoadProfileElements, Description = "no A3")]
    public void A_segment_left_out_is_noticed_at_once(int index, BppCommandId command)
    {
        TestEuicc card = new();
        List<Octets> segments = card.Bind(upp: TestPackages.Small()).Segments();
        segments.RemoveAt(index);
        LoadErrorTests.Expect(card, segments, command, Structure);
    }

    [TestCase(0, BppCommandId.ConfigureIsdp)]
    [TestCase(1, BppCommandId.StoreMetadata)]
    [TestCase(2, BppCommandId.StoreMetadata)]
    [TestCase(3, BppCommandId.LoadProfileElements)]
    [TestCase(4, BppCommandId.LoadProfileElements)]
    public void A_segment_that_comes_twice_is_noticed_at_once(int index, BppCommandId command)
    {
        TestEuicc card = new();
        List<Octets> segments = card.Bind(upp: TestPackages.Small()).Segments();
        segments.Insert(index, segments[index]);
        LoadErrorTests.Expect(card, segments, command, Structure);
    }

    [Test]
    public void A_2_without_a_part_is_refused()
    {
        TestEuicc card = new();
        List<Octets> segments = card.Bind(new() { ReplaceSessionKeys = Octets.FromHex("BF2600") }, upp: TestPackages.Small()).Segments();
        segments[4] = Octets.FromHex("A200");
        LoadErrorTests.Expect(card, segments, BppCommandId.ReplaceSessionKeys, Structure);
    }

    [TestCase(4, "A383FFFFFF", BppCommandId.LoadProfileElements, Description = "a group that is longer than the package")]
    [TestCase(2, "A182FFFF", BppCommandId.StoreMetadata)]
    [TestCase(5, "86820409", BppCommandId.LoadProfileElements, Description = "a part of 1037 octets")]
    [TestCase(3, "888203F9", BppCommandId.StoreMetadata)]
    public void A_length_that_is_wrong_is_noticed_before_the_value_comes(int index, string header, BppCommandId command)
    {
        TestEuicc card = new();
        List<Octets> segments = card.Bind(upp: TestPackages.Small()).Segments();
        segments[index] = Octets.FromHex(header);
        LoadErrorTests.Expect(card, segments[..(index + 1)], command, Structure);
    }

    // None is the begin of a function: half a header, an indefinite length, a length of five octets.
    [TestCase("A383")]
    [TestCase("A380")]
    [TestCase("A38500000E10")]
    public void A_segment_that_begins_with_no_header_belongs_to_the_package(string segment)
    {
        TestEuicc card = new();
        List<Octets> segments = card.Bind(upp: TestPackages.Small()).Segments();
        segments[4] = Octets.FromHex(segment);
        LoadErrorTests.Expect(card, segments, BppCommandId.LoadProfileElements, Structure);
    }

    [Test]
    public void A_part_is_not_longer_than_its_group()
    {
        TestEuicc card = new();
        List<Octets> segments = card.Bind(upp: TestPackages.Small()).Segments();
        segments[2] = Octets.FromHex("A101");
        LoadErrorTests.Expect(card, segments, BppCommandId.StoreMetadata, Structure);
    }

    [Test]
    public void Nothing_follows_the_elements_in_the_package() =>
        LoadErrorTests.ExpectChanged(p => p with { Trailer = Octets.FromHex("A400") }, BppCommandId.LoadProfileElements, Structure);

    [Test]
    public void Octets_after_the_package_in_the_same_segment_are_refused()
    {
        TestEuicc card = new();
        List<Octets> segments = card.Bind(upp: TestPackages.Small()).Segments();
        segments[^1] = Octets.Concat(segments[^1], Octets.FromHex("00"));
        LoadErrorTests.Expect(card, segments, BppCommandId.LoadProfileElements, Structure);
    }

    [Test]
    public void A_package_that_is_cut_off_gives_no_result()
    {
        TestEuicc card = new();
        List<Octets> segments = card.Bind(new() { ElementBlock = 100 }, upp: TestPackages.Small()).Segments();
        foreach (Octets segment in segments.SkipLast(1)) Assert.That(card.StoreData(segment), Is.EqualTo(ResponseApdu.Ok));
        card.Challenge();
        Assert.That((card.Notifications().Count, card.Profiles().Count), Is.EqualTo((0, 0)));
    }

    private static readonly Func<BoundPackage, int, BoundPackage>[] Damages =
    [
        (p, at) => p with { ConfigureIsdp = [BoundPackage.Damage(p.ConfigureIsdp[0], at)] },
        (p, at) => p with { StoreMetadata = [BoundPackage.Damage(p.StoreMetadata[0], at)] },
        (p, at) => p with { ReplaceSessionKeys = [BoundPackage.Damage(p.ReplaceSessionKeys[0], at)] },
        (p, at) => p with { ProfileElements = [BoundPackage.Damage(p.ProfileElements[0], at), .. p.ProfileElements.Skip(1)] },
    ];

    [Test]
    public void A_damaged_part_is_refused(
        [Values(BppCommandId.ConfigureIsdp, BppCommandId.StoreMetadata, BppCommandId.ReplaceSessionKeys, BppCommandId.LoadProfileElements)]
        BppCommandId command, [Values(-1, -8, -9, 8)] int at)
    {
        TestEuicc card = new();
        BoundPackage package = card.Bind(new() { ReplaceSessionKeys = Octets.FromHex(NewKeys) }, upp: TestPackages.Small());
        int phase = command switch
        {
            BppCommandId.ConfigureIsdp => 0,
            BppCommandId.StoreMetadata => 1,
            BppCommandId.ReplaceSessionKeys => 2,
            _ => 3,
        };
        LoadErrorTests.Expect(card, Damages[phase](package, at).Segments(), command, Security);
    }

    [Test]
    public void Parts_come_in_the_order_in_which_they_were_protected()
    {
        TestEuicc card = new();
        BoundPackage package = card.Bind(new() { ElementBlock = 96 }, upp: TestPackages.Small());
        Octets[] swapped = [.. package.ProfileElements];
        (swapped[1], swapped[2]) = (swapped[2], swapped[1]);
        LoadErrorTests.Expect(
            card, (package with { ProfileElements = SequenceOf.From(swapped) }).Segments(), BppCommandId.LoadProfileElements, Security);
    }

    [Test]
    public void A_part_left_out_breaks_the_chain()
    {
        TestEuicc card = new();
        BoundPackage package = card.Bind(new() { ElementBlock = 96 }, upp: TestPackages.Small());
        LoadErrorTests.Expect(
            card, (package with { ProfileElements = SequenceOf.From(package.ProfileElements.Where((_, i) => i != 1)) }).Segments(),
            BppCommandId.LoadProfileElements, Security);
    }

    [TestCase(5)]
    [TestCase(8)]
    [TestCase(97)]
    [TestCase(1021)]
    [TestCase(65280)]
    public void A_package_may_be_cut_in_portions_of_any_size(int size)
    {
        TestEuicc card = new();
        Octets package = Octets.Concat([.. card.Bind(upp: TestPackages.Small()).Segments()]);
        // A portion that begins a part has tag and length, to be told from a command.
        List<Octets> portions = [package.Slice(0, 5)];
        for (int at = 5; at < package.Length; at += size) portions.Add(package.Slice(at, Math.Min(size, package.Length - at)));
        Assert.That(card.Load(portions).Aid().Length, Is.EqualTo(16));
    }

    private const string NewKeys = "BF2636" + "8010000102030405060708090A0B0C0D0E0F" + "8110010102030405060708090A0B0C0D0E0F"
        + "8210020102030405060708090A0B0C0D0E0F";
}
