using System.Reflection;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Tests.Robustness;

/// <summary>Makes valid values of any type of the library from what its attributes say, so that a new type needs no line here.</summary>
internal sealed class ValueMaker(Random random)
{
    private static readonly NullabilityInfoContext Nullability = new();
    private static readonly Dictionary<Type, Component[]> Components = [];

    /// <summary>A value of a type.</summary>
    internal object Make(Type type, SizeAttribute? size = null)
    {
        if (type == typeof(Octets)) return Octets.Wrap(Bytes(Size(size, 24)));
        if (type == typeof(string)) return Text(Size(size, 12));
        if (type == typeof(bool)) return random.Next(2) == 0;
        if (type == typeof(int)) return Number();
        if (type == typeof(long)) return random.Next(2) == 0 ? Number() : random.NextInt64(long.MinValue, long.MaxValue);
        if (type == typeof(ObjectIdentifier)) return Oid();
        if (type.IsEnum) return MakeEnum(type);
        if (HandMade.Make(type, this) is { } made) return made;
        if (type.IsGenericType) return MakeGeneric(type, size);
        if (type.GetCustomAttribute<Asn1ChoiceAttribute>() is not null) return MakeChoice(type);
        if (type.GetConstructor(Type.EmptyTypes) is not null) return MakeRecord(type);
        return MakeByConstructor(type);
    }

    internal T Make<T>() => (T)Make(typeof(T));

    internal int Next(int below) => random.Next(below);

    internal byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>A record with one positional parameter or several: Block86, an alternative of a CHOICE.</summary>
    internal object MakeByConstructor(Type type)
    {
        ConstructorInfo constructor = type.GetConstructors().OrderByDescending(one => one.GetParameters().Length).First();
        SizeAttribute? size = type.GetCustomAttribute<SizeAttribute>();
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Make(parameter.ParameterType, size))]);
    }

    private object MakeRecord(Type type)
    {
        object value = Activator.CreateInstance(type)!;
        foreach (Component component in ComponentsOf(type))
        {
            if (component.MayStay && random.Next(2) == 0) continue;
            component.Property.SetValue(value, Make(component.Type, component.Size));
        }
        return value;
    }

    private object MakeChoice(Type type)
    {
        Type[] alternatives = [.. type.GetNestedTypes().Where(nested => nested.BaseType == type)];
        return MakeByConstructor(alternatives[random.Next(alternatives.Length)]);
    }

    private object MakeGeneric(Type type, SizeAttribute? size)
    {
        Type argument = type.GenericTypeArguments[0];
        if (type.GetGenericTypeDefinition() == typeof(Signed<>))
            return type.GetMethod(nameof(Signed<>.Of))!.Invoke(null, [Make(argument)])!;
        Assert.That(type.GetGenericTypeDefinition(), Is.EqualTo(typeof(SequenceOf<>)), $"{type} is unknown to {nameof(ValueMaker)}");
        Array items = Array.CreateInstance(argument, Size(size, 4, most: 3));
        for (int i = 0; i < items.Length; i++) items.SetValue(Make(argument), i);
        return typeof(SequenceOf).GetMethod(nameof(SequenceOf.From))!.MakeGenericMethod(argument).Invoke(null, [items])!;
    }

    private object MakeEnum(Type type)
    {
        if (Enum.GetUnderlyingType(type) == typeof(ulong)) return Enum.ToObject(type, (ulong)random.NextInt64() >> random.Next(64));
        Array known = Enum.GetValues(type);
        return random.Next(4) == 0 || known.Length == 0 ? Enum.ToObject(type, Number()) : known.GetValue(random.Next(known.Length))!;
    }

    private int Number() => random.Next(3) switch
    {
        0 => random.Next(128),
        1 => random.Next(65536),
        _ => random.Next(int.MinValue, int.MaxValue),
    };

    /// <param name="size">What is allowed.</param>
    /// <param name="otherwise">One more than the largest, where all is allowed.</param>
    /// <param name="most">How much more than the smallest it may be.</param>
    private int Size(SizeAttribute? size, int otherwise, int most = 200) =>
        size is null ? random.Next(otherwise) : random.Next(size.Minimum, Math.Min(size.Maximum, size.Minimum + most) + 1);

    private string Text(int codePoints) =>
        string.Concat(Enumerable.Range(0, codePoints).Select(_ => Alphabet[random.Next(Alphabet.Length)]));

    private ObjectIdentifier Oid()
    {
        IEnumerable<int> arcs = Enumerable.Range(0, random.Next(1, 8)).Select(_ => random.Next(2) == 0 ? random.Next(40) : random.Next());
        return new($"{random.Next(2)}.{random.Next(40)}.{string.Join('.', arcs)}");
    }

    private static Component[] ComponentsOf(Type type)
    {
        if (Components.TryGetValue(type, out Component[]? known)) return known;
        IEnumerable<PropertyInfo> settable = type.GetProperties().Where(property => property.CanWrite);
        return Components[type] = [.. settable.Select(property => new Component(
            property,
            Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType,
            property.GetCustomAttribute<SizeAttribute>(),
            Nullability.Create(property).WriteState == NullabilityState.Nullable || HasDefault(property)))];
    }

    private static bool HasDefault(PropertyInfo property) =>
        property.IsDefined(typeof(DefaultAttribute)) || property.IsDefined(typeof(DefaultFromAttribute));

    // One to four octets in UTF-8.
    private static readonly string[] Alphabet = ["a", "Z", "7", " ", "é", "Ω", "€", "漢", "😀"];

    private sealed record Component(PropertyInfo Property, Type Type, SizeAttribute? Size, bool MayStay);
}
