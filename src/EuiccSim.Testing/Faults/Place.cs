namespace EuiccSim.Testing.Faults;

/// <summary>Where a fault strikes.</summary>
public enum Place
{
    /// <summary>Between a device and its card: one command APDU with its answer.</summary>
    Apdu,

    /// <summary>In a card's memory: one change that becomes durable.</summary>
    Commit,

    /// <summary>Between an LPA and servers: one call of ES9+ or ES11.</summary>
    Es9,

    /// <summary>Between an SM-DP+ and an SM-DS: one call of ES12, or of ES15 between two SM-DSs.</summary>
    Es12,

    /// <summary>Between a device and its card: one reset.</summary>
    Reset,

    /// <summary>Between a device and its card: the request of one ES10 function, over all the commands that it takes.</summary>
    Es10,
}

/// <summary>Which half of an exchange.</summary>
public enum Leg
{
    /// <summary>What is asked: the command, the request.</summary>
    Request,

    /// <summary>What comes back.</summary>
    Answer,
}
