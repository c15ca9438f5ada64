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
        Assert.That(FaultWords.Of(fault), Is.EqualTo(one.Words).Or.EqualTo("there is no folder /no/such"), fault.Message);
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

    [TestCase("the file is empty", "the file is empty.")]
    [TestCase("mine is there already", "mine is there already.")]
    [TestCase("It is full..", "It is full.")]
    [TestCase("card.json: in use", "card.json: in use.")]
    [TestCase("--tcp takes PORT.", "--tcp takes PORT.")]
    [TestCase("Which ones?", "Which ones?")]
    [TestCase("", "")]
    public void A_sentence_has_one_stop(string text, string sentence) => Assert.That(FaultWords.Sentence(text), Is.EqualTo(sentence));

    [TestCase("the order", "The order")]
    [TestCase("profile's ICCID: unknown", "Profile's ICCID: unknown")]
    [TestCase("eUICC: not enough memory", "eUICC: not enough memory")]
    [TestCase("MatchingID: refused", "MatchingID: refused")]
    public void Words_of_ours_begin_a_sentence_with_a_capital(string ours, string sentence) => Assert.That(FaultWords.Capital(ours), Is.EqualTo(sentence));

    /// <summary>What begins with a name that a person gave, and what does not.</summary>
    [Test]
    public void Only_words_of_ours_get_a_capital()
    {
        Assert.That(FaultWords.Sentence(new SocketException((int)SocketError.ConnectionRefused)), Is.EqualTo("Nothing listens there."));
        Assert.That(FaultWords.Sentence(Assert.Catch(() => File.ReadAllBytes("/no/file"))!), Is.EqualTo("There is no folder /no."));
        Assert.That(FaultWords.Sentence(new UnauthorizedAccessException("Access to the path 'mine' is denied.")), Is.EqualTo("mine cannot be used: this user may not, or it is a folder."));
        Assert.That(FaultWords.Sentence(new IOException("mine is a folder.")), Is.EqualTo("mine is a folder."));
        Assert.That(FaultWords.Sentence(new FormatException("mine is no PIN")), Is.EqualTo("mine is no PIN."));
        Assert.That(FaultWords.Sentence(new Asn1ContentException("mine: too short")), Is.EqualTo("mine: too short."));
    }

    [TestCase("card is a folder.", "it is a folder")]
    [TestCase("cards are many", "cards are many")]
    public void A_file_that_the_sentence_names_is_not_named_twice(string message, string words) => Assert.That(FaultWords.Of(new IOException(message), "card"), Is.EqualTo(words));

    /// <summary>What is written beside a file has a name of ours, which means nothing to a person.</summary>
    [TestCase("card.new")]
    [TestCase("card.lock")]
    public void Names_of_ours_are_not_told(string beside) =>
        Assert.That(FaultWords.Of(new UnauthorizedAccessException($"Access to the path '{beside}' is denied."), "card"), Is.EqualTo("this user may not use it, or it is a folder"));

    private static readonly JsonSerializerOptions s_web = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow, NumberHandling = 0 };

    private sealed record Entry
    {
        public required string Name { get; init; }

        public int Number { get; init; }

        public int? Many { get; init; }
    }
}
