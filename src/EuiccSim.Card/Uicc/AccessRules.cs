namespace EuiccSim.Card.Uicc;

/// <summary>One record of EF.ARR.</summary>
internal sealed class AccessRules
{
}
