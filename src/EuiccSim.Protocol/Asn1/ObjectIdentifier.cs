namespace EuiccSim.Protocol.Asn1;

/// <summary>An OBJECT IDENTIFIER in its dotted form, "2.23.146.1.2.1.4".</summary>
/// <param name="Value">The dotted form.</param>
public readonly record struct ObjectIdentifier(string Value)
{
    /// <summary>The dotted form.</summary>
    public override string ToString() => Value;
}
