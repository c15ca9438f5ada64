using System.Formats.Asn1;
using System.Reflection;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Tests.Robustness;

/// <summary>A type of the library that reads itself from octets.</summary>
/// <param name="Type">The type.</param>
/// <param name="Decode">From one whole TLV, in DER rules (true) or BER rules.</param>
/// <param name="Read">As <see cref="IAsn1{TSelf}.Decode"/> does, without <see cref="Asn1Codec"/> around it; BER rules.</param>
/// <param name="Encode">To octets.</param>
internal sealed record Codec(Type Type, Func<Octets, bool, object> Decode, Func<Octets, object> Read, Func<object, Octets> Encode)
{
    /// <summary>Every type of the library that implements <see cref="IAsn1{TSelf}"/>, and each again as <see cref="Signed{T}"/>.</summary>
    internal static IReadOnlyList<Codec> All { get; } = [.. FindAll()];

    internal static Codec Of(Type type)
    {
        MethodInfo make = typeof(Codec).GetMethod(nameof(Make), BindingFlags.NonPublic | BindingFlags.Static)!;
        return (Codec)make.MakeGenericMethod(type).Invoke(null, null)!;
    }

    /// <summary>False if octets are not an encoding of the type.</summary>
    internal bool CanRead(Octets octets)
    {
        try
        {
            Decode(octets, false);
            return true;
        }
        catch (Asn1ContentException)
        {
            return false;
        }
    }

    /// <summary>The type as a person writes it.</summary>
    public override string ToString() => Type.IsGenericType ? $"Signed<{Type.GenericTypeArguments[0].Name}>" : Type.Name;

    private static IEnumerable<Codec> FindAll()
    {
        IEnumerable<Type> types = typeof(Asn1Codec).Assembly.GetTypes()
            .Where(type => !type.IsGenericTypeDefinition && type.GetInterfaces().Contains(InterfaceOf(type)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal);
        foreach (Type type in types)
        {
            yield return Of(type);
            yield return Of(typeof(Signed<>).MakeGenericType(type));
        }
    }

    /// <summary>IAsn1 of the type itself; null where its constraint forbids that.</summary>
    private static Type? InterfaceOf(Type type)
    {
        Type? own = Array.Find(type.GetInterfaces(), one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IAsn1<>));
        return own?.GenericTypeArguments[0] == type ? own : null;
    }

    private static Codec Make<T>()
        where T : IAsn1<T> => new(
        typeof(T),
        (octets, strict) => Asn1Codec.Decode<T>(octets, strict),
        octets => T.Decode(new AsnReader(octets.Memory, AsnEncodingRules.BER)),
        value => Asn1Codec.Encode((T)value));
}
