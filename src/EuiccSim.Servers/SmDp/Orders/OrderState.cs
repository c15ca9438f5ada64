namespace EuiccSim.Servers.SmDp.Orders;

/// <summary>Where a profile stands at its SM-DP+. SGP.22 v2.5 §3.1.6.</summary>
public enum OrderState
{
    /// <summary>In stock: nobody has ordered it.</summary>
    Available,

    /// <summary>Ordered, for no eUICC in particular.</summary>
    Allocated,

    /// <summary>Ordered for one eUICC.</summary>
    Linked,

    /// <summary>The order is complete, but the operator has not released it.</summary>
    Confirmed,

    /// <summary>Ready for download.</summary>
    Released,

    /// <summary>A Bound Profile Package was delivered; how its installation ended is not known.</summary>
    Downloaded,

    /// <summary>Installed on an eUICC.</summary>
    Installed,

    /// <summary>The download failed for good.</summary>
    Error,

    /// <summary>Taken out of stock.</summary>
    Unavailable,
}
