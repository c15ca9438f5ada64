using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>PE-AKAParameter: key, algorithm and sequence numbers of the USIM or ISIM created last. SAIP §8.5.</summary>
[Asn1Sequence]
public sealed partial record PeAkaParameter
{
    /// <summary>The element's header.</summary>
    [Name("aka-header")]
    public required PeHeader AkaHeader { get; init; }

    /// <summary>Parameters of its own, or those of another application.</summary>
    public required AlgoConfiguration AlgoConfiguration { get; init; }

    /// <summary>Which checks of a sequence number are made (bits from memory: 1 = Δ, 2 = L); one octet.</summary>
    [Size(1)]
    [Default("02")]
    public Octets SqnOptions { get; init; } = s_defaultSqnOptions;

    /// <summary>Δ of TS 33.102 annex C, 6 octets.</summary>
    [Size(6)]
    [Default("000010000000")]
    public Octets SqnDelta { get; init; } = s_defaultSqnDelta;

    /// <summary>The age limit L of TS 33.102 annex C, 6 octets.</summary>
    [Size(6)]
    [Default("000010000000")]
    public Octets SqnAgeLimit { get; init; } = s_defaultSqnAgeLimit;

    /// <summary>The 32 sequence numbers at the start, each 6 octets, without the index IND.</summary>
    [Size(32)]
    [DefaultFrom(nameof(DefaultSqnInit))]
    public SequenceOf<Octets> SqnInit { get; init; } = DefaultSqnInit;

    /// <summary>32 zeros.</summary>
    public static SequenceOf<Octets> DefaultSqnInit { get; } = SequenceOf.From(Enumerable.Repeat(Octets.FromHex("000000000000"), 32));
}

/// <summary>Where the parameters of AKA come from.</summary>
[Asn1Choice]
public abstract partial record AlgoConfiguration
{
    private AlgoConfiguration()
    {
    }

    /// <summary>Those of another application.</summary>
    /// <param name="Value">Which.</param>
    [Name("mappingParameter")]
    public sealed record Mapping(MappingParameter Value) : AlgoConfiguration;

    /// <summary>Its own.</summary>
    /// <param name="Value">The parameters.</param>
    [Name("algoParameter")]
    public sealed record Algo(AlgoParameter Value) : AlgoConfiguration;
}

/// <summary>MappingParameter: parameters shared with another application of the profile. SAIP §8.5.</summary>
[Asn1Sequence]
public sealed partial record MappingParameter
{
    /// <summary>What is shared, one octet.</summary>
    [Size(1)]
    public required Octets MappingOptions { get; init; }

    /// <summary>AID of the application that has the parameters, 5 to 16 octets.</summary>
    [Size(5, 16)]
    public required Octets MappingSource { get; init; }
}

/// <summary>AlgoParameter: an authentication algorithm and its key. SAIP §8.5.</summary>
[Asn1Sequence]
public sealed partial record AlgoParameter
{
    /// <summary>The algorithm.</summary>
    public required AlgorithmId AlgorithmID { get; init; }

    /// <summary>Lengths of RES, CK, IK and MAC; one octet.</summary>
    [Size(1)]
    public required Octets AlgorithmOptions { get; init; }

    /// <summary>K: 16 octets, for TUAK 16 or 32.</summary>
    public required Octets Key { get; init; }

    /// <summary>OPc (16 octets) of Milenage, TOPc (32 octets) of TUAK.</summary>
    public required Octets Opc { get; init; }

    /// <summary>r1 to r5 of Milenage in bits.</summary>
    [Size(5)]
    [Default("4000204060")]
    public Octets RotationConstants { get; init; } = s_defaultRotationConstants;

    /// <summary>c1 to c5 of Milenage, 16 octets each.</summary>
    [Size(80)]
    [DefaultFrom(nameof(DefaultXoringConstants))]
    public Octets XoringConstants { get; init; } = DefaultXoringConstants;

    /// <summary>How many authentications may be run, 3 octets; null: no limit.</summary>
    [Size(3)]
    public Octets? AuthCounterMax { get; init; }

    /// <summary>How often TUAK applies the permutation.</summary>
    [Default(1)]
    public int NumberOfKeccak { get; init; } = 1;

    /// <summary>c1 to c5 as TS 35.206 §4.1 has them: 0, 1, 2, 4, 8.</summary>
    public static Octets DefaultXoringConstants { get; } = Octets.FromHex(
        "00000000000000000000000000000000" + "00000000000000000000000000000001" + "00000000000000000000000000000002"
        + "00000000000000000000000000000004" + "00000000000000000000000000000008");
}

/// <summary>The authentication algorithms.</summary>
public enum AlgorithmId
{
    /// <summary>Milenage, TS 35.206.</summary>
    Milenage = 1,

    /// <summary>TUAK, TS 35.231.</summary>
    Tuak = 2,

    /// <summary>The test algorithm of TS 34.108 §8.1.2.</summary>
    [Name("usim-test-algorithm")]
    UsimTestAlgorithm = 3,
}
