using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>What an authentication algorithm has besides key and OPc, and how sequence numbers are checked. Null leaves a value as it is. SAIP §8.5.</summary>
public sealed record AkaSettings
{
    /// <summary>Which checks of a sequence number are made; one octet.</summary>
    public byte? SqnOptions { get; init; }

    /// <summary>Δ of TS 33.102 annex C, 6 octets.</summary>
    public Octets? SqnDelta { get; init; }

    /// <summary>The age limit L of TS 33.102 annex C, 6 octets.</summary>
    public Octets? SqnAgeLimit { get; init; }

    /// <summary>The sequence numbers at the start, 32 of 6 octets, without the index.</summary>
    public SequenceOf<Octets>? SqnInit { get; init; }

    /// <summary>Lengths of RES, CK, IK and MAC; one octet.</summary>
    public byte? AlgorithmOptions { get; init; }

    /// <summary>r1 to r5 of Milenage, 5 octets.</summary>
    public Octets? RotationConstants { get; init; }

    /// <summary>c1 to c5 of Milenage, 80 octets.</summary>
    public Octets? XoringConstants { get; init; }

    /// <summary>How often TUAK applies the permutation, 1 to 255.</summary>
    public int? NumberOfKeccak { get; init; }

    /// <summary>Puts them into a PE-AKAParameter with parameters of its own. What is a DEFAULT is left out.</summary>
    internal void Apply(EditableTlv element, EditableTlv parameter)
    {
        if (AlgorithmOptions is { } options) parameter.Set(0x81, Octets.Of([options]));
        if (RotationConstants is { } rotation) parameter.Put(0x84, rotation, Octets.FromHex("4000204060"));
        if (XoringConstants is { } xoring) parameter.Put(0x85, xoring, AlgoParameter.DefaultXoringConstants);
        if (NumberOfKeccak is { } rounds) parameter.Put(0x87, EditableTlv.Integer(rounds), EditableTlv.Integer(1));
        if (SqnOptions is { } checks) element.Put(0x82, Octets.Of([checks]), Octets.Of([0x02]));
        if (SqnDelta is { } delta) element.Put(0x83, delta, s_limit);
        if (SqnAgeLimit is { } limit) element.Put(0x84, limit, s_limit);
        if (SqnInit is not { } numbers) return;
        element.Put(0xA5, ListOf(numbers), ListOf(PeAkaParameter.DefaultSqnInit));
    }

    private static Octets ListOf(SequenceOf<Octets> numbers) => EditableTlv.Concat([.. numbers.Select(number => EditableTlv.Create(0x04, number))]);

    private static readonly Octets s_limit = Octets.FromHex("000010000000");
}

/// <summary>The state that a PIN begins with. Null leaves it as it is. SAIP §8.4.</summary>
/// <param name="IsEnabled">True if it is asked for from the start.</param>
/// <param name="Tries">How many attempts there are, and are left: 1 to 15.</param>
public sealed record PinState(bool? IsEnabled, int? Tries)
{
    /// <summary>Puts it into a PINConfiguration.</summary>
    internal void Apply(EditableTlv pin)
    {
        if (IsEnabled is { } isEnabled)
        {
            int attributes = pin.Find(AttributesTag) is { Value: [.., var octet] } ? octet : UsualAttributes;
            pin.Put(AttributesTag, EditableTlv.Integer(isEnabled ? attributes | 1 : attributes & ~1), EditableTlv.Integer(UsualAttributes));
        }
        if (Tries is { } tries) pin.Put(TriesTag, EditableTlv.Integer((tries << 4) | tries), EditableTlv.Integer(UsualTries));
    }

    private const int AttributesTag = 0x83;
    private const int TriesTag = 0x84;
    private const int UsualAttributes = 7;
    private const int UsualTries = 0x33;
}
