using EuiccSim.Card.Install;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Saip;
using EuiccSim.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace EuiccSim.Card.Tests.Install;

/// <summary>The check says what a card does. The card's word comes over APDUs, from a Bound Profile Package.</summary>
public sealed class InstallationCheckTests
{
    private static readonly Octets[] Packages = [TestPackages.Built, WithDirectory(), TestPackages.Small()];

    [Category(Sweep.Category)]
    [Test]
    public void Whatever_is_done_to_a_package_the_check_says_what_the_card_says()
    {
        Gen<Octets> mutated =
            from package in Gen.Elements(Packages)
            from changes in Gen.Choose(1, 2)
            from seeds in Gen.ArrayOf(Gen.Choose(0, int.MaxValue), changes)
            select seeds.Aggregate(package, (octets, seed) => Mutate(octets, new Random(seed)));
        int count = Sweep.CountOf(300, oneIn: 4), installed = 0, refused = 0;
        Prop.ForAll(mutated.ToArbitrary(), package =>
        {
            (ErrorReason Reason, PeStatus? Status)? says = Says(package), does = Does(package);
            if (does is null) installed++;
            else refused++;
            Assert.That(says, Is.EqualTo(does), package.ToString());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true));
        Assert.That((installed, refused), Is.EqualTo((count - refused, refused)));
        Assert.That(Math.Min(installed, refused), Is.GreaterThan(count / 10), "both answers are seen");
    }

    [Test]
    public void Packages_as_they_are_are_in_order()
    {
        foreach (Octets package in Packages) Assert.That((Says(package), Does(package)), Is.EqualTo(((ValueTuple<ErrorReason, PeStatus?>?)null, (ValueTuple<ErrorReason, PeStatus?>?)null)));
    }

    [Test]
    public void The_element_at_fault_is_told_by_number_kind_identification_and_status()
    {
        PeHeader mandated = TestPackages.Head(7);
        Octets package = TestPackages.Package(
            TestPackages.Header(), TestPackages.Mf(),
            new ProfileElement.NonStandard(new() { NonStandardHeader = mandated, IssuerID = new("2.999.1"), Content = Octets.FromHex("01") }),
            TestPackages.End(9));
        ProfileFault fault = InstallationCheck.Check(new TestEuicc().State, package)!.Element!;
        Assert.That((fault.Number, fault.Kind, fault.Status.Identification, fault.Status.Status),
            Is.EqualTo(((int?)3, (PeKind?)PeKind.NonStandard, (int?)7, PeStatusCode.PeNotSupported)));
    }

    [Test]
    public void What_only_the_whole_card_knows_is_told_too()
    {
        TestEuicc card = new();
        Assert.That(InstallationCheck.Check(card.State, TestPackages.Built), Is.Null);
        card.Install(TestPackages.Built).Aid();
        Assert.That(InstallationCheck.Check(card.State, TestPackages.Built)?.Reason, Is.EqualTo(ErrorReason.InstallFailedDueToIccidAlreadyExistsOnEuicc));
        TestEuicc small = new(euicc: TestEuicc.Configuration with { Properties = new() { NonVolatileMemory = 2000 } });
        Assert.That(InstallationCheck.Check(small.State, TestPackages.Built)?.Reason, Is.EqualTo(ErrorReason.InstallFailedDueToInsufficientMemoryForProfile));
        StoreMetadataRequest metadata = TestPackages.Metadata();
        CardState fresh = new TestEuicc().State;
        ErrorReason? Check(StoreMetadataRequest changed) => InstallationCheck.Check(fresh, TestPackages.Built, changed)?.Reason;
        Assert.That(Check(metadata), Is.Null);
        Assert.That(Check(metadata with { ProfileClass = ProfileClass.Test }), Is.EqualTo(ErrorReason.TestProfileInstallFailedDueToInvalidNaaKey));
        Assert.That(Check(metadata with { ProfileClass = (ProfileClass)7 }), Is.EqualTo(ErrorReason.UnsupportedProfileClass));
        Assert.That(Check(TestPackages.Metadata(TestPackages.SecondIccid)), Is.EqualTo(ErrorReason.InstallFailedDueToDataMismatch));
        CardState forbidding = new TestEuicc(euicc: TestEuicc.Configuration with { RulesAuthorisationTable = [] }).State;
        OperatorId owner = new() { MccMnc = Octets.FromHex("00F110") };
        Assert.That(InstallationCheck.Check(forbidding, TestPackages.Built, metadata with { ProfilePolicyRules = PprIds.Ppr1, ProfileOwner = owner })?.Reason,
            Is.EqualTo(ErrorReason.PprNotAllowed));
    }

    [Test]
    public void An_ICCID_of_other_than_decimal_digits_is_refused_by_both()
    {
        Octets package = Octets.FromHex(TestPackages.Small().ToString().Replace("830A" + TestPackages.IccidDigits, "830A" + "98AA" + "1032547698103214", StringComparison.Ordinal));
        ProfileFault? fault = InstallationCheck.Check(new TestEuicc().State, package)?.Element;
        Assert.That((fault?.Status.Status, fault?.Number), Is.EqualTo((PeStatusCode.BadValues, 1)));
        Assert.That(new TestEuicc().Install(package, TestPackages.Metadata() with { Iccid = Iccid.FromEf(Octets.FromHex("98AA1032547698103214")) }).Error().Reason,
            Is.EqualTo(ErrorReason.InstallFailedDueToPEProcessingError));
    }

