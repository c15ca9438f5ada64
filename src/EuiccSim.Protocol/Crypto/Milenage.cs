using System.Buffers.Binary;
using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto;

/// <summary>MILENAGE, with the rotation and xoring constants that a profile may set. TS 35.206 §4.</summary>
/// <threadsafety>Not for concurrent use.</threadsafety>
public sealed class Milenage : AkaAlgorithm
{
    private readonly Aes _aes;
    private readonly ICryptoTransform _encryptor;
    private readonly byte[] _blocks = new byte[MaxBlocks * BlockLength];
    private readonly int[] _rotations = new int[ConstantCount];
    private readonly UInt128[] _constants = new UInt128[ConstantCount];
    private UInt128 _opc;

    /// <summary>Takes the secrets of a subscriber, with the constants of TS 35.206 §4.1.</summary>
    /// <param name="k">The subscriber key K: 16 octets.</param>
    /// <param name="opc">OPc: 16 octets. From OP by <see cref="ComputeOpc"/>.</param>
    /// <exception cref="ArgumentException">One of them is not 16 octets long.</exception>
    public Milenage(ReadOnlySpan<byte> k, ReadOnlySpan<byte> opc)
        : this(k, opc, DefaultRotationConstants, DefaultXoringConstants)
    {
    }

    /// <summary>Takes the secrets of a subscriber, with other constants.</summary>
    /// <param name="k">The subscriber key K: 16 octets.</param>
    /// <param name="opc">OPc: 16 octets.</param>
    /// <param name="rotationConstants">r1 to r5, one octet each, in bits; 128 bits turn a block once round.</param>
    /// <param name="xoringConstants">c1 to c5, 16 octets each.</param>
    /// <exception cref="ArgumentException">A parameter has another length.</exception>
    public Milenage(
        ReadOnlySpan<byte> k, ReadOnlySpan<byte> opc, ReadOnlySpan<byte> rotationConstants, ReadOnlySpan<byte> xoringConstants)
    {
        if (k.Length != BlockLength) throw new ArgumentException("K has 16 octets", nameof(k));
        if (opc.Length != BlockLength) throw new ArgumentException("OPc has 16 octets", nameof(opc));
        if (rotationConstants.Length != ConstantCount) throw new ArgumentException("there are 5 octets", nameof(rotationConstants));
        if (xoringConstants.Length != ConstantCount * BlockLength) throw new ArgumentException("there are 80 octets", nameof(xoringConstants));
        for (int i = 0; i < ConstantCount; i++)
        {
            _rotations[i] = rotationConstants[i];
            _constants[i] = BinaryPrimitives.ReadUInt128BigEndian(xoringConstants[(i * BlockLength)..]);
        }
        _opc = BinaryPrimitives.ReadUInt128BigEndian(opc);
        _aes = Aes.Create();
        _aes.Mode = CipherMode.ECB;
        _aes.Padding = PaddingMode.None;
        _aes.SetKey(k);
        // Kept: expanding the key anew for each block costs six times the encryption.
        _encryptor = _aes.CreateEncryptor();
    }

    /// <summary>The usual r1 to r5 (64, 0, 32, 64, 96), one octet each, in bits. TS 35.206 §4.1.</summary>
    public static ReadOnlySpan<byte> DefaultRotationConstants => [64, 0, 32, 64, 96];

