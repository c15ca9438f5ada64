using System.Runtime.CompilerServices;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto;

/// <summary>
/// The functions f1 to f5* of authentication and key agreement with the secrets of one subscriber. TS 33.102 §6.3, §6.3.3.
/// The card and the network compute the same.
/// </summary>
/// <threadsafety>Not for concurrent use.</threadsafety>
public abstract class AkaAlgorithm : IDisposable
{
    private bool _disposed;

    /// <summary>The length of RAND, in octets.</summary>
    public const int RandLength = 16;

    /// <summary>The length of SQN and of the anonymity key, in octets.</summary>
    public const int SqnLength = 6;

    /// <summary>The length of AMF, in octets.</summary>
    public const int AmfLength = 2;

    /// <summary>f1: the network authentication code MAC-A.</summary>
    /// <param name="rand">16 octets.</param>
    /// <param name="sqn">6 octets.</param>
    /// <param name="amf">2 octets.</param>
    /// <exception cref="ArgumentException">A parameter has another length.</exception>
    public Octets F1(ReadOnlySpan<byte> rand, ReadOnlySpan<byte> sqn, ReadOnlySpan<byte> amf)
    {
        Check(rand, RandLength);
        Check(sqn, SqnLength);
        Check(amf, AmfLength);
        return ComputeF1(rand, sqn, amf);
    }

    /// <summary>f1*: the resynchronisation authentication code MAC-S.</summary>
    /// <param name="rand">16 octets.</param>
    /// <param name="sqn">6 octets.</param>
    /// <param name="amf">2 octets; in AUTS all zero.</param>
    /// <exception cref="ArgumentException">A parameter has another length.</exception>
    public Octets F1Star(ReadOnlySpan<byte> rand, ReadOnlySpan<byte> sqn, ReadOnlySpan<byte> amf)
    {
        Check(rand, RandLength);
        Check(sqn, SqnLength);
        Check(amf, AmfLength);
        return ComputeF1Star(rand, sqn, amf);
    }

    /// <summary>f2, f3, f4 and f5: response, cipher key, integrity key and anonymity key.</summary>
    /// <param name="rand">16 octets.</param>
    /// <exception cref="ArgumentException">RAND has another length.</exception>
    public AkaResponse F2345(ReadOnlySpan<byte> rand)
    {
        Check(rand, RandLength);
        return ComputeF2345(rand);
    }

    /// <summary>f5*: the anonymity key of resynchronisation, AK*, 6 octets.</summary>
    /// <param name="rand">16 octets.</param>
    /// <exception cref="ArgumentException">RAND has another length.</exception>
    public Octets F5Star(ReadOnlySpan<byte> rand)
    {
        Check(rand, RandLength);
        return ComputeF5Star(rand);
    }

    /// <summary>Overwrites the secrets with zeros.</summary>
    public void Dispose()
    {
        if (!_disposed) Dispose(true);
        _disposed = true;
        GC.SuppressFinalize(this);
    }

    /// <summary>f1, its parameters having the right lengths.</summary>
    protected abstract Octets ComputeF1(ReadOnlySpan<byte> rand, ReadOnlySpan<byte> sqn, ReadOnlySpan<byte> amf);

    /// <summary>f1*, its parameters having the right lengths.</summary>
    protected abstract Octets ComputeF1Star(ReadOnlySpan<byte> rand, ReadOnlySpan<byte> sqn, ReadOnlySpan<byte> amf);

    /// <summary>f2 to f5, RAND having the right length.</summary>
    protected abstract AkaResponse ComputeF2345(ReadOnlySpan<byte> rand);

    /// <summary>f5*, RAND having the right length.</summary>
    protected abstract Octets ComputeF5Star(ReadOnlySpan<byte> rand);

    /// <summary>Overwrites the secrets with zeros; called once.</summary>
    protected abstract void Dispose(bool disposing);

    private void Check(ReadOnlySpan<byte> value, int length, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (value.Length != length) throw new ArgumentException($"has {length} octets, not {value.Length}", name);
    }
}
