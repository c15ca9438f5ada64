using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Profiles;

/// <summary>Key references. TS 102 221 §9.5.1.</summary>
internal static class PinReference
{
    /// <summary>PIN appl 1, the PIN of the first application.</summary>
    internal const byte Pin1 = 0x01;
    /// <summary>PIN appl 8.</summary>
    internal const byte LastApplicationPin = 0x08;

    /// <summary>ADM1.</summary>
    internal const byte Adm1 = 0x0A;
    /// <summary>The universal PIN, which can stand for any application PIN.</summary>
    internal const byte Universal = 0x11;
    /// <summary>The second PIN of the application of PIN appl 1.</summary>
    internal const byte Pin2 = 0x81;

    /// <summary>True if the same PIN is meant in all directories.</summary>
    internal static bool IsGlobal(byte reference) => (reference & 0x80) == 0;
}

/// <summary>One PIN as it is kept without power.</summary>
internal sealed record PinState
{
    internal required byte Reference { get; init; }

    /// <summary>8 octets, padded with 'FF'.</summary>
    internal required Octets Value { get; init; }

    internal bool Enabled { get; init; } = true;

    /// <summary>CHANGE PIN is allowed.</summary>
    internal bool CanChange { get; init; } = true;

    /// <summary>DISABLE PIN and ENABLE PIN are allowed.</summary>
    internal bool CanDisable { get; init; } = true;

    /// <summary>Disabled with the universal PIN in its place.</summary>
    internal bool ReplacedByUniversal { get; init; }

    internal int MaximumTries { get; init; } = 3;

    internal int TriesLeft { get; init; } = 3;

    /// <summary>The key reference of the PUK; null if the PIN cannot be unblocked.</summary>
    internal byte? UnblockReference { get; init; }
}

/// <summary>One unblock PIN (PUK) as it is kept without power.</summary>
internal sealed record PukState
{
    internal required byte Reference { get; init; }

    /// <summary>8 octets.</summary>
    internal required Octets Value { get; init; }

    internal int MaximumTries { get; init; } = 10;

    internal int TriesLeft { get; init; } = 10;
}