    private static (ErrorReason Reason, PeStatus? Status)? Says(Octets package) =>
        InstallationCheck.Check(new TestEuicc().State, package) is { } fault ? (fault.Reason, fault.Element?.Status) : null;

    private static (ErrorReason Reason, PeStatus? Status)? Does(Octets package)
    {
        ProfileInstallationResultData result = new TestEuicc().Install(package, TestPackages.Metadata(IccidOf(package)));
        if (result.FinalResult is not FinalResult.Error { Value: var error }) return null;
        return (error.ErrorReason, error.SimaResponse is { } response ? Asn1Codec.Decode<EuiccResponse>(response).Statuses[0] : null);
    }

    // What a server puts in the metadata: the header's digits, or any where it has none.
    private static string IccidOf(Octets package)
    {
        string text = package.ToString();
        int at = text.IndexOf("830A", StringComparison.Ordinal);
        string octets = at >= 0 && at + 24 <= text.Length ? text.Substring(at + 4, 20) : "";
        if (octets.StartsWith("98", StringComparison.Ordinal)) octets = string.Concat(octets.Chunk(2).Select(pair => $"{pair[1]}{pair[0]}"));
        string digits = octets.TrimEnd('F');
        return digits.Length > 0 && digits.All(char.IsAsciiDigit) ? digits : TestPackages.IccidDigits;
    }

    private static Octets WithDirectory()
    {
        // DF 7F21, EF 6F07 in it, at the MF a link to it.
        Octets steps = Octets.FromHex("620B" + "82027821" + "83027F21" + "C60101" + "620B" + "82024121" + "83026F07" + "800104" + "8102AABB"
            + "8000" + "620E" + "82024121" + "83026F08" + "C7047F216F07");
        Octets generic = BoundPackage.Tlv("A1", Octets.Concat(Octets.FromHex("A0058000" + "81014D"), BoundPackage.Tlv("A1", BoundPackage.Tlv("30", steps))));
        return Insert(generic);
    }

    private static Octets Insert(Octets element)
    {
        Octets[] all = [.. ProfilePackage.Read(TestPackages.Built).Elements.Select(one => one.Encoded)];
        return Octets.Concat([.. all[..^1], element, all[^1]]);
    }

    /// <summary>One thing that goes wrong with packages: elements dropped, doubled, swapped; values, lengths, paths, links and sizes changed; an end cut off.</summary>
    private static Octets Mutate(Octets package, Random random)
    {
        List<Octets> elements = Split(package);
        if (elements.Count < 2) return package;
        int one = random.Next(elements.Count), two = random.Next(elements.Count);
        switch (random.Next(9))
        {
            case 0: elements.RemoveAt(one); break;
            case 1: elements.Insert(two, elements[one]); break;
            case 2: (elements[one], elements[two]) = (elements[two], elements[one]); break;
            case 3: return package.Slice(0, random.Next(package.Length));
            case 4: return Octets.Concat(package, Octets.FromHex(random.Next(2) == 0 ? "FF" : "A000"));
            default: elements[one] = Change(elements[one], random); break;
        }
        return Octets.Concat([.. elements]);
    }

    /// <summary>An octet of a value, or of a length, becomes another one.</summary>
    private static Octets Change(Octets element, Random random)
    {
        byte[] octets = element.ToArray();
        List<int> leaves = [];
        Leaves(octets, 0, octets.Length, leaves);
        bool isLength = random.Next(6) == 0;
        int at = isLength || leaves.Count == 0 ? random.Next(octets.Length) : leaves[random.Next(leaves.Count)];
        octets[at] = (byte)(random.Next(2) == 0 ? random.Next(256) : octets[at] ^ (1 << random.Next(8)));
        return Octets.Of(octets);
    }

    private static void Leaves(byte[] octets, int from, int to, List<int> found)
    {
        while (from < to)
        {
            TlvHeader header = TlvHeader.Read(octets.AsSpan(from, to - from));
            int value = from + header.HeaderLength;
            if ((octets[from] & 0x20) != 0) Leaves(octets, value, value + header.ValueLength, found);
            else found.AddRange(Enumerable.Range(value, header.ValueLength));
            from += header.TotalLength;
        }
    }

    /// <summary>The elements as far as they are whole; what is behind is one more.</summary>
    private static List<Octets> Split(Octets package)
    {
        List<Octets> elements = [];
        try
        {
            while (!package.IsEmpty)
            {
                int length = TlvHeader.Read(package.Span).TotalLength;
                elements.Add(package.Slice(0, Math.Min(length, package.Length)));
                Leaves(elements[^1].ToArray(), 0, elements[^1].Length, []);
                package = package.Slice(elements[^1].Length);
            }
        }
        catch (Asn1ContentException)
        {
            return [];
        }
        return elements;
    }
}
