namespace EuiccSim.Protocol.Words;

/// <summary>Words for a person, and whether they begin with one of ours: only such a word may be written with a capital.</summary>
/// <param name="Text">The words.</param>
/// <param name="IsOurs">False where a name that a person gave, or what somebody else said, may stand at the beginning.</param>
internal readonly record struct FaultPhrase(string Text, bool IsOurs)
{
    /// <summary>A sentence of ours, from its beginning on.</summary>
    public static implicit operator FaultPhrase(string ours) => new(ours, true);

    /// <summary>What is said as it stands.</summary>
    internal static FaultPhrase AsSaid(string text) => new(text, false);
}
