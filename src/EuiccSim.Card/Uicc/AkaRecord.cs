namespace EuiccSim.Card.Uicc;

/// <summary>The authentication key of an application.</summary>
internal sealed record AkaRecord
{
}
