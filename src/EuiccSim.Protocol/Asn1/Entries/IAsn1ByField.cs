namespace EuiccSim.Protocol.Asn1;

/// <summary>A SEQUENCE that can also be read field by field (<see cref="ByFieldAttribute"/>). Its code is generated.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IAsn1ByField<TSelf> : IAsn1<TSelf>
    where TSelf : IAsn1ByField<TSelf>
{
    /// <summary>A value of the fields that can be read.</summary>
    internal static abstract TSelf ReadFields(FieldReader fields);
}
