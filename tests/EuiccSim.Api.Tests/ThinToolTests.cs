using System.Reflection;
using System.Reflection.Emit;

namespace EuiccSim.Api.Tests;

/// <summary>
/// The tool has arguments, one call and output; what is product is in the libraries. What its methods call is read from its compiled code, by the
/// folder that the method is in.
/// </summary>
public sealed class ThinToolTests
{
    /// <summary>A line more is one that belongs into a library, or a decision.</summary>
    private const int MostLines = 4967;

    // Smdp has the client of ES2+, as yet.
    private static readonly string[] s_encoding = ["Smdp"];

    /// <summary>The front door of the card; Install is the check of packages, IsdR what a chip says of itself.</summary>
    private static readonly string[] s_card =
    [
        "CardConnection", "CardEnvironment", "CardOptions", "CardState", "VirtualEuicc", "Personality", "InstallationCheck", "InstallationFault",
        "EuiccConfiguration", "EuiccCredential", "EuiccProperties", "CardImageException", "FileCardStore", "ICardStore",
    ];

    // Randomness, the names of curves, and keys and certificates as values. None of them computes anything.
    private static readonly string[] s_values = ["RandomSource", "EcCurve", "EcSigningKey", "EcPublicKey"];

    [Test]
    public void The_tool_encodes_and_decodes_no_message() => Assert.That(
        Calls().Where(call => !s_encoding.Contains(call.Folder) && IsCodec(call.Called)).Select(Text), Is.Empty);

    [Test]
    public void The_tool_has_no_cipher() => Assert.That(
        Calls().Where(call => IsCipher(call.Called)).Select(Text), Is.Empty);

    [Test]
    public void The_tool_names_nothing_inside_the_card() => Assert.That(
        Calls().Where(call => call.Called.Assembly.GetName().Name == "EuiccSim.Card" && !s_card.Contains(call.Called.Name)).Select(Text), Is.Empty);

    /// <summary>What the rules look at is there: a rule that sees nothing holds always.</summary>
    [Test]
    public void The_rules_find_what_they_are_for()
    {
        (string Folder, Type Called)[] calls = [.. Calls()];
        Assert.That(calls.Any(call => call.Folder == "Smdp" && IsCodec(call.Called)), Is.True);
        Assert.That(calls.Any(call => call.Called.Name == "VirtualEuicc"), Is.True);
    }

    [Test]
    public void The_tool_does_not_grow()
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "EuiccSim.sln"))) root = Path.GetDirectoryName(root);
        Assert.That(root, Is.Not.Null);
        string tool = Path.Combine(root!, "src", "EuiccSim.Cli");
        int lines = Directory.EnumerateFiles(tool, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(tool, file).Split(Path.DirectorySeparatorChar)[0] is not ("obj" or "bin")).Sum(file => File.ReadLines(file).Count());
        Assert.That(lines, Is.InRange(1, MostLines));
    }

    private static bool IsCodec(Type type) =>
        type.Namespace?.StartsWith("EuiccSim.Protocol", StringComparison.Ordinal) == true && type.Name is "Asn1Codec" or "Asn1Primitive" or "JsonObjectReader" or "JsonObjectWriter";

    private static bool IsCipher(Type type) => type.Namespace is "EuiccSim.Protocol.Crypto" && !s_values.Contains(type.Name);

    private static string Text((string Folder, Type Called) call) => $"{call.Folder}: {call.Called.FullName}";

    private static IEnumerable<(string Folder, Type Called)> Calls() =>
        from type in Assembly.Load("EuiccSim.Cli").GetTypes()
        from method in type.GetMethods(Own).Concat<MethodBase>(type.GetConstructors(Own))
        from one in RecordTests.Instructions(method)
        where one.Code.OperandType is OperandType.InlineMethod
        let called = type.Module.ResolveMethod(one.Operand, type.IsGenericType ? type.GetGenericArguments() : [], method.IsGenericMethod ? method.GetGenericArguments() : [])?.DeclaringType
        where called is not null
        select (FolderOf(type), called);

    private static string FolderOf(Type type) => (type.Namespace ?? "").Split('.') is ["EuiccSim", "Cli", var folder, ..] ? folder : "";

    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
}
