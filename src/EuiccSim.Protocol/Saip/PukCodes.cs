using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>PE-PUKCodes: the PUKs that PINs refer to. SAIP §8.4.</summary>
[Asn1Sequence]
public sealed partial record PePukCodes
{
    /// <summary>The element's header.</summary>
    [Name("puk-Header")]
    public required PeHeader PukHeader { get; init; }

    /// <summary>1 to 16 PUKs, each key reference once.</summary>
    [Size(1, 16)]
    public required SequenceOf<PukConfiguration> PukCodes { get; init; }
}

/// <summary>PUKConfiguration: one PUK. SAIP §8.4.</summary>
[Asn1Sequence]
public sealed partial record PukConfiguration
{
    /// <summary>The reference by which PINs name it.</summary>
    public required PukKeyReference KeyReference { get; init; }

    /// <summary>The value as UNBLOCK PIN has it: 8 octets.</summary>
    [Size(8)]
    public required Octets PukValue { get; init; }

    /// <summary>Upper half octet: most attempts; lower half octet: attempts left.</summary>
    [Name("maxNumOfAttemps-retryNumLeft")]
    [Default(0xAA)]
    public int MaxNumOfAttempsRetryNumLeft { get; init; } = 0xAA;
}

/// <summary>PUKKeyReferenceValue: names a PUK within the profile.</summary>
public enum PukKeyReference
{
    /// <summary>PUK 1.</summary>
    PukAppl1 = 1,

    /// <summary>PUK 2.</summary>
    PukAppl2 = 2,

    /// <summary>PUK 3.</summary>
    PukAppl3 = 3,

    /// <summary>PUK 4.</summary>
    PukAppl4 = 4,

    /// <summary>PUK 5.</summary>
    PukAppl5 = 5,

    /// <summary>PUK 6.</summary>
    PukAppl6 = 6,

    /// <summary>PUK 7.</summary>
    PukAppl7 = 7,

    /// <summary>PUK 8.</summary>
    PukAppl8 = 8,

    /// <summary>PUK 9.</summary>
    SecondPUKAppl1 = 129,

    /// <summary>PUK 10.</summary>
    SecondPUKAppl2 = 130,

    /// <summary>PUK 11.</summary>
    SecondPUKAppl3 = 131,

    /// <summary>PUK 12.</summary>
    SecondPUKAppl4 = 132,

    /// <summary>PUK 13.</summary>
    SecondPUKAppl5 = 133,

    /// <summary>PUK 14.</summary>
    SecondPUKAppl6 = 134,

    /// <summary>PUK 15.</summary>
    SecondPUKAppl7 = 135,

    /// <summary>PUK 16.</summary>
    SecondPUKAppl8 = 136,
}
