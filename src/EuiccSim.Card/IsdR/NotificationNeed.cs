namespace EuiccSim.Card.IsdR;

/// <summary>What notifications that are still to be made will take of the room for them.</summary>
/// <param name="Count">How many.</param>
/// <param name="Octets">Their octets at most.</param>
internal readonly record struct NotificationNeed(int Count, long Octets)
{
    public static NotificationNeed operator +(NotificationNeed left, NotificationNeed right) => new(left.Count + right.Count, left.Octets + right.Octets);
}
