using System.Numerics;
using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto;

/// <summary>A curve over a 256-bit prime field that SGP.22 names (v2.5 §2.6.7.1). All have cofactor 1.</summary>
/// <threadsafety>Immutable; safe for use by many threads.</threadsafety>
public sealed class EcCurve
{
    private readonly BigInteger _prime;
    private readonly BigInteger _a;
    private readonly BigInteger _b;

    private EcCurve(string name, string oid, ECCurve systemCurve, string prime, string a, string b, string order)
    {
        Name = name;
        Oid = new ObjectIdentifier(oid);
        SystemCurve = systemCurve;
        _prime = Unsigned(Convert.FromHexString(prime));
        _a = Unsigned(Convert.FromHexString(a));
        _b = Unsigned(Convert.FromHexString(b));
        Order = Octets.FromHex(order);
    }

    /// <summary>NIST P-256, also secp256r1 (FIPS 186-4, D.1.2.3).</summary>
    public static EcCurve NistP256 { get; } = new("P-256", "1.2.840.10045.3.1.7", ECCurve.NamedCurves.nistP256,
        prime: "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
        a: "ffffffff00000001000000000000000000000000fffffffffffffffffffffffc",
        b: "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
        order: "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

    /// <summary>brainpoolP256r1 (RFC 5639 §3.4).</summary>
    public static EcCurve BrainpoolP256r1 { get; } = new("brainpoolP256r1", "1.3.36.3.3.2.8.1.1.7", ECCurve.NamedCurves.brainpoolP256r1,
        prime: "a9fb57dba1eea9bc3e660a909d838d726e3bf623d52620282013481d1f6e5377",
        a: "7d5a0975fc2c3057eef67530417affe7fb8055c126dc5c6ce94a4b44f330b5d9",
        b: "26dc5c6ce94a4b44f330b5d9bbd77cbf958416295cf7e1ce6bccdc18ff8c07b6",
        order: "a9fb57dba1eea9bc3e660a909d838d718c397aa3b561a6f7901e0e82974856a7");

    /// <summary>FRP256v1 of ANSSI (Journal officiel n° 0241 of 16 October 2011).</summary>
    /// <remarks>The system's crypto does not know it by name; it is given the parameters, which OpenSSL takes and macOS does not.</remarks>
    public static EcCurve Frp256v1 { get; } = new("FRP256v1", "1.2.250.1.223.101.256.1", ExplicitFrp256v1(), FrpPrime, FrpA, FrpB, FrpOrder);

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

    internal ECCurve SystemCurve { get; }

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

    private static ECCurve ExplicitFrp256v1() => new()
    {
        CurveType = ECCurve.ECCurveType.PrimeShortWeierstrass,
        Prime = Convert.FromHexString(FrpPrime),
        A = Convert.FromHexString(FrpA),
        B = Convert.FromHexString(FrpB),
        Order = Convert.FromHexString(FrpOrder),
        Cofactor = [1],
        G = new ECPoint
        {
            X = Convert.FromHexString("b6b3d4c356c139eb31183d4749d423958c27d2dcaf98b70164c97a2dd98f5cff"),
            Y = Convert.FromHexString("6142e0f7c8b204911f9271f0f3ecef8c2701c307e8e4c9e183115a1554062cfb"),
        },
    };

    private static BigInteger Unsigned(ReadOnlySpan<byte> octets) => new(octets, isUnsigned: true, isBigEndian: true);

    internal const int CoordinateSize = 32;
    internal const int PointSize = 65;
    internal const byte Uncompressed = 0x04;
    private const string FrpPrime = "f1fd178c0b3ad58f10126de8ce42435b3961adbcabc8ca6de8fcf353d86e9c03";
    private const string FrpA = "f1fd178c0b3ad58f10126de8ce42435b3961adbcabc8ca6de8fcf353d86e9c00";
    private const string FrpB = "ee353fca5428a9300d4aba754a44c00fdfec0c9ae4b1a1803075ed967b7bb73f";
    private const string FrpOrder = "f1fd178c0b3ad58f10126de8ce42435b53dc67e140d2bf941ffdd459c6d655e1";
}
