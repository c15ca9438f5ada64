using EuiccSim.Conformance.Judging;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Lpas.Cases;

/// <summary>How a Bound Profile Package is cut for the eUICC, read off the standard and not off an LPA. SGP.22 v2.5 §2.5.5.</summary>
internal static class PackageCut
{
    /// <summary>The segments of a package.</summary>
    internal static List<Octets> Of(Octets package)
    {
        TlvHeader all = TlvHeader.Read(package.Span);
        IReadOnlyList<BerTlv> parts = BerTlv.ReadAll(package.Slice(all.HeaderLength, all.ValueLength));
        // 'BF36' with its length goes with InitialiseSecureChannel.
        List<Octets> segments = [package.Slice(0, all.HeaderLength + parts[0].Encoded.Length)];
        foreach (BerTlv part in parts.Skip(1)) segments.AddRange(Of(part));
        return segments;
    }

    /// <summary>The same package with the last octet of its first block of a kind changed: the MAC is wrong then.</summary>
    internal static Octets WithWrongMac(Octets package, int blockTag)
    {
        BerTlv group = BerTlv.ReadAll(BerTlv.ReadAll(package)[0].Value).First(part => BerTlv.ReadWhole(part.Value).Any(block => block.Tag == blockTag));
        BerTlv first = BerTlv.ReadAll(group.Value).First(block => block.Tag == blockTag);
        return Roles.BoundPackage.Damage(package, package.Span.IndexOf(first.Encoded.Span) + first.Encoded.Length - 1);
    }

    private static IEnumerable<Octets> Of(BerTlv part)
    {
        IReadOnlyList<BerTlv> blocks = BerTlv.ReadAll(part.Value);
        Octets header = part.Encoded.Slice(0, part.Encoded.Length - part.Value.Length);
        return part.Tag switch
        {
            // The list's header with its first block.
            0xA0 => [Octets.Concat(header, blocks[0].Encoded), .. blocks.Skip(1).Select(block => block.Encoded)],
            // The header alone, then each block.
            0xA1 or 0xA3 => [header, .. blocks.Select(block => block.Encoded)],
            // All of it.
            0xA2 => [part.Encoded],
            _ => throw new VerdictException(Verdict.Inconclusive, $"the package has a part {part.Tag:X2}"),
        };
    }
}
