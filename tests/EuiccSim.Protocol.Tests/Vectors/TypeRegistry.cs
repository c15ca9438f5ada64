namespace EuiccSim.Protocol.Tests.Vectors;

/// <summary>
/// Every type that the vector files name, with its codec. Each module has a list of its own (RspTypes, SaipTypes): add a type there, a
/// hand-written type's view beside it, or leave a type out by name with the reason.
/// </summary>
internal static class TypeRegistry
{
    private static readonly Dictionary<string, VectorType> Types =
        RspTypes.All.Concat(SaipTypes.All).ToDictionary(type => type.Name, StringComparer.Ordinal);

    private static readonly Dictionary<Type, Func<object, object?>> Views =
        RspTypes.Views.Concat(SaipTypes.Views).ToDictionary(view => view.Key, view => view.Value);

    /// <summary>The types that are in the files but not in the library, and why.</summary>
    internal static IReadOnlyDictionary<string, string> LeftOut { get; } =
        RspTypes.LeftOut.Concat(SaipTypes.LeftOut).ToDictionary(type => type.Key, type => type.Value, StringComparer.Ordinal);

    internal static VectorType? Find(string name) => Types.GetValueOrDefault(name);

    /// <summary>
    /// How to see a value of a hand-written type: as Octets, a number, a string, a list, a <see cref="BitText"/>, or a
    /// Dictionary&lt;string, object?&gt; of the standard's names (null = absent; a CHOICE has one entry). Null for all other types.
    /// </summary>
    internal static Func<object, object?>? View(Type type) => Views.GetValueOrDefault(type);
}
