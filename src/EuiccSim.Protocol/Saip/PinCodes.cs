using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>PE-PINCodes: the PINs of the directory that the element before it created. SAIP §8.4.</summary>
[Asn1Sequence]
public sealed partial record PePinCodes
{
    /// <summary>The element's header.</summary>
    [Name("pin-Header")]
    public required PeHeader PinHeader { get; init; }

    /// <summary>The PINs, or where they are shared from.</summary>
    public required PinCodes PinCodes { get; init; }
}

/// <summary>PINs of their own, or those of another directory.</summary>
[Asn1Choice]
public abstract partial record PinCodes
{
    private PinCodes()
    {
    }

    /// <summary>1 to 26 PINs.</summary>
    /// <param name="Value">The PINs.</param>
    [Size(1, 26)]
    public sealed record Pinconfig(SequenceOf<PinConfiguration> Value) : PinCodes;

    /// <summary>The directory whose PINs are shared: file identifiers from below the MF on, 0 to 8 octets.</summary>
    /// <param name="Value">The path.</param>
    [Size(0, 8)]
    public sealed record FilePath(Octets Value) : PinCodes;
}

/// <summary>PINConfiguration: one PIN. SAIP §8.4.</summary>
[Asn1Sequence]
public sealed partial record PinConfiguration
{
    /// <summary>The PIN's key reference; in the context of the MF a global one, elsewhere a local one.</summary>
    public required PinKeyReference KeyReference { get; init; }

    /// <summary>The value as VERIFY PIN has it: 8 octets, padded with 'FF'.</summary>
    [Size(8)]
    public required Octets PinValue { get; init; }

    /// <summary>The PUK that unblocks it; null if none does.</summary>
    public PukKeyReference? UnblockingPINReference { get; init; }

    /// <summary>Bit 1: enabled at the start; bit 2: may be changed; bit 3: may be enabled and disabled (all three from memory).</summary>
    [Default(7)]
    public int PinAttributes { get; init; } = 7;

    /// <summary>Upper half octet: most attempts; lower half octet: attempts left.</summary>
    [Name("maxNumOfAttemps-retryNumLeft")]
    [Default(0x33)]
    public int MaxNumOfAttempsRetryNumLeft { get; init; } = 0x33;
}

/// <summary>PINKeyReferenceValue: key references of TS 102 221 §9.5.1.</summary>
public enum PinKeyReference
{
    /// <summary>Global PIN of the first application; 2 to 8 are those of the others.</summary>
    PinAppl1 = 1,

    /// <summary>Global PIN of application 2.</summary>
    PinAppl2 = 2,

    /// <summary>Global PIN of application 3.</summary>
    PinAppl3 = 3,

    /// <summary>Global PIN of application 4.</summary>
    PinAppl4 = 4,

    /// <summary>Global PIN of application 5.</summary>
    PinAppl5 = 5,

    /// <summary>Global PIN of application 6.</summary>
    PinAppl6 = 6,

    /// <summary>Global PIN of application 7.</summary>
    PinAppl7 = 7,

    /// <summary>Global PIN of application 8.</summary>
    PinAppl8 = 8,

    /// <summary>Administrative key 1.</summary>
    Adm1 = 10,

    /// <summary>Administrative key 2.</summary>
    Adm2 = 11,

    /// <summary>Administrative key 3.</summary>
    Adm3 = 12,

    /// <summary>Administrative key 4.</summary>
    Adm4 = 13,

    /// <summary>Administrative key 5.</summary>
    Adm5 = 14,

    /// <summary>Local PIN (PIN2) of the first application.</summary>
    SecondPINAppl1 = 129,

    /// <summary>Local PIN of application 2.</summary>
    SecondPINAppl2 = 130,

    /// <summary>Local PIN of application 3.</summary>
    SecondPINAppl3 = 131,

    /// <summary>Local PIN of application 4.</summary>
    SecondPINAppl4 = 132,

    /// <summary>Local PIN of application 5.</summary>
    SecondPINAppl5 = 133,

    /// <summary>Local PIN of application 6.</summary>
    SecondPINAppl6 = 134,

    /// <summary>Local PIN of application 7.</summary>
    SecondPINAppl7 = 135,

    /// <summary>Local PIN of application 8.</summary>
    SecondPINAppl8 = 136,

    /// <summary>Administrative key 6.</summary>
    Adm6 = 138,

    /// <summary>Administrative key 7.</summary>
    Adm7 = 139,

    /// <summary>Administrative key 8.</summary>
    Adm8 = 140,

    /// <summary>Administrative key 9.</summary>
    Adm9 = 141,

    /// <summary>Administrative key 10.</summary>
    Adm10 = 142,
}
