namespace EuiccSim.Servers.SmDp.Storage;

/// <summary>What is kept as a part of an order. It keeps its own name: nothing that outlives it does.</summary>
internal interface IOrderPart
{
    /// <summary>How it is called, once somebody asked.</summary>
    ref PartName Name { get; }
}
