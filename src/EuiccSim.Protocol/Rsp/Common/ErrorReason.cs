namespace EuiccSim.Protocol.Rsp.Common;

/// <summary>The step of loading a Bound Profile Package. SGP.22 v2.5 §2.5.6.</summary>
public enum BppCommandId
{
    /// <summary>ES8+.InitialiseSecureChannel.</summary>
    InitialiseSecureChannel = 0,

    /// <summary>ES8+.ConfigureISDP.</summary>
    ConfigureIsdp = 1,

    /// <summary>ES8+.StoreMetadata.</summary>
    StoreMetadata = 2,

    /// <summary>Another ES8+.StoreMetadata; not in use.</summary>
    StoreMetadata2 = 3,

    /// <summary>ES8+.ReplaceSessionKeys.</summary>
    ReplaceSessionKeys = 4,

    /// <summary>ES8+.LoadProfileElements.</summary>
    LoadProfileElements = 5,
}

/// <summary>Why an installation failed. SGP.22 v2.5 §2.5.6.</summary>
public enum ErrorReason
{
    /// <summary>A parameter is missing or wrong.</summary>
    IncorrectInputValues = 1,

    /// <summary>The signature of the SM-DP+ does not verify.</summary>
    InvalidSignature = 2,

    /// <summary>Not the session's transaction identifier.</summary>
    InvalidTransactionId = 3,

    /// <summary>A key type or length in the control reference template is not supported.</summary>
    UnsupportedCrtValues = 4,

    /// <summary>The remote operation is not supported.</summary>
    UnsupportedRemoteOperationType = 5,

    /// <summary>The profile class is not supported.</summary>
    UnsupportedProfileClass = 6,

    /// <summary>The structure of a protected block is wrong.</summary>
    Scp03tStructureError = 7,

    /// <summary>A protected block's MAC or padding is wrong.</summary>
    Scp03tSecurityError = 8,

    /// <summary>A profile with this ICCID is there already.</summary>
    InstallFailedDueToIccidAlreadyExistsOnEuicc = 9,

    /// <summary>Not enough memory.</summary>
    InstallFailedDueToInsufficientMemoryForProfile = 10,

    /// <summary>Power was lost, or another command came in between.</summary>
    InstallFailedDueToInterruption = 11,

    /// <summary>A profile element could not be processed.</summary>
    InstallFailedDueToPEProcessingError = 12,

    /// <summary>The profile package does not agree with the metadata.</summary>
    InstallFailedDueToDataMismatch = 13,

    /// <summary>A test profile with a key that is no test key.</summary>
    TestProfileInstallFailedDueToInvalidNaaKey = 14,

    /// <summary>The Rules Authorisation Table forbids a policy rule of the profile.</summary>
    PprNotAllowed = 15,

    /// <summary>Any other reason.</summary>
    InstallFailedDueToUnknownError = 127,
}
