using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Apdu;

/// <summary>An application identifier, 5 to 16 octets. ISO/IEC 7816-4 §8.2.1.2.</summary>
public readonly record struct Aid
{
    /// <summary>The identifier of these octets.</summary>
    /// <exception cref="ArgumentException">Not 5 to 16 octets.</exception>
    public Aid(Octets value)
    {
        if (value.Length is < 5 or > 16) throw new ArgumentException($"An AID has 5 to 16 octets, not {value.Length}.", nameof(value));
        Value = value;
    }

    /// <summary>The ISD-R of every eUICC. SGP.02 §2.2.3.</summary>
    public static Aid IsdR { get; } = FromHex("A0000005591010FFFFFFFF8900000100");

    /// <summary>The ECASD of every eUICC. SGP.02 §2.2.3.</summary>
    public static Aid Ecasd { get; } = FromHex("A0000005591010FFFFFFFF8900000200");

    /// <summary>What the identifiers of all USIMs begin with. TS 101 220 annex E.</summary>
    public static Aid Usim { get; } = FromHex("A0000000871002");

    /// <summary>What the identifiers of all ISIMs begin with. TS 101 220 annex E.</summary>
    public static Aid Isim { get; } = FromHex("A0000000871004");

    /// <summary>What the identifiers of all CSIMs begin with. TS 101 220 annex E.</summary>
    public static Aid Csim { get; } = FromHex("A0000003431002");

    /// <summary>The octets.</summary>
    public Octets Value { get; }

    /// <summary>The identifier that hexadecimal digits stand for.</summary>
    /// <exception cref="FormatException">Not an even number of hexadecimal digits.</exception>
    /// <exception cref="ArgumentException">Not 5 to 16 octets.</exception>
    public static Aid FromHex(string hex) => new(Octets.FromHex(hex));

    /// <summary>True if a (partial) name as SELECT sends it names this application.</summary>
    public bool StartsWith(ReadOnlySpan<byte> partial) => Value.Span.StartsWith(partial);

    /// <summary>Hexadecimal digits.</summary>
    public override string ToString() => Value.ToString();
}
