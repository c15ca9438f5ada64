namespace EuiccSim.Protocol.Tests.Robustness;

/// <summary>Small damage to valid octets.</summary>
internal static class Mutation
{
    /// <summary>The octets with one to four changes.</summary>
    /// <param name="octets">Valid ones.</param>
    /// <param name="other">Valid ones of another value, from which parts are taken.</param>
    /// <param name="random">Decides what happens.</param>
    internal static byte[] Of(ReadOnlySpan<byte> octets, ReadOnlySpan<byte> other, Random random)
    {
        List<byte> changed = [.. octets];
        for (int i = random.Next(1, 5); i > 0 && changed.Count > 0; i--) Change(changed, other, random);
        return [.. changed];
    }

    /// <summary>The octets with one to three changes of what they say, while all lengths stay right.</summary>
    /// <param name="octets">Valid ones.</param>
    /// <param name="other">Valid ones of another value, from which parts are taken.</param>
    /// <param name="random">Decides what happens.</param>
    internal static byte[] OfStructure(ReadOnlySpan<byte> octets, ReadOnlySpan<byte> other, Random random)
    {
        TlvNode root = TlvNode.Parse(octets);
        TlvNode[] donors = [.. TlvNode.Parse(other).All()];
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            TlvNode[] nodes = [.. root.All()];
            // A copy: a part must not come to lie within itself.
            TlvNode donor = TlvNode.Parse(donors[random.Next(donors.Length)].Write());
            Change(nodes[random.Next(nodes.Length)], donor, random);
        }
        return root.Write();
    }

    private static void Change(TlvNode node, TlvNode donor, Random random)
    {
        if (random.Next(6) == 0)
        {
            node.Tag[^1] ^= (byte)(1 << random.Next(7));
            return;
        }
        if (!node.IsConstructed)
        {
            node.Value = random.Next(4) == 0 ? donor.Value : Of(node.Value.Length == 0 ? [0] : node.Value, [0x80], random);
            return;
        }
        int at = random.Next(node.Children.Count + 1);
        switch (random.Next(4))
        {
            case 0 when at < node.Children.Count:
                node.Children.RemoveAt(at);
                break;
            case 1 when at < node.Children.Count:
                node.Children.Insert(random.Next(node.Children.Count), node.Children[at]);
                break;
            case 2 when at < node.Children.Count:
                node.Children[at] = donor;
                break;
            default:
                node.Children.Insert(at, donor);
                break;
        }
    }

    private static void Change(List<byte> octets, ReadOnlySpan<byte> other, Random random)
    {
        // Tags and lengths are mostly at the beginning.
        int at = random.Next(random.Next(2) == 0 ? Math.Min(octets.Count, 16) : octets.Count);
        int count = Math.Min(random.Next(1, 9), octets.Count - at);
        switch (random.Next(8))
        {
            case 0:
                octets[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                octets[at] = (byte)random.Next(256);
                break;
            case 2:
                octets[at] = Interesting[random.Next(Interesting.Length)];
                break;
            case 3:
                octets.RemoveRange(at, octets.Count - at);
                break;
            case 4:
                octets.Insert(at, (byte)random.Next(256));
                break;
            case 5:
                octets.RemoveRange(at, count);
                break;
            case 6:
                octets.InsertRange(at, octets.GetRange(at, count));
                break;
            default:
                int from = random.Next(other.Length);
                octets.RemoveRange(at, count);
                octets.InsertRange(at, other.Slice(from, Math.Min(random.Next(1, 17), other.Length - from)));
                break;
        }
    }

    private static readonly byte[] Interesting = [0x00, 0x01, 0x1F, 0x30, 0x7F, 0x80, 0x81, 0x82, 0x84, 0xA0, 0xBF, 0xFF];
}
