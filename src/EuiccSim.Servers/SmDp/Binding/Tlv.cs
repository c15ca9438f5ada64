using System.Buffers.Binary;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Servers.SmDp.Binding;

/// <summary>Headers of the TLVs of a Bound Profile Package, written straight into the one buffer that leaves.</summary>
internal static class Tlv
{
    /// <summary>What the second signatures of a session are made over: a structure, and the TLV '5F37' of the signature before.</summary>
    internal static Octets WithSignature(Octets structure, Octets signature)
    {
        byte[] octets = new byte[structure.Length + Size(0x5F37, signature.Length)];
        Span<byte> at = octets;
        Put(ref at, structure.Span);
        Write(ref at, 0x5F37, signature.Span);
        return Octets.Wrap(octets);
    }

    /// <summary>The length of a whole TLV.</summary>
    internal static int Size(ushort tag, int contentLength) => HeaderSize(tag, contentLength) + contentLength;

    /// <summary>Writes tag and length, both in their shortest form, and moves on.</summary>
    internal static void WriteHeader(ref Span<byte> at, ushort tag, int contentLength)
    {
        if (tag > byte.MaxValue) Put(ref at, (byte)(tag >> 8));
        Put(ref at, (byte)(tag & 0xFF));
        int lengthOctets = LengthSize(contentLength) - 1;
        if (lengthOctets == 0)
        {
            Put(ref at, (byte)contentLength);
            return;
        }
        Put(ref at, (byte)(0x80 | lengthOctets));
        Span<byte> whole = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(whole, contentLength);
        Put(ref at, whole[^lengthOctets..]);
    }

    /// <summary>Writes a whole TLV and moves on.</summary>
    internal static void Write(ref Span<byte> at, ushort tag, scoped ReadOnlySpan<byte> content)
    {
        WriteHeader(ref at, tag, content.Length);
        Put(ref at, content);
    }

    /// <summary>Writes octets and moves on.</summary>
    internal static void Put(ref Span<byte> at, scoped ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(at);
        at = at[octets.Length..];
    }

    private static void Put(ref Span<byte> at, byte octet)
    {
        at[0] = octet;
        at = at[1..];
    }

    private static int HeaderSize(ushort tag, int contentLength) => (tag > byte.MaxValue ? 2 : 1) + LengthSize(contentLength);

    private static int LengthSize(int contentLength) => contentLength switch
    {
        < 0x80 => 1,
        < 0x100 => 2,
        < 0x10000 => 3,
        < 0x1000000 => 4,
        _ => 5,
    };
}
