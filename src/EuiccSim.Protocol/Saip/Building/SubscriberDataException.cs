namespace EuiccSim.Protocol.Saip.Building;

/// <summary>A value that somebody gave for a subscriber is not as it should be.</summary>
public sealed class SubscriberDataException : ArgumentException
{
    internal SubscriberDataException(string field, string problem) => (Field, Problem) = (field, problem);

    /// <summary>The field, as the property is called but with a small first letter: "imsi", "opc".</summary>
    public string Field { get; }

    /// <summary>What is wrong with it.</summary>
    public string Problem { get; }

    /// <inheritdoc/>
    public override string Message => $"{Field}: {Problem}";
}
