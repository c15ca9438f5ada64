namespace EuiccSim.Transports.Pcsc;

/// <summary>What kind of trouble there is with a reader or card: each is something else to do about.</summary>
public enum PcscProblem
{
    /// <summary>None of the others.</summary>
    Other,

    /// <summary>The PC/SC library is not installed.</summary>
    LibraryMissing,

    /// <summary>The PC/SC service does not run, or stopped.</summary>
    ServiceNotRunning,

    /// <summary>The service does not let this user near readers.</summary>
    AccessDenied,

    /// <summary>No reader is attached, or none of this name.</summary>
    NoReader,

    /// <summary>The reader is there, but no card in it.</summary>
    NoCard,

    /// <summary>The card was taken out while it was in use.</summary>
    CardRemoved,

    /// <summary>Another program reset the card: channels, selections and verified PINs are gone.</summary>
    CardReset,

    /// <summary>Another program has the card for itself.</summary>
    CardInUse,

    /// <summary>The card does not answer to reset, or answers what the reader cannot use.</summary>
    CardMute,

    /// <summary>Card and reader lost each other in the middle of an exchange.</summary>
    CommunicationLost,

    /// <summary>The card does not speak the protocol that was asked for.</summary>
    ProtocolMismatch,

    /// <summary>Service, reader or driver cannot do this.</summary>
    NotSupported,
}
