using System.Collections.Concurrent;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Tests.Saip;
using EuiccSim.Tests;

namespace EuiccSim.Protocol.Tests.Robustness;

/// <summary>The elements of the GSMA TS.48 test profiles, and of a profile built here, cut off and changed at every place.</summary>
internal sealed class Ts48ChangeTests
{
    private static readonly Codec Element = Codec.Of(typeof(ProfileElement));

    [TestCase(false)]
    [TestCase(true)]
    [Category(Sweep.Category)]
    public void Every_truncation_is_refused(bool shared) => ForEach(8, Elements(shared), (element, sweep) =>
    {
        for (int length = 0; length < element.Length; length++)
        {
            if (!sweep(length)) continue;
            Octets cut = element.Slice(0, length);
            if (TryDecode(cut, strict: false) is not null) Assert.Fail($"read although cut to {length} octets: {element}");
        }
    });

    [TestCase(false)]
    [TestCase(true)]
    [Category(Sweep.Category)]
    public void Each_flipped_bit_and_a_few_other_octets_everywhere_give_an_element_or_a_content_error(bool shared) =>
        ForEach(16, Elements(shared), (element, sweep) => ChangeEach(element, Enumerable.Range(0, element.Length), Some, sweep, changed =>
        {
            // What is not BER is not DER.
            if (TryDecode(changed, strict: false) is not null) Fuzzing.CheckCodec(new(changed, Element), strict: true);
        }));

    // 7.3 million inputs: minutes, where the packages are there. Elements that differ have most files in common: a file that stands in the same field
    // of the same kind of element is changed in the longest of them. The sweep before this one changes it in each.
    [Test]
    [Category(Sweep.Category)]
    public void Every_other_octet_everywhere_gives_an_element_or_a_content_error()
    {
        HashSet<Octets> elements = Elements(shared: true);
        HashSet<(string Where, Octets Part)> seen = [];
        Dictionary<Octets, List<int>> places = LongestFirst(elements).ToDictionary(element => element, element => NewPlaces(element, seen));
        ForEach(64, elements, (element, sweep) => ChangeEach(element, places[element], All, sweep, changed => TryDecode(changed, strict: false)));
    }

    /// <summary>The places of an element where something stands that none before has there.</summary>
    private static List<int> NewPlaces(Octets element, HashSet<(string Where, Octets Part)> seen)
    {
        List<int> places = [];
        Add(element, 0, "", 0);
        return places;

        void Add(Octets octets, int from, string around, int depth)
        {
            foreach (BerTlv tlv in BerTlv.ReadWhole(octets))
            {
                int header = tlv.Encoded.Length - tlv.Value.Length;
                string where = $"{around}/{tlv.Tag:X}";
                bool isConstructed = (tlv.Encoded[0] & 0x20) != 0;
                if (isConstructed && depth < FileDepth)
                {
                    places.AddRange(Enumerable.Range(from, header));
                    Add(tlv.Value, from + header, where, depth + 1);
                }
                else if (seen.Add((where, tlv.Encoded)))
                {
                    places.AddRange(Enumerable.Range(from, tlv.Encoded.Length));
                }
                from += tlv.Encoded.Length;
            }
        }
    }

    private static void ChangeEach(
        Octets element, IEnumerable<int> places, Func<byte, IEnumerable<byte>> others, Func<long, bool> sweep, Action<Octets> check)
    {
        byte[] changed = element.ToArray();
        long number = 0;
        foreach (int at in places)
        {
            byte original = changed[at];
            foreach (byte other in others(original))
            {
                if (!sweep(number++)) continue;
                changed[at] = other;
                check(Octets.Wrap(changed));
            }
            changed[at] = original;
        }
    }

    private static IEnumerable<byte> Some(byte octet)
    {
        for (int bit = 0; bit < 8; bit++) yield return (byte)(octet ^ (1 << bit));
        yield return 0x00;
        yield return 0xFF;
        yield return (byte)((octet + 1) & 0xFF);
    }

    private static IEnumerable<byte> All(byte octet)
    {
        for (int other = 0; other < 256; other++)
            if (other != octet) yield return (byte)other;
    }

    private static object? TryDecode(Octets octets, bool strict)
    {
        try
        {
            return Element.Decode(octets, strict);
        }
        catch (Asn1ContentException fault)
        {
            // Only what follows the element is in no field of it.
            if (fault.Path.Length == 0 && !fault.Reason.StartsWith("octets after", StringComparison.Ordinal))
                Assert.Fail($"no path: {fault.Message} in {octets}");
            return null;
        }
    }

    /// <summary>Distinct ones: the packages have most elements in common.</summary>
    private static HashSet<Octets> Elements(bool shared)
    {
        IEnumerable<Octets> packages = shared ? Ts48.All().Select(test => Ts48.Load(test.Name)) : [Samples.Package];
        return [.. packages.SelectMany(package => ProfilePackage.Read(package).Elements).Select(element => element.Encoded)];
    }

    /// <summary>Each element, told which of its inputs are run.</summary>
    private static void ForEach(int oneIn, HashSet<Octets> elements, Action<Octets, Func<long, bool>> check)
    {
        Sweep sweep = new(oneIn);
        // Those that take longest first, so that no processor waits at the end.
        IEnumerable<(Octets, long)> order = LongestFirst(elements).Select((element, i) => (element, (long)i << 32));
        OrderablePartitioner<(Octets Element, long Number)> oneByOne = Partitioner.Create(order, EnumerablePartitionerOptions.NoBuffering);
        Parallel.ForEach(oneByOne, one => check(one.Element, number => sweep.Takes(one.Number + number)));
        TestContext.Out.WriteLine($"{elements.Count} elements, {elements.Sum(element => element.Length)} octets");
        sweep.Tell();
    }

    private static IOrderedEnumerable<Octets> LongestFirst(HashSet<Octets> elements) => elements.OrderByDescending(element => element.Length);

    /// <summary>Where the files of an element begin: in its fields, and those of genericFileManagement in lists.</summary>
    private const int FileDepth = 2;
}
