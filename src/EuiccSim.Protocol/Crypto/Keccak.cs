using System.Buffers.Binary;
using System.Numerics;

namespace EuiccSim.Protocol.Crypto;

/// <summary>The permutation Keccak-f[1600]. FIPS 202 §3.2 to §3.4.</summary>
internal static class Keccak
{
    /// <summary>The length of the state, in octets.</summary>
    internal const int StateLength = 200;

    /// <summary>Applies the permutation some times to a state of 200 octets.</summary>
    internal static void Permute(Span<byte> state, int times)
    {
        Span<ulong> lanes = stackalloc ulong[LaneCount];
        for (int i = 0; i < LaneCount; i++) lanes[i] = BinaryPrimitives.ReadUInt64LittleEndian(state[(8 * i)..]);
        for (int n = 0; n < times; n++)
        {
            foreach (ulong constant in RoundConstants) Round(lanes, constant);
        }
        for (int i = 0; i < LaneCount; i++) BinaryPrimitives.WriteUInt64LittleEndian(state[(8 * i)..], lanes[i]);
        lanes.Clear();
    }

    private static void Round(Span<ulong> a, ulong roundConstant)
    {
        // Theta: each lane takes the parity of two neighbouring columns.
        ulong c0 = a[0] ^ a[5] ^ a[10] ^ a[15] ^ a[20];
        ulong c1 = a[1] ^ a[6] ^ a[11] ^ a[16] ^ a[21];
        ulong c2 = a[2] ^ a[7] ^ a[12] ^ a[17] ^ a[22];
        ulong c3 = a[3] ^ a[8] ^ a[13] ^ a[18] ^ a[23];
        ulong c4 = a[4] ^ a[9] ^ a[14] ^ a[19] ^ a[24];
        ulong d0 = c4 ^ BitOperations.RotateLeft(c1, 1);
        ulong d1 = c0 ^ BitOperations.RotateLeft(c2, 1);
        ulong d2 = c1 ^ BitOperations.RotateLeft(c3, 1);
        ulong d3 = c2 ^ BitOperations.RotateLeft(c4, 1);
        ulong d4 = c3 ^ BitOperations.RotateLeft(c0, 1);
        for (int row = 0; row < LaneCount; row += 5)
        {
            a[row] ^= d0;
            a[row + 1] ^= d1;
            a[row + 2] ^= d2;
            a[row + 3] ^= d3;
            a[row + 4] ^= d4;
        }

        // Rho and pi: turn each lane and move it to the next place of one long cycle.
        ulong moving = a[1];
        for (int i = 0; i < PiPlaces.Length; i++)
        {
            int place = PiPlaces[i];
            (a[place], moving) = (BitOperations.RotateLeft(moving, RhoRotations[i]), a[place]);
        }

        // Chi: the only step that is not linear, row by row.
        for (int row = 0; row < LaneCount; row += 5)
        {
            ulong r0 = a[row], r1 = a[row + 1], r2 = a[row + 2], r3 = a[row + 3], r4 = a[row + 4];
            a[row] = r0 ^ (~r1 & r2);
            a[row + 1] = r1 ^ (~r2 & r3);
            a[row + 2] = r2 ^ (~r3 & r4);
            a[row + 3] = r3 ^ (~r4 & r0);
            a[row + 4] = r4 ^ (~r0 & r1);
        }

        // Iota.
        a[0] ^= roundConstant;
    }

    private const int LaneCount = 25;

    private static ReadOnlySpan<byte> PiPlaces =>
        [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];

    private static ReadOnlySpan<byte> RhoRotations =>
        [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];

    private static ReadOnlySpan<ulong> RoundConstants =>
    [
        0x0000000000000001, 0x0000000000008082, 0x800000000000808A, 0x8000000080008000,
        0x000000000000808B, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
        0x000000000000008A, 0x0000000000000088, 0x0000000080008009, 0x000000008000000A,
        0x000000008000808B, 0x800000000000008B, 0x8000000000008089, 0x8000000000008003,
        0x8000000000008002, 0x8000000000000080, 0x000000000000800A, 0x800000008000000A,
        0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
    ];
}
