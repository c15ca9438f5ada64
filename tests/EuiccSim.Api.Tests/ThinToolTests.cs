using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Tests;

namespace EuiccSim.Api.Tests;

/// <summary>
/// The tool has arguments, one call and output; what is product is in the libraries. What it names of them is read from the references of its
/// compiled code: a type that is not among these it cannot use in any way.
/// </summary>
public sealed class ThinToolTests
{
    /// <summary>A line more is one that belongs into a library, or a decision.</summary>
    private const int MostLines = 6800;

    /// <summary>The way to servers, which takes and gives octets, and how it fails.</summary>
    private static readonly string[] s_way =
    [
        "EuiccSim.Protocol.Rsp.Es9.IEs9Transport", "EuiccSim.Protocol.Rsp.Es9.Es9TransportException", "EuiccSim.Protocol.Rsp.Es9.Es9TransportFault",
        "EuiccSim.Protocol.Rsp.Es12.IEs12Transport", "EuiccSim.Protocol.Rsp.Json.RspMessageException",
    ];

    /// <summary>Octets, lists, names, and the fault of whoever reads a message.</summary>
    private static readonly string[] s_notations = ["Octets", "SequenceOf", "SequenceOf`1", "StandardName", "Asn1ContentException"];

    /// <summary>Randomness, the names of curves, a key as a value, and who computes as an argument that is left out. None of them computes anything.</summary>
    private static readonly string[] s_values = ["RandomSource", "EcCurve", "EcSigningKey", "CryptoProvider"];

    /// <summary>The front door of the card.</summary>
    private static readonly string[] s_card = ["EuiccSim.Card", "EuiccSim.Card.Store"];

    [Test]
    public void The_tool_names_no_message() => Assert.That(
        Names().Where(name => IsMessage(name)).Select(name => name.FullName), Is.Empty);

    [Test]
    public void The_tool_names_nothing_of_the_protocol_between_entities_but_the_way_to_servers() => Assert.That(
        Names().Where(name => IsUnder(name.Namespace, "EuiccSim.Protocol.Rsp")).Select(name => name.FullName), Is.SubsetOf(s_way));

    [Test]
    public void The_tool_encodes_and_decodes_nothing() => Assert.That(
        Names().Where(name => name.Namespace == "System.Formats.Asn1" || (name.Namespace == "EuiccSim.Protocol.Asn1" && !s_notations.Contains(name.Name)))
            .Select(name => name.FullName), Is.Empty);

    [Test]
    public void The_tool_names_no_cipher() => Assert.That(Names().Where(IsCipher).Select(name => name.FullName), Is.Empty);

    [Test]
    public void The_tool_names_nothing_inside_the_card() => Assert.That(
        Names().Where(name => name.Assembly == "EuiccSim.Card" && !s_card.Contains(name.Namespace)).Select(name => name.FullName), Is.Empty);

    /// <summary>What the rules look for they find where it is: in the workloads, which name all of it.</summary>
    [Test]
    public void The_rules_find_what_they_are_for()
    {
        TypeName[] names = [.. Names("EuiccSim.Bench")];
        Assert.That(names.Where(IsMessage).Select(name => name.Name), Does.Contain("EnableProfileRequest"));
        Assert.That(names.Where(IsCipher).Select(name => name.Name), Does.Contain("AkaAlgorithm"));
        Assert.That(names.Where(name => IsUnder(name.Namespace, "EuiccSim.Protocol.Rsp")).Select(name => name.Name), Does.Contain("ProfileIdentifier"));
        Assert.That(names.Select(name => name.FullName), Does.Contain("EuiccSim.Protocol.Asn1.Asn1Codec"));
        Assert.That(names.Where(name => name.Assembly == "EuiccSim.Card" && !s_card.Contains(name.Namespace)).Select(name => name.Name), Does.Contain("EuiccConfiguration"));
    }

    [Test]
    public void The_tool_does_not_grow()
    {
        string tool = Clone.PathOf("src", "EuiccSim.Cli");
        int lines = Directory.EnumerateFiles(tool, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(tool, file).Split(Path.DirectorySeparatorChar)[0] is not ("obj" or "bin")).Sum(file => File.ReadLines(file).Count());
        Assert.That(lines, Is.InRange(1, MostLines));
    }

    /// <summary>An identifier has an encoding as well, and is none.</summary>
    private static bool IsMessage(TypeName name) => name.Assembly.StartsWith("EuiccSim", StringComparison.Ordinal) && name.Namespace != "EuiccSim.Protocol.Identifiers"
        && name.Type is { } type && (type.IsAssignableTo(typeof(IAsn1Encodable)) || type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IRspJson<>)))
        && name.Namespace != "EuiccSim.Protocol.Asn1";

    private static bool IsCipher(TypeName name) =>
        (name.Namespace == "EuiccSim.Protocol.Crypto" && !s_values.Contains(name.Name))
        || (name.Namespace == "System.Security.Cryptography" && name.Name != "CryptographicException");

    private static bool IsUnder(string child, string parent) => child == parent || child.StartsWith(parent + ".", StringComparison.Ordinal);

    private static IEnumerable<TypeName> Names(string assembly = "EuiccSim.Cli")
    {
        using PEReader file = new(File.OpenRead(Assembly.Load(assembly).Location));
        MetadataReader reader = file.GetMetadataReader();
        return [.. reader.TypeReferences.Select(handle => NameOf(reader, reader.GetTypeReference(handle)))];
    }

    private static TypeName NameOf(MetadataReader reader, TypeReference type)
    {
        string name = reader.GetString(type.Name);
        // A case of a union is nested in it.
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            TypeName outer = NameOf(reader, reader.GetTypeReference((TypeReferenceHandle)type.ResolutionScope));
            return outer with { Name = $"{outer.Name}+{name}" };
        }
        string assembly = type.ResolutionScope.Kind == HandleKind.AssemblyReference
            ? reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name)
            : "";
        return new(assembly, reader.GetString(type.Namespace), name);
    }

    private sealed record TypeName(string Assembly, string Namespace, string Name)
    {
        internal string FullName => $"{Namespace}.{Name}";

        internal Type? Type => System.Reflection.Assembly.Load(Assembly).GetType(FullName);
    }
}