    /// <summary>The usual c1 to c5 (0, 1, 2, 4, 8), 16 octets each. TS 35.206 §4.1.</summary>
    public static ReadOnlySpan<byte> DefaultXoringConstants =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8,
    ];

    /// <summary>OPc: the operator's OP encrypted with K, combined with OP. TS 35.206 §4.1.</summary>
    /// <param name="k">The subscriber key K: 16 octets.</param>
    /// <param name="op">The operator variant algorithm configuration field OP: 16 octets.</param>
    /// <exception cref="ArgumentException">One of them is not 16 octets long.</exception>
    public static Octets ComputeOpc(ReadOnlySpan<byte> k, ReadOnlySpan<byte> op)
    {
        if (k.Length != BlockLength) throw new ArgumentException("K has 16 octets", nameof(k));
        if (op.Length != BlockLength) throw new ArgumentException("OP has 16 octets", nameof(op));
        using Aes aes = Aes.Create();
        aes.SetKey(k);
        byte[] opc = aes.EncryptEcb(op, PaddingMode.None);
        for (int i = 0; i < BlockLength; i++) opc[i] ^= op[i];
        return Octets.Wrap(opc);
    }

    /// <inheritdoc/>
    protected override Octets ComputeF1(ReadOnlySpan<byte> rand, ReadOnlySpan<byte> sqn, ReadOnlySpan<byte> amf)
    {
        ComputeOut1(rand, sqn, amf);
        return Octets.Of(_blocks.AsSpan(0, MacLength));
    }

    /// <inheritdoc/>
    protected override Octets ComputeF1Star(ReadOnlySpan<byte> rand, ReadOnlySpan<byte> sqn, ReadOnlySpan<byte> amf)
    {
        ComputeOut1(rand, sqn, amf);
        return Octets.Of(_blocks.AsSpan(MacLength, MacLength));
    }

    /// <inheritdoc/>
    protected override AkaResponse ComputeF2345(ReadOnlySpan<byte> rand)
    {
        ComputeOut(rand, 1, 3);
        Octets out234 = Octets.Of(_blocks.AsSpan(0, 3 * BlockLength));
        return new AkaResponse(
            Res: out234.Slice(8, 8),
            Ck: out234.Slice(BlockLength, BlockLength),
            Ik: out234.Slice(2 * BlockLength, BlockLength),
            Ak: out234.Slice(0, SqnLength));
    }

    /// <inheritdoc/>
    protected override Octets ComputeF5Star(ReadOnlySpan<byte> rand)
    {
        ComputeOut(rand, 4, 1);
        return Octets.Of(_blocks.AsSpan(0, SqnLength));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _encryptor.Dispose();
        _aes.Dispose();
        CryptographicOperations.ZeroMemory(_blocks);
        _opc = default;
    }

    // OUT1 = E(TEMP ^ rot(IN1 ^ OPc, r1) ^ c1) ^ OPc, with IN1 = SQN AMF SQN AMF.
    private void ComputeOut1(ReadOnlySpan<byte> rand, ReadOnlySpan<byte> sqn, ReadOnlySpan<byte> amf)
    {
        Span<byte> in1 = stackalloc byte[BlockLength];
        sqn.CopyTo(in1);
        amf.CopyTo(in1[SqnLength..]);
        in1[..(BlockLength / 2)].CopyTo(in1[(BlockLength / 2)..]);
        UInt128 in1Opc = BinaryPrimitives.ReadUInt128BigEndian(in1) ^ _opc;
        UInt128 temp = ComputeTemp(rand);
        Write(0, temp ^ UInt128.RotateLeft(in1Opc, _rotations[0]) ^ _constants[0]);
        Encrypt(1);
        Write(0, Read(0) ^ _opc);
    }

    // OUTn = E(rot(TEMP ^ OPc, rn) ^ cn) ^ OPc, for some n in a row; index 1 means OUT2.
    private void ComputeOut(ReadOnlySpan<byte> rand, int first, int count)
    {
        UInt128 tempOpc = ComputeTemp(rand) ^ _opc;
        for (int i = 0; i < count; i++) Write(i, UInt128.RotateLeft(tempOpc, _rotations[first + i]) ^ _constants[first + i]);
        Encrypt(count);
        for (int i = 0; i < count; i++) Write(i, Read(i) ^ _opc);
    }

    private UInt128 ComputeTemp(ReadOnlySpan<byte> rand)
    {
        Write(0, BinaryPrimitives.ReadUInt128BigEndian(rand) ^ _opc);
        Encrypt(1);
        return Read(0);
    }

    private void Encrypt(int count) => _encryptor.TransformBlock(_blocks, 0, count * BlockLength, _blocks, 0);

    private UInt128 Read(int block) => BinaryPrimitives.ReadUInt128BigEndian(_blocks.AsSpan(block * BlockLength));

    private void Write(int block, UInt128 value) => BinaryPrimitives.WriteUInt128BigEndian(_blocks.AsSpan(block * BlockLength), value);

    private const int BlockLength = 16;
    private const int MaxBlocks = 3;
    private const int ConstantCount = 5;
    private const int MacLength = 8;
}
