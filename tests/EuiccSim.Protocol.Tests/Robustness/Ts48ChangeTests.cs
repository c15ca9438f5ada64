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
    public void Every_truncation_is_refused(bool shared) => ForEach(Elements(shared), element =>
    {
        for (int length = 0; length < element.Length; length++)
        {
            Octets cut = element.Slice(0, length);
            if (TryDecode(cut, strict: false) is not null) Assert.Fail($"read although cut to {length} octets: {element}");
        }
        return element.Length;
    });

    [TestCase(false)]
    [TestCase(true)]
    public void Each_flipped_bit_and_a_few_other_octets_everywhere_give_an_element_or_a_content_error(bool shared) =>
        ForEach(Elements(shared), element => ChangeEach(element, Some, changed =>
        {
            // What is not BER is not DER.
            if (TryDecode(changed, strict: false) is not null) Fuzzing.CheckCodec(new(changed, Element), strict: true);
        }));

    // 16.6 million inputs: a minute or two, where the packages are there.
    [Test]
    public void Every_other_octet_everywhere_gives_an_element_or_a_content_error() =>
        ForEach(Elements(shared: true), element => ChangeEach(element, All, changed => TryDecode(changed, strict: false)));

    private static long ChangeEach(Octets element, Func<byte, IEnumerable<byte>> others, Action<Octets> check)
    {
        byte[] changed = element.ToArray();
        long count = 0;
        for (int at = 0; at < changed.Length; at++)
        {
            byte original = changed[at];
            foreach (byte other in others(original))
            {
                changed[at] = other;
                check(Octets.Wrap(changed));
                count++;
            }
            changed[at] = original;
        }
        return count;
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

    private static void ForEach(HashSet<Octets> elements, Func<Octets, long> check)
    {
        long count = 0;
        // Those that take longest first, so that no processor waits at the end.
        IEnumerable<Octets> order = elements.OrderByDescending(element => element.Length);
        OrderablePartitioner<Octets> oneByOne = Partitioner.Create(order, EnumerablePartitionerOptions.NoBuffering);
        Parallel.ForEach(oneByOne, element => Interlocked.Add(ref count, check(element)));
        TestContext.Out.WriteLine($"{elements.Count} elements, {elements.Sum(element => element.Length)} octets, {count} inputs");
    }
}
