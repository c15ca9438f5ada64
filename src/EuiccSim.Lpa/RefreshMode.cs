namespace EuiccSim.Lpa;

/// <summary>
/// Whether the eUICC is asked to make the device start anew (REFRESH) when the enabled profile changes: the refreshFlag of EnableProfile and
/// DisableProfile. SGP.22 v2.5 §5.7.16, §5.7.17.
/// </summary>
public enum RefreshMode
{
    /// <summary>
    /// With the flag, and without it where the eUICC refuses that. With it first: a device that learns of the change by itself ends what belongs
    /// to the old profile; without it, somebody must reset the card, or device and card disagree about who the subscriber is.
    /// </summary>
    Auto,

    /// <summary>With the flag, come what may.</summary>
    On,

    /// <summary>Without: the change takes place at once, and whoever has the card must reset it.</summary>
    Off,
}
