using System.Reflection;
using System.Runtime.CompilerServices;

namespace EuiccSim.Api.Tests;

/// <summary>The public surface of an assembly as sorted lines.</summary>
internal static class PublicApi
{
    public static List<string> Describe(Assembly assembly)
    {
        List<string> lines = [];
        foreach (Type type in assembly.GetExportedTypes())
        {
            lines.Add($"{Kind(type)} {Name(type)}{Bases(type)}");
            lines.AddRange(type.GetMembers(Declared).Where(IsWritten).Select(member => $"{Name(type)}.{Member(member)}"));
        }
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    // What the compiler adds to every record, and the accessors of properties, say nothing.
    private static bool IsWritten(MemberInfo member) =>
        member is not Type
        && member is not MethodBase { IsSpecialName: true, Name: not ".ctor" }
        && member.GetCustomAttribute<CompilerGeneratedAttribute>() is null
        && member.Name is not ("ToString" or "GetHashCode" or "Equals" or "PrintMembers" or "value__" or "Deconstruct");

    private static string Member(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        MethodInfo method => $"{method.Name}{Generics(method)}({Parameters(method)}) : {Name(method.ReturnType)}",
        PropertyInfo property => $"{property.Name} {{ {(property.GetMethod is { IsPublic: true } ? "get; " : "")}{Setter(property)}}} : {Name(property.PropertyType)}",
        FieldInfo { IsLiteral: true } constant => $"{constant.Name} = {Literal(constant)}",
        FieldInfo field => $"{field.Name} : {Name(field.FieldType)}",
        EventInfo @event => $"event {@event.Name} : {Name(@event.EventHandlerType!)}",
        _ => member.Name,
    };

    private static string Literal(FieldInfo constant) =>
        constant.DeclaringType!.IsEnum ? Convert.ToString(constant.GetRawConstantValue())! : $"{constant.GetRawConstantValue()}";

    private static string Setter(PropertyInfo property) => property.SetMethod is not { IsPublic: true } setter ? ""
        : setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; " : "set; ";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? "?" : "")}"));

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Bases(Type type)
    {
        if (type.IsEnum || type.BaseType is not { } parent || parent == typeof(object) || parent == typeof(ValueType)) return "";
        return $" : {Name(parent)}";
    }

    private static string Name(Type type)
    {
        if (type.IsByRef) return "ref " + Name(type.GetElementType()!);
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        if (type.IsGenericParameter) return type.Name;
        string name = type.IsNested ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.FullName is null || !type.Namespace!.StartsWith("System", StringComparison.Ordinal) ? $"{type.Namespace}.{type.Name}" : type.Name;
        return type.IsGenericType ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }

    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
}
