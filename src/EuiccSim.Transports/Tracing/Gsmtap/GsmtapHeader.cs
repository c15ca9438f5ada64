using System.Buffers.Binary;

namespace EuiccSim.Transports.Tracing.Gsmtap;

/// <summary>
/// The header of a GSMTAP message. Version 2 has 16 octets: version, length in words of 4, type, nine octets of the air interface, sub-type,
/// three octets. Version 3 has 8, then metadata: version, nothing, length in words, type, sub-type, of 16 bits each. libosmocore and
/// osmocom's gsmtap.h: GSMTAP_*, GSMTAPV3_*.
/// </summary>
/// <param name="Version">2 or 3, or one that is not known; then there is nothing else.</param>
/// <param name="Type">What it is of, in that version's numbers.</param>
/// <param name="SubType">Which kind of that, in that version's numbers.</param>
/// <param name="Length">Where the content begins.</param>
internal readonly record struct GsmtapHeader(int Version, int Type, int SubType, int Length)
{
    /// <summary>The header; null if the datagram is too short for it.</summary>
    internal static GsmtapHeader? TryRead(ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length < MinimumLength) return null;
        switch (datagram[0])
        {
            case Version2:
                int length = datagram[1] * 4;
                return length < GsmtapPacket.HeaderLength || datagram.Length < GsmtapPacket.HeaderLength ? null : new(Version2, datagram[2], datagram[SubTypeOffset2], length);
            case Version3:
                int words = BinaryPrimitives.ReadUInt16BigEndian(datagram[2..]);
                return words * 4 < MinimumLength
                    ? null
                    : new(Version3, BinaryPrimitives.ReadUInt16BigEndian(datagram[4..]), BinaryPrimitives.ReadUInt16BigEndian(datagram[6..]), words * 4);
            default:
                return new(datagram[0], 0, 0, 0);
        }
    }

    internal bool IsKnownVersion => Version is Version2 or Version3;

    /// <summary>True for what crosses between a reader and a card.</summary>
    internal bool IsSim => (Version, Type) is (Version2, TypeSim2) or (Version3, TypeSim3);

    /// <summary>What it holds of a card. Version 3 counts from 1.</summary>
    internal GsmtapSimType SimType => (GsmtapSimType)(Version == Version3 ? SubType - 1 : SubType);

    /// <summary>True for a kind of message of a card that has a name.</summary>
    internal bool IsKnownSimType => IsSim && SimType is >= GsmtapSimType.Apdu and <= GsmtapSimType.TpduStatus;

    internal const byte Version2 = 2;
    internal const byte TypeSim2 = 4;
    internal const int SubTypeOffset2 = 12;
    private const byte Version3 = 3;
    private const byte TypeSim3 = 1;
    private const int MinimumLength = 8;
}
