using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto;

/// <summary>A private key that signs with ECDSA over SHA-256. Where the key is kept, and whether signing is deterministic, is up to the
/// class.</summary>
public abstract class EcSigningKey : IDisposable
{
    /// <summary>The key that verifies the signatures.</summary>
    public abstract EcPublicKey PublicKey { get; }

    /// <summary>The curve.</summary>
    public EcCurve Curve => PublicKey.Curve;

    /// <summary>Signs SHA-256 of the data.</summary>
    /// <returns>r and s, 32 octets each (BSI TR-03111, plain format), as SGP.22 puts them under tag '5F37'.</returns>
    public abstract Octets Sign(ReadOnlySpan<byte> data);

    /// <summary>Signs SHA-256 of the data.</summary>
    /// <returns>The DER encoding of Ecdsa-Sig-Value, as in an X.509 certificate.</returns>
    public Octets SignDer(ReadOnlySpan<byte> data) => EcdsaSignature.ToDer(Sign(data).Span);

    /// <summary>A copy of the scalar, 32 octets. It is a secret of the caller, who should zero it.</summary>
    /// <exception cref="InvalidOperationException">The key cannot leave the place where it is kept.</exception>
    public virtual byte[] ExportScalar() => throw new InvalidOperationException($"a {GetType().Name} cannot be exported");

    /// <summary>Forgets the secret.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Forgets the secret.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
