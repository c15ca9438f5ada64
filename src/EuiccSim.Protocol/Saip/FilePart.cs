using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>One step of File, which says how a file of a template differs from its row. SAIP §8.3.2.</summary>
[Asn1Choice]
public abstract partial record FilePart
{
    private FilePart()
    {
    }

    /// <summary>The file is not created, although the template says it is.</summary>
    [Null]
    public sealed record DoNotCreate : FilePart;

    /// <summary>Attributes that replace those of the template.</summary>
    /// <param name="Value">The attributes.</param>
    public sealed record FileDescriptor(Fcp Value) : FilePart;

    /// <summary>Moves the write position on.</summary>
    /// <param name="Value">By how many octets, 0 to 65535.</param>
    public sealed record FillFileOffset(int Value) : FilePart;

    /// <summary>Writes octets, and moves the write position behind them.</summary>
    /// <param name="Value">The octets.</param>
    public sealed record FillFileContent(Octets Value) : FilePart;
}
