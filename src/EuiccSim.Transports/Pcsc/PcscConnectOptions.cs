namespace EuiccSim.Transports.Pcsc;

/// <summary>How to connect to a card.</summary>
public sealed record PcscConnectOptions
{
    /// <summary>Whether other programs may use the card meanwhile.</summary>
    public PcscShareMode ShareMode { get; init; } = PcscShareMode.Shared;

    /// <summary>The protocols to choose from; the card's ATR decides between several.</summary>
    public PcscProtocols Protocols { get; init; } = PcscProtocols.Any;

    /// <summary>What becomes of the card when the connection is disposed of.</summary>
    public PcscDisposition AtEnd { get; init; } = PcscDisposition.Leave;
}

/// <summary>Whether other programs may use the card. The numbers are PC/SC's.</summary>
public enum PcscShareMode
{
    /// <summary>Nobody else can connect.</summary>
    Exclusive = 1,

    /// <summary>Others can connect; transactions keep the programs apart.</summary>
    Shared = 2,

    /// <summary>Talk to the reader only, also without a card in it: control functions.</summary>
    Direct = 3,
}

/// <summary>Transmission protocols. The numbers are PC/SC's.</summary>
[Flags]
public enum PcscProtocols
{
    /// <summary>None: a direct connection to the reader.</summary>
    None = 0,

    /// <summary>T=0, ISO/IEC 7816-3 §10: octet by octet.</summary>
    T0 = 1,

    /// <summary>T=1, ISO/IEC 7816-3 §11: block by block.</summary>
    T1 = 2,

    /// <summary>T=0 or T=1.</summary>
    Any = T0 | T1,

    /// <summary>What is sent goes to the card as it is.</summary>
    Raw = 4,
}

/// <summary>What to do with a card that one lets go of. The numbers are PC/SC's.</summary>
public enum PcscDisposition
{
    /// <summary>Leave it as it is: channels stay open, verified PINs stay verified.</summary>
    Leave = 0,

    /// <summary>Reset it.</summary>
    Reset = 1,

    /// <summary>Take its power away.</summary>
    Unpower = 2,
}
