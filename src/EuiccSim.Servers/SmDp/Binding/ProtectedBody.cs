using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Servers.SmDp.Binding;

/// <summary>What follows InitialiseSecureChannel in a Bound Profile Package: 'A0', 'A1', perhaps 'A2', 'A3'. SGP.22 v2.5 §2.5.4.</summary>
internal static class ProtectedBody
{
    /// <summary>Protects a profile's commands and elements, in the order in which the eUICC checks them.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="bsp">A session that has protected nothing yet.</param>
    internal static Octets Write(Profile profile, Bsp bsp)
    {
        Octets configureIsdp = bsp.Protect(Bsp.Tag87, profile.ConfigureIsdp.Span);
        SequenceOf<Octets> metadata = bsp.ProtectAll(Bsp.Tag88, profile.Metadata.Encoded.Span);
        if (profile.ProtectedPackage is { } prepared)
        {
            Octets replaceSessionKeys = bsp.Protect(Bsp.Tag87, prepared.ReplaceSessionKeys.Span);
            return Join([configureIsdp], metadata, [replaceSessionKeys], prepared.Blocks);
        }
        return Join([configureIsdp], metadata, null, bsp.ProtectAll(Bsp.Tag86, profile.Package.Span));
    }

    /// <summary>Blocks for each list of the grammar; null for one that is left out.</summary>
    private static Octets Join(params ReadOnlySpan<SequenceOf<Octets>?> blocks)
    {
        int size = 0;
        for (int i = 0; i < blocks.Length; i++)
            if (blocks[i] is { } list) size += TlvWriter.SizeOf(BppGrammar.Groups[i].Tag, ContentSize(list));
        byte[] body = new byte[size];
        TlvWriter writer = new(body);
        for (int i = 0; i < blocks.Length; i++)
        {
            if (blocks[i] is not { } list) continue;
            writer.AddHeader(BppGrammar.Groups[i].Tag, ContentSize(list));
            foreach (Octets block in list.Span) writer.Put(block.Span);
        }
        return Octets.Wrap(body);
    }

    private static int ContentSize(SequenceOf<Octets> blocks)
    {
        int size = 0;
        foreach (Octets block in blocks.Span) size += block.Length;
        return size;
    }
}
