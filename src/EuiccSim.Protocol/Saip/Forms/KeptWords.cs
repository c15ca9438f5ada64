namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>What is said of octets that are kept beside a value (<see cref="ElementText"/>).</summary>
internal static class KeptWords
{
    /// <summary>Their name.</summary>
    internal const string Member = "octets";

    internal const string NoElement = "these octets are not one whole profile element";

    /// <summary>Which of the two holds cannot be known.</summary>
    /// <param name="where">What the octets stand in.</param>
    internal static string Changed(string where) =>
        $"the octets kept here are of another value than the one that follows: take this {where} out if the value was changed, or undo the change";
}
