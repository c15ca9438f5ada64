using System.Buffers.Binary;
using System.Collections.Immutable;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Card.Profiles;

/// <summary>The algorithms a profile package can name. SAIP §8.5, algorithmID.</summary>
internal enum AkaAlgorithmId
{
    Milenage = 1,
    Tuak = 2,
    UsimTest = 3,
}

/// <summary>The authentication key of an application, and the sequence numbers accepted so far. TS 33.102 Annex C.</summary>
/// <remarks>SQN is SEQ (43 bits) followed by IND (5 bits), which chooses one of 32 remembered SEQ.</remarks>
internal sealed record AkaRecord
{
    internal required AkaAlgorithmId Algorithm { get; init; }

    /// <summary>K, 16 octets; with TUAK also 32.</summary>
    internal required Octets Key { get; init; }

    /// <summary>OPc (16 octets) or TOPc (32); unused by the test algorithm.</summary>
    internal Octets Opc { get; init; }

    /// <summary>Milenage r1 to r5, 5 octets in bits; empty for the standard ones.</summary>
    internal Octets RotationConstants { get; init; }

    /// <summary>Milenage c1 to c5, 80 octets; empty for the standard ones.</summary>
    internal Octets XoringConstants { get; init; }

    /// <summary>How often TUAK applies Keccak.</summary>
    internal int NumberOfKeccak { get; init; } = 1;

    /// <summary>The lengths of TUAK's results.</summary>
    internal TuakLengths TuakLengths { get; init; } = TuakLengths.Default;

    /// <summary>The length of RES of the test algorithm, 4 to 16.</summary>
    internal int TestResponseLength { get; init; } = 16;

    /// <summary>Δ: how far SEQ may be ahead of the highest one accepted; null for no limit. Annex C.2.1.</summary>
    internal long? Delta { get; init; }

    /// <summary>L: how far SEQ may be behind the highest one accepted; null for no limit. Annex C.2.2.</summary>
    internal long? AgeLimit { get; init; }

    /// <summary>The highest SEQ accepted for each IND.</summary>
    internal ImmutableArray<long> Sequences { get; init; } = NoSequences;

    /// <summary>The memory that key, constants and sequence numbers (6 octets each) take, in octets.</summary>
    internal int Memory => Key.Length + Opc.Length + RotationConstants.Length + XoringConstants.Length + 6 * IndexCount;

    /// <summary>32 zeros.</summary>
    internal static ImmutableArray<long> NoSequences { get; } = [.. new long[IndexCount]];

    /// <summary>The algorithm with the key. The caller disposes of it.</summary>
    internal AkaAlgorithm CreateAlgorithm() => Algorithm switch
    {
        AkaAlgorithmId.Tuak => new Tuak(Key.Span, Opc.Span, TuakLengths, NumberOfKeccak),
        AkaAlgorithmId.UsimTest => new UsimTestAlgorithm(Key.Span, TestResponseLength),
        _ when RotationConstants.IsEmpty && XoringConstants.IsEmpty => new Milenage(Key.Span, Opc.Span),
        _ => new Milenage(
            Key.Span,
            Opc.Span,
            RotationConstants.IsEmpty ? Milenage.DefaultRotationConstants : RotationConstants.Span,
            XoringConstants.IsEmpty ? Milenage.DefaultXoringConstants : XoringConstants.Span),
    };

    /// <summary>The record with a fresh SQN remembered, or null if the SQN is not fresh.</summary>
    /// <remarks>The test algorithm takes any SQN and asks for resynchronisation only if AMF says so. TS 34.108 §8.1.2.2.</remarks>
    internal AkaRecord? Accept(ReadOnlySpan<byte> sqn, ReadOnlySpan<byte> amf)
    {
        long number = ToNumber(sqn);
        (long seq, int index) = (number >> IndexBits, (int)(number & (IndexCount - 1)));
        if (Algorithm == AkaAlgorithmId.UsimTest)
        {
            if (amf.SequenceEqual(UsimTestAlgorithm.ResynchAmf)) return null;
            return seq > Sequences[index] ? this with { Sequences = Sequences.SetItem(index, seq) } : this;
        }
        long highest = Sequences[HighestIndex()];
        if (Delta is { } delta && seq - highest > delta) return null;
        if (AgeLimit is { } limit && highest - seq > limit) return null;
        return seq > Sequences[index] ? this with { Sequences = Sequences.SetItem(index, seq) } : null;
    }

    /// <summary>SQN_MS, the highest SQN accepted: 6 octets.</summary>
    internal Octets HighestSqn()
    {
        int index = HighestIndex();
        byte[] number = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, (Sequences[index] << IndexBits) | (long)index);
        return Octets.Wrap(number.AsMemory(2));
    }

    private int HighestIndex()
    {
        int highest = 0;
        for (int i = 1; i < Sequences.Length; i++)
        {
            if (Sequences[i] > Sequences[highest]) highest = i;
        }
        return highest;
    }

    private static long ToNumber(ReadOnlySpan<byte> sqn)
    {
        long number = 0;
        foreach (byte octet in sqn) number = (number << 8) | octet;
        return number;
    }

    private const int IndexBits = 5;
    private const int IndexCount = 1 << IndexBits;
}
