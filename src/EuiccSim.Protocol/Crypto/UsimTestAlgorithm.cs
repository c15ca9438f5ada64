using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto;

/// <summary>The test algorithm of the test USIM: exclusive or of K and RAND, cut and turned. TS 34.108 §8.1.2.</summary>
/// <remarks>
/// f1* and f5* are f1 and f5. It protects nothing and is for test profiles. The test USIM does not judge SQN: it starts
/// resynchronisation when the network sends the AMF value <see cref="ResynchAmf"/> (§8.1.2.2).
/// </remarks>
/// <threadsafety>Safe for use by many threads until disposed.</threadsafety>
public sealed class UsimTestAlgorithm : AkaAlgorithm
{
    private readonly byte[] _k;
    private readonly int _resLength;

    /// <summary>Takes the key of a test subscriber.</summary>
    /// <param name="k">The subscriber key K: 16 octets.</param>
    /// <param name="resLength">The length of RES: 4 to 16 octets.</param>
    /// <exception cref="ArgumentException">A wrong length.</exception>
    public UsimTestAlgorithm(ReadOnlySpan<byte> k, int resLength = XdoutLength)
    {
        if (k.Length != XdoutLength) throw new ArgumentException("K has 16 octets", nameof(k));
        if (resLength is < 4 or > XdoutLength) throw new ArgumentException("RES has 4 to 16 octets", nameof(resLength));
        _k = k.ToArray();
        _resLength = resLength;
    }

    /// <summary>The AMF value that makes a test USIM resynchronise: 2 octets, all ones. TS 34.108 §8.1.2.2.</summary>
    public static ReadOnlySpan<byte> ResynchAmf => [0xFF, 0xFF];

    /// <inheritdoc/>
    protected override Octets ComputeF1(ReadOnlySpan<byte> rand, ReadOnlySpan<byte> sqn, ReadOnlySpan<byte> amf)
    {
        byte[] mac = new byte[SqnLength + AmfLength];
        for (int i = 0; i < SqnLength; i++) mac[i] = (byte)(_k[i] ^ rand[i] ^ sqn[i]);
        for (int i = SqnLength; i < mac.Length; i++) mac[i] = (byte)(_k[i] ^ rand[i] ^ amf[i - SqnLength]);
        return Octets.Wrap(mac);
    }

    /// <inheritdoc/>
    protected override Octets ComputeF1Star(ReadOnlySpan<byte> rand, ReadOnlySpan<byte> sqn, ReadOnlySpan<byte> amf) =>
        ComputeF1(rand, sqn, amf);

    /// <inheritdoc/>
    protected override AkaResponse ComputeF2345(ReadOnlySpan<byte> rand)
    {
        // XDOUT and its first two octets again: CK and IK are XDOUT turned left by one octet and by two.
        byte[] xdout = new byte[XdoutLength + 2];
        for (int i = 0; i < xdout.Length; i++) xdout[i] = (byte)(_k[i % XdoutLength] ^ rand[i % XdoutLength]);
        Octets all = Octets.Wrap(xdout);
        return new AkaResponse(
            Res: all.Slice(0, _resLength),
            Ck: all.Slice(1, XdoutLength),
            Ik: all.Slice(2, XdoutLength),
            Ak: all.Slice(AkOffset, SqnLength));
    }

    /// <inheritdoc/>
    protected override Octets ComputeF5Star(ReadOnlySpan<byte> rand) => ComputeF2345(rand).Ak;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => CryptographicOperations.ZeroMemory(_k);

    private const int XdoutLength = 16;
    private const int AkOffset = 3;
}
