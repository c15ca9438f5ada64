namespace EuiccSim.Protocol.Rsp.Common;

/// <summary>Whether a profile is in use. SGP.22 v2.5 §2.4.5.1.</summary>
public enum ProfileState
{
    /// <summary>Installed, not in use.</summary>
    Disabled = 0,

    /// <summary>In use.</summary>
    Enabled = 1,
}

/// <summary>What a profile is for. SGP.22 v2.5 §2.4.5.2.</summary>
public enum ProfileClass
{
    /// <summary>For tests of the device.</summary>
    Test = 0,

    /// <summary>For getting other profiles.</summary>
    Provisioning = 1,

    /// <summary>For a subscription.</summary>
    Operational = 2,
}

/// <summary>The format of an icon.</summary>
public enum IconType
{
    /// <summary>JPEG.</summary>
    Jpg = 0,

    /// <summary>PNG.</summary>
    Png = 1,
}

/// <summary>Profile Policy Rules. SGP.22 v2.5 §2.9.1.</summary>
[Flags]
public enum PprIds : ulong
{
    /// <summary>How the rules may be updated through ES6.</summary>
    PprUpdateControl = 1UL << 0,

    /// <summary>PPR1: the profile must not be disabled.</summary>
    Ppr1 = 1UL << 1,

    /// <summary>PPR2: the profile must not be deleted.</summary>
    Ppr2 = 1UL << 2,
}

/// <summary>What happened to a profile, or what to tell about. SGP.22 v2.5 §3.5.</summary>
[Flags]
public enum NotificationEvent : ulong
{
    /// <summary>It was installed.</summary>
    NotificationInstall = 1UL << 0,

    /// <summary>It was enabled.</summary>
    NotificationEnable = 1UL << 1,

    /// <summary>It was disabled.</summary>
    NotificationDisable = 1UL << 2,

    /// <summary>It was deleted.</summary>
    NotificationDelete = 1UL << 3,
}
