namespace EuiccSim.Protocol.Rsp.Es10b;

/// <summary>Options of SGP.22. SGP.22 v2.5 §5.7.8.</summary>
[Flags]
public enum RspCapability : ulong
{
    /// <summary>One more profile at least can be installed.</summary>
    AdditionalProfile = 1UL << 0,

    /// <summary>Certificate revocation lists.</summary>
    CrlSupport = 1UL << 1,

    /// <summary>Remote profile management.</summary>
    RpmSupport = 1UL << 2,

    /// <summary>Test profiles.</summary>
    TestProfileSupport = 1UL << 3,

    /// <summary>Unknown components in the device information.</summary>
    DeviceInfoExtensibilitySupport = 1UL << 4,

    /// <summary>Service specific data in the metadata.</summary>
    ServiceSpecificDataSupport = 1UL << 5,
}

/// <summary>The category of an eUICC. SGP.22 v2.5 §5.7.8.</summary>
public enum EuiccCategory
{
    /// <summary>None of those below.</summary>
    Other = 0,

    /// <summary>Basic.</summary>
    BasicEuicc = 1,

    /// <summary>Medium.</summary>
    MediumEuicc = 2,

    /// <summary>Contactless.</summary>
    ContactlessEuicc = 3,
}

/// <summary>Properties of the tamper resistant element. SGP.22 v2.5 §5.7.8.</summary>
[Flags]
public enum TreProperties : ulong
{
    /// <summary>A chip of its own.</summary>
    IsDiscrete = 1UL << 0,

    /// <summary>A part of a larger chip.</summary>
    IsIntegrated = 1UL << 1,

    /// <summary>It uses memory outside of itself.</summary>
    UsesRemoteMemory = 1UL << 2,
}
