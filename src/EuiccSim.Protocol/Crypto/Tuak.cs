using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto;

/// <summary>TUAK, the algorithm set built on Keccak-f[1600]. TS 35.231 §6, §7.</summary>
/// <threadsafety>Safe for use by many threads until disposed.</threadsafety>
public sealed class Tuak : AkaAlgorithm
{
    private readonly byte[] _state;
    private readonly TuakLengths _lengths;
    private readonly byte _f1Instance;
    private readonly byte _f2345Instance;
    private readonly byte _f5StarInstance;
    private readonly int _numberOfKeccak;

    /// <summary>Takes the secrets of a subscriber.</summary>
    /// <param name="k">The subscriber key K: 16 or 32 octets.</param>
    /// <param name="topc">TOPc: 32 octets. From TOP by <see cref="ComputeTopc"/>.</param>
    /// <param name="lengths">The lengths of the results; absent: <see cref="TuakLengths.Default"/>.</param>
    /// <param name="numberOfKeccak">How often the permutation is applied: 1 or more.</param>
    /// <exception cref="ArgumentException">A wrong length or number.</exception>
    public Tuak(ReadOnlySpan<byte> k, ReadOnlySpan<byte> topc, TuakLengths? lengths = null, int numberOfKeccak = 1)
    {
        CheckSecrets(k, topc, numberOfKeccak);
        _lengths = lengths ?? TuakLengths.Default;
        _numberOfKeccak = numberOfKeccak;
        byte longK = LongKeyFlag(k);
        _f1Instance = (byte)(_lengths.F1Instance | longK);
        _f2345Instance = (byte)(_lengths.F2345Instance | longK);
        _f5StarInstance = (byte)(F5StarInstance | longK);
        _state = new byte[Keccak.StateLength];
        WriteConstantPart(_state, k, topc);
    }

    /// <summary>TOPc, derived from the operator's TOP and K. TS 35.231 §6.1.</summary>
    /// <param name="k">The subscriber key K: 16 or 32 octets.</param>
    /// <param name="top">The operator variant algorithm configuration field TOP: 32 octets.</param>
    /// <param name="numberOfKeccak">How often the permutation is applied: 1 or more.</param>
    /// <exception cref="ArgumentException">A wrong length or number.</exception>
    public static Octets ComputeTopc(ReadOnlySpan<byte> k, ReadOnlySpan<byte> top, int numberOfKeccak = 1)
    {
        CheckSecrets(k, top, numberOfKeccak);
        Span<byte> state = stackalloc byte[Keccak.StateLength];
        state.Clear();
        WriteConstantPart(state, k, top);
        state[InstanceOffset] = LongKeyFlag(k);
        Keccak.Permute(state, numberOfKeccak);
        byte[] topc = new byte[TopLength];
        CopyReversed(state[..TopLength], topc);
        CryptographicOperations.ZeroMemory(state);
        return Octets.Wrap(topc);
    }

    /// <inheritdoc/>
    protected override Octets ComputeF1(ReadOnlySpan<byte> rand, ReadOnlySpan<byte> sqn, ReadOnlySpan<byte> amf) =>
        ComputeMac(_f1Instance, rand, sqn, amf);

    /// <inheritdoc/>
    protected override Octets ComputeF1Star(ReadOnlySpan<byte> rand, ReadOnlySpan<byte> sqn, ReadOnlySpan<byte> amf) =>
        ComputeMac((byte)(_f1Instance | StarFlag), rand, sqn, amf);

    /// <inheritdoc/>
    protected override AkaResponse ComputeF2345(ReadOnlySpan<byte> rand)
    {
        Span<byte> state = stackalloc byte[Keccak.StateLength];
        Permute(state, _f2345Instance, rand, [], []);
        AkaResponse response = new(
            Res: Extract(state, 0, _lengths.Res / 8),
            Ck: Extract(state, CkOffset, _lengths.Ck / 8),
            Ik: Extract(state, IkOffset, _lengths.Ik / 8),
            Ak: Extract(state, AkOffset, SqnLength));
        CryptographicOperations.ZeroMemory(state);
        return response;
    }

    /// <inheritdoc/>
    protected override Octets ComputeF5Star(ReadOnlySpan<byte> rand)
    {
        Span<byte> state = stackalloc byte[Keccak.StateLength];
        Permute(state, _f5StarInstance, rand, [], []);
        Octets ak = Extract(state, AkOffset, SqnLength);
        CryptographicOperations.ZeroMemory(state);
        return ak;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => CryptographicOperations.ZeroMemory(_state);

    private Octets ComputeMac(byte instance, ReadOnlySpan<byte> rand, ReadOnlySpan<byte> sqn, ReadOnlySpan<byte> amf)
    {
        Span<byte> state = stackalloc byte[Keccak.StateLength];
        Permute(state, instance, rand, sqn, amf);
        Octets mac = Extract(state, 0, _lengths.Mac / 8);
        CryptographicOperations.ZeroMemory(state);
        return mac;
    }

    private void Permute(Span<byte> state, byte instance, ReadOnlySpan<byte> rand, ReadOnlySpan<byte> sqn, ReadOnlySpan<byte> amf)
    {
        _state.CopyTo(state);
        state[InstanceOffset] = instance;
        CopyReversed(rand, state[RandOffset..]);
        CopyReversed(amf, state[AmfOffset..]);
        CopyReversed(sqn, state[SqnOffset..]);
        Keccak.Permute(state, _numberOfKeccak);
    }

    private static void CheckSecrets(ReadOnlySpan<byte> k, ReadOnlySpan<byte> top, int numberOfKeccak)
    {
        if (k.Length is not (16 or 32)) throw new ArgumentException("K has 16 or 32 octets", nameof(k));
        if (top.Length != TopLength) throw new ArgumentException("TOP and TOPc have 32 octets", nameof(top));
        if (numberOfKeccak < 1) throw new ArgumentException("the permutation is applied once or more", nameof(numberOfKeccak));
    }

    private static byte LongKeyFlag(ReadOnlySpan<byte> k) => (byte)(k.Length == 32 ? 0x01 : 0x00);

    // What no call changes: TOP or TOPc, the name, K and the padding.
    private static void WriteConstantPart(Span<byte> state, ReadOnlySpan<byte> k, ReadOnlySpan<byte> top)
    {
        CopyReversed(top, state);
        CopyReversed("TUAK1.0"u8, state[NameOffset..]);
        CopyReversed(k, state[KOffset..]);
        state[PaddingOffset] = 0x1F;
        state[LastPaddingOffset] = 0x80;
    }

    private static Octets Extract(ReadOnlySpan<byte> state, int offset, int length)
    {
        byte[] result = new byte[length];
        CopyReversed(state.Slice(offset, length), result);
        return Octets.Wrap(result);
    }

    // Keccak counts the octets of each field from its end.
    private static void CopyReversed(ReadOnlySpan<byte> from, Span<byte> to)
    {
        from.CopyTo(to);
        to[..from.Length].Reverse();
    }

    private const int TopLength = 32;
    private const int InstanceOffset = 32;
    private const int NameOffset = 33;
    private const int RandOffset = 40;
    private const int AmfOffset = 56;
    private const int SqnOffset = 58;
    private const int KOffset = 64;
    private const int PaddingOffset = 96;
    private const int LastPaddingOffset = 135;
    private const int CkOffset = 32;
    private const int IkOffset = 64;
    private const int AkOffset = 96;
    private const byte StarFlag = 0x80;
    private const byte F5StarInstance = 0xC0;
}
