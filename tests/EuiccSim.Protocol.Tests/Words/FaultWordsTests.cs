using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Asn1;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Protocol.Tests.Words;

/// <summary>What exceptions of the platform mean. Each is thrown by the platform itself, so that other words of a later version are seen here.</summary>
public sealed class FaultWordsTests
{
    private static readonly (string Words, Action Fault)[] s_faults =
    [
        ("it is no JSON", () => JsonDocument.Parse("<html>").Dispose()),
        ("line 2: 'x' is an invalid start of a value", () => JsonDocument.Parse("{\n\"a\":x}").Dispose()),
        ("there is nothing in it", () => JsonDocument.Parse("").Dispose()),
        ("line 1: it ends before its last bracket or quotation mark", () => JsonDocument.Parse("[1").Dispose()),
        ("line 1: it ends before its last bracket or quotation mark", () => JsonDocument.Parse("{\"a\":\"b").Dispose()),
        ("line 1: a comma stands before a closing bracket", () => JsonDocument.Parse("{\"a\":1,}").Dispose()),
        ("line 1: a comma stands before a closing bracket", () => JsonDocument.Parse("[1,]").Dispose()),
        ("line 1: a text stands without quotation marks", () => JsonDocument.Parse("{\"a\":nul,\"b\":\"reached end of data\"}").Dispose()),
        ("line 2: a text stands without quotation marks", () => JsonDocument.Parse("[\nfalsch]").Dispose()),
        ("line 1: a bracket is closed that nothing opened", () => JsonDocument.Parse("{\"a\":1]").Dispose()),
        ("line 1: a number begins with a zero", () => JsonDocument.Parse("[001]").Dispose()),
        ("line 1: a number is followed by what does not belong to it", () => JsonDocument.Parse("[1x]").Dispose()),
        ("line 1: a number is not complete", () => JsonDocument.Parse("[-x]").Dispose()),
        ("line 1: a text has \\u without four hexadecimal digits", () => JsonDocument.Parse("[\"\\u00\"]").Dispose()),
        ("line 1: a text has a backslash before what JSON has none for", () => JsonDocument.Parse("[\"\\x\"]").Dispose()),
        ("line 1: a text has a line break or another control character in it", () => JsonDocument.Parse("[\"\n\"]").Dispose()),
        ("line 1: the name of a member stands without quotation marks, or a comma is too many", () => JsonDocument.Parse("{a:1}").Dispose()),
        ("line 1: a colon is missing after the name of a member", () => JsonDocument.Parse("{\"a\"1}").Dispose()),
        ("line 1: a comma or a closing bracket is missing after a value", () => JsonDocument.Parse("{\"a\":1 \"b\":2}").Dispose()),
        ("line 1: something follows after its end", () => JsonDocument.Parse("{}x").Dispose()),
        ("line 1: brackets are nested too deep", () => JsonDocument.Parse(new string('[', 65)).Dispose()),
        ("line 1: it ends before its last bracket or quotation mark", () => JsonDocument.Parse("[1,{").Dispose()),
        ("[1].number: it is not a whole number that fits", () => JsonSerializer.Deserialize<Entry[]>("[{\"Name\":\"a\"},{\"Name\":\"a\",\"number\":\"x\"}]", s_web)),
        ("[0].many: it is not a whole number that fits", () => JsonSerializer.Deserialize<Entry[]>("[{\"name\":\"a\",\"many\":\"x\"}]", s_web)),
        ("[0].name: it is not a text", () => JsonSerializer.Deserialize<Entry[]>("[{\"name\":1}]", s_web)),
        ("it is not a list", () => JsonSerializer.Deserialize<Entry[]>("{}", s_web)),
        ("the member \"name\" is missing", () => JsonSerializer.Deserialize<Entry>("{}", s_web)),
        ("there is no member \"other\"", () => JsonSerializer.Deserialize<Entry>("{\"name\":\"a\",\"other\":1}", s_web)),
        ("it is no number", () => _ = int.Parse("465B5CE8", System.Globalization.CultureInfo.InvariantCulture)),
        ("a number stands where a text should", () => JsonDocument.Parse("1").RootElement.GetString()),
        ("a list stands where an object should", () => JsonDocument.Parse("[]").RootElement.GetProperty("a")),
        ("there is no file /no/such/file", () => File.ReadAllBytes("/no/such/file")),
        ("it is too long", () => throw new ArgumentException("it is too long", "name")),
        ("a tag UNIVERSAL 16 stands where CONTEXT 0 should", () => new AsnReader(new byte[] { 0x30, 0 }, AsnEncodingRules.BER).ReadOctetString(new Asn1Tag(TagClass.ContextSpecific, 0))),
        ("it ends too early, or is no such encoding (BER)", () => new AsnReader(new byte[] { 0x04 }, AsnEncodingRules.BER).ReadOctetString()),
        ("nothing listens there", () => throw new SocketException((int)SocketError.ConnectionRefused)),
        ("another program listens there already", () => throw new SocketException((int)SocketError.AddressAlreadyInUse)),
        ("it is damaged, or no certificate or key in PEM or DER", () => X509CertificateLoader.LoadCertificate([1, 2, 3])),
        ("there is no such program", () => Process.Start("/no/such/program")),
        ("there is no such program", () => throw new Win32Exception(2)),
    ];

    [TestCaseSource(nameof(s_faults))]
    public void The_platforms_words_are_turned_into_ours((string Words, Action Fault) one)
    {
        Exception fault = Assert.Catch(() => one.Fault())!;
        Assert.That(FaultWords.Of(fault), Is.EqualTo(one.Words).Or.EqualTo("there is no folder for /no/such/file"), fault.Message);
    }

    [Test]
    public void A_disk_that_is_full_is_told()
    {
        if (!OperatingSystem.IsLinux()) Assert.Ignore("/dev/full is Linux's");
        Exception fault = Assert.Catch(() => File.WriteAllText("/dev/full", "x"))!;
        Assert.That(FaultWords.Of(fault), Is.EqualTo("/dev/full: the disk is full"), fault.Message);
        Assert.That(FaultWords.Of(fault, "/dev/full"), Is.EqualTo("the disk is full"));
    }

    [Test]
    public void Words_of_our_own_stay()
    {
        Assert.That(FaultWords.Of(new Asn1ContentException("element 3: too short.")), Is.EqualTo("element 3: too short"));
        Assert.That(FaultWords.Of(new IOException("it has 2 names (hard links)")), Is.EqualTo("it has 2 names (hard links)"));
    }

    [TestCase("the file is empty", "The file is empty.")]
    [TestCase("It is full..", "It is full.")]
    [TestCase("card.json: in use", "card.json: in use.")]
    [TestCase("--tcp takes PORT.", "--tcp takes PORT.")]
    [TestCase("Which ones?", "Which ones?")]
    [TestCase("", "")]
    public void A_sentence_has_one_stop(string text, string sentence) => Assert.That(FaultWords.Sentence(text), Is.EqualTo(sentence));

    private static readonly JsonSerializerOptions s_web = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow, NumberHandling = 0 };

    private sealed record Entry
    {
        public required string Name { get; init; }

        public int Number { get; init; }

        public int? Many { get; init; }
    }
}
