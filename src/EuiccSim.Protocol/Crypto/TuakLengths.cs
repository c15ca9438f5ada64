namespace EuiccSim.Protocol.Crypto;

/// <summary>The lengths of TUAK's results, fixed per subscriber, in bits. TS 35.231.</summary>
/// <param name="Mac">MAC-A and MAC-S: 64, 128 or 256. AUTN and AUTS of today's networks hold 64.</param>
/// <param name="Res">RES: 32, 64, 128 or 256.</param>
/// <param name="Ck">CK: 128 or 256.</param>
/// <param name="Ik">IK: 128 or 256.</param>
public sealed record TuakLengths(int Mac = 64, int Res = 64, int Ck = 128, int Ik = 128)
{
    /// <summary>MAC 64, RES 64, CK 128, IK 128.</summary>
    public static TuakLengths Default { get; } = new();

    // INSTANCE, with the bit for K of 256 bits left open: TS 35.231 §6.
    internal byte F1Instance => Mac switch
    {
        64 => 0x08,
        128 => 0x10,
        256 => 0x20,
        _ => throw new ArgumentException($"no MAC of {Mac} bits", nameof(Mac)),
    };

    internal byte F2345Instance => (byte)(0x40 | Res switch
    {
        32 => 0x00,
        64 => 0x08,
        128 => 0x10,
        256 => 0x20,
        _ => throw new ArgumentException($"no RES of {Res} bits", nameof(Res)),
    } | LongKey(Ck, nameof(Ck), 0x04) | LongKey(Ik, nameof(Ik), 0x02));

    private static int LongKey(int bits, string name, int flag) => bits switch
    {
        128 => 0,
        256 => flag,
        _ => throw new ArgumentException($"no key of {bits} bits", name),
    };
}
