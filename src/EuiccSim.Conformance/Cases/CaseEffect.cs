namespace EuiccSim.Conformance.Cases;

/// <summary>What a case does to its target. Each includes those before it.</summary>
public enum CaseEffect
{
    /// <summary>It asks only. Challenges are drawn and sessions begin, and end with the next reset.</summary>
    Reads,

    /// <summary>It changes what is there (an address, a nickname, which Profile is enabled), and restores it.</summary>
    Changes,

    /// <summary>It installs Profiles of its own and deletes them; of a server it uses up orders. Sequence numbers go on.</summary>
    Installs,

    /// <summary>What was there before is lost: a memory reset.</summary>
    Destroys,
}
