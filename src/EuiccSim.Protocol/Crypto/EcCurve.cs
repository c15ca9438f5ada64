using System.Numerics;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto;

/// <summary>A curve over a 256-bit prime field that SGP.22 names (v2.5 §2.6.7.1). All have cofactor 1.</summary>
/// <threadsafety>Immutable; safe for use by many threads.</threadsafety>
public sealed class EcCurve
{
    private readonly BigInteger _prime;
    private readonly BigInteger _a;
    private readonly BigInteger _b;

    private EcCurve(string name, string oid, string prime, string a, string b, string basePoint, string order)
    {
        Name = name;
        Oid = new ObjectIdentifier(oid);
        (Prime, A, B) = (Octets.FromHex(prime), Octets.FromHex(a), Octets.FromHex(b));
        (_prime, _a, _b) = (Unsigned(Prime.Span), Unsigned(A.Span), Unsigned(B.Span));
        BasePoint = Octets.FromHex($"04{basePoint}");
        Order = Octets.FromHex(order);
    }

    /// <summary>NIST P-256, also secp256r1 (FIPS 186-4, D.1.2.3).</summary>
    public static EcCurve NistP256 { get; } = new("P-256", "1.2.840.10045.3.1.7",
        prime: "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
        a: "ffffffff00000001000000000000000000000000fffffffffffffffffffffffc",
        b: "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
        basePoint: "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
            + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
        order: "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

    /// <summary>brainpoolP256r1 (RFC 5639 §3.4).</summary>
    public static EcCurve BrainpoolP256r1 { get; } = new("brainpoolP256r1", "1.3.36.3.3.2.8.1.1.7",
        prime: "a9fb57dba1eea9bc3e660a909d838d726e3bf623d52620282013481d1f6e5377",
        a: "7d5a0975fc2c3057eef67530417affe7fb8055c126dc5c6ce94a4b44f330b5d9",
        b: "26dc5c6ce94a4b44f330b5d9bbd77cbf958416295cf7e1ce6bccdc18ff8c07b6",
        basePoint: "8bd2aeb9cb7e57cb2c4b482ffc81b7afb9de27e1e3bd23c23a4453bd9ace3262"
            + "547ef835c3dac4fd97f8461a14611dc9c27745132ded8e545c1d54c72f046997",
        order: "a9fb57dba1eea9bc3e660a909d838d718c397aa3b561a6f7901e0e82974856a7");

    /// <summary>FRP256v1 of ANSSI (Journal officiel n° 0241 of 16 October 2011).</summary>
    public static EcCurve Frp256v1 { get; } = new("FRP256v1", "1.2.250.1.223.101.256.1",
        prime: "f1fd178c0b3ad58f10126de8ce42435b3961adbcabc8ca6de8fcf353d86e9c03",
        a: "f1fd178c0b3ad58f10126de8ce42435b3961adbcabc8ca6de8fcf353d86e9c00",
        b: "ee353fca5428a9300d4aba754a44c00fdfec0c9ae4b1a1803075ed967b7bb73f",
        basePoint: "b6b3d4c356c139eb31183d4749d423958c27d2dcaf98b70164c97a2dd98f5cff"
            + "6142e0f7c8b204911f9271f0f3ecef8c2701c307e8e4c9e183115a1554062cfb",
        order: "f1fd178c0b3ad58f10126de8ce42435b53dc67e140d2bf941ffdd459c6d655e1");

    /// <summary>All curves: P-256, brainpoolP256r1, FRP256v1.</summary>
    public static SequenceOf<EcCurve> All { get; } = [NistP256, BrainpoolP256r1, Frp256v1];

    /// <summary>The octets of a coordinate, of a scalar, and of each half of a signature: 32.</summary>
    public int KeySize => Order.Length;

    /// <summary>The curve's usual name.</summary>
    public string Name { get; }

    /// <summary>The object identifier that stands for the curve in certificates and key files.</summary>
    public ObjectIdentifier Oid { get; }

    /// <summary>The order n of the base point, 32 octets, the most significant first.</summary>
    public Octets Order { get; }

    /// <summary>The prime p of the field, 32 octets, the most significant first.</summary>
    internal Octets Prime { get; }

    /// <summary>The coefficient a of y² = x³ + ax + b.</summary>
    internal Octets A { get; }

    /// <summary>The coefficient b.</summary>
    internal Octets B { get; }

    /// <summary>The base point, 65 octets: 04, X, Y.</summary>
    internal Octets BasePoint { get; }

    /// <summary>The curve with this object identifier, or null if it is none of them.</summary>
    public static EcCurve? FromOid(ObjectIdentifier oid)
    {
        foreach (EcCurve curve in All.Span)
            if (curve.Oid == oid) return curve;
        return null;
    }

    /// <summary>True for 32 octets that stand for a number from 1 to n − 1, that is for a private key.</summary>
    public bool IsScalar(ReadOnlySpan<byte> octets) =>
        octets.Length == CoordinateSize && octets.ContainsAnyExcept((byte)0) && octets.SequenceCompareTo(Order.Span) < 0;

    /// <summary>A scalar from 1 to n − 1, each equally likely: candidates of 32 octets are drawn until one is in range (FIPS 186-4,
    /// B.4.2).</summary>
    /// <returns>32 octets. They are a secret of the caller, who should zero them.</returns>
    public byte[] DrawScalar(RandomSource random)
    {
        byte[] scalar = new byte[CoordinateSize];
        do random.Fill(scalar);
        while (!IsScalar(scalar));
        return scalar;
    }

    /// <summary>The curve's name.</summary>
    public override string ToString() => Name;

    /// <summary>True if 65 octets 04‖X‖Y are a point of the curve, y² = x³ + ax + b with both coordinates below the prime.</summary>
    internal bool Contains(ReadOnlySpan<byte> point)
    {
        if (point.Length != PointSize || point[0] != Uncompressed) return false;
        BigInteger x = Unsigned(point.Slice(1, CoordinateSize));
        BigInteger y = Unsigned(point[(1 + CoordinateSize)..]);
        if (x >= _prime || y >= _prime) return false;
        return ((y * y) - (((x * x) + _a) * x) - _b) % _prime == 0;
    }

    /// <exception cref="EcKeyException">The octets are no private key.</exception>
    internal void RequireScalar(ReadOnlySpan<byte> octets)
    {
        if (!IsScalar(octets)) throw new EcKeyException($"{octets.Length} octets that are not a private key of {this}");
    }

    private static BigInteger Unsigned(ReadOnlySpan<byte> octets) => new(octets, isUnsigned: true, isBigEndian: true);

    internal const int CoordinateSize = 32;
    internal const int PointSize = 65;
    internal const byte Uncompressed = 0x04;
}
