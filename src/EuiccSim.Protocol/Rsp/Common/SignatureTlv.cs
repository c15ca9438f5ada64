using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Rsp.Common;

/// <summary>A signature as SGP.22 sends and signs it: the TLV '5F37'.</summary>
internal static class SignatureTlv
{
    internal const int Tag = 0x5F37;

    /// <summary>What the second signatures of a session are made over: a structure, and the TLV of the signature before. v2.5 §5.6.2, §5.7.5.</summary>
    internal static Octets Behind(Octets structure, Octets signature)
    {
        byte[] octets = new byte[structure.Length + TlvWriter.SizeOf(Tag, signature.Length)];
        TlvWriter writer = new(octets);
        writer.Put(structure.Span);
        writer.Add(Tag, signature.Span);
        return Octets.Wrap(octets);
    }
}
