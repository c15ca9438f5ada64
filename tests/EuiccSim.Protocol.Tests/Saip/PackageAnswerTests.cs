using System.Text;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Tests;

namespace EuiccSim.Protocol.Tests.Saip;

/// <summary>What eUICCs say of elements, in octets: EUICCResponse (SAIP §8.11), several of them, cut off, and what is none.</summary>
internal sealed class PackageAnswerTests
{
    [TestCase("3007A0053003800100", "", TestName = "All is in order")]
    [TestCase("300CA00830068001068101078100", "the element with the identification 7: invalid-parameter (6): a parameter in it is not acceptable", TestName = "An element is named by its identification")]
    [TestCase("3009A00530038001048100", "the package: not-enough-memory (4): there is not enough memory", TestName = "No element is named")]
    [TestCase("30028100", "the eUICC gave up and named no element", TestName = "Nothing is named at all")]
    [TestCase("300DA009300780026A808101038100", "the element with the identification 3: status word 6A80 (27264)", TestName = "A status word")]
    [TestCase("300BA0073005800300A0018100", "the package: proprietary status A001 (40961)", TestName = "A proprietary status")]
    [TestCase("3007A0053003800163", "the package: 99 (99)", TestName = "A status that nobody has")]
    [TestCase("300FA00D300B8001038101028201058300", null, TestName = "An empty offset is unreadable, and the rest is not lost")]
    [TestCase("3013A00F300D8001038101028201058302012C8100", "the element with the identification 2: bad-values (3), additional information 5, at octet 300 of it: a value in it is not acceptable", TestName = "All that a status has")]
    public void An_answer_is_told_in_words(string simaResponse, string? told)
    {
        PackageAnswer answer = PackageAnswer.Read(Octets.FromHex(simaResponse));
        if (told is not null) Assert.That(answer.ToString(), Is.EqualTo(told));
        else Assert.That(answer.Unreadable.IsEmpty, Is.False);
    }

    [Test]
    public void Several_answers_behind_one_another_are_all_told()
    {
        PackageAnswer answer = PackageAnswer.Read(Octets.FromHex("300AA008300680010181010530" + "0CA00830068001068101078100"));
        Assert.That(answer.Elements.Select(element => (element.StatusName, element.Identification)), Is.EqualTo(new (string, int?)[]
        {
            ("pe-not-supported", 5), ("invalid-parameter", 7),
        }));
        Assert.That(answer.IsAborted);
    }

    [Test]
    public void The_eUICCs_own_words_are_there_whatever_their_length_and_nothing_in_them_moves_the_cursor()
    {
        string words = "no\u001b[31m way\n" + new string('x', 100);
        byte[] text = Encoding.UTF8.GetBytes(words);
        PackageAnswer answer = PackageAnswer.Read(Octets.FromHex($"30{11 + text.Length:X2}A00530038001038100" + $"82{text.Length:X2}" + Convert.ToHexString(text)));
        Assert.That(answer.Message, Is.EqualTo("no [31m way " + new string('x', 100)));
        Assert.That(answer.ToString(), Does.EndWith("; the eUICC says: " + answer.Message));
    }

    [TestCase("04")]
    [TestCase("0402")]
    [TestCase("A00530038001")]
    [TestCase("FFFFFFFF")]
    [TestCase("0403800106")]
    public void What_is_no_answer_is_shown_as_octets(string junk) =>
        Assert.That(PackageAnswer.Read(Octets.FromHex(junk)).ToString(), Is.EqualTo("of its answer this cannot be read: " + junk));

    /// <summary>Whatever is cut off: what came before is told, and nothing throws.</summary>
    [Test]
    public void An_answer_can_end_anywhere()
    {
        Octets whole = Octets.FromHex("3007A0053003800100" + "300CA00830068001068101078100");
        for (int length = 0; length < whole.Length; length++)
            Assert.That(() => PackageAnswer.Read(whole.Slice(0, length)).ToString(), Throws.Nothing);
    }

    [Test]
    public void With_the_package_at_hand_position_kind_and_rule_are_known()
    {
        Octets package = SharedPackage("gfm_badpath.der");
        ProfileFault fault = ProfileChecks.Check(ProfilePackage.Read(package))[0];
        PeStatus status = fault.Status;
        Octets said = Asn1Codec.Encode(new EuiccResponse { Statuses = [status], ProfileInstallationAborted = true });
        ProfileFault element = PackageAnswer.Read(said, package).Elements[0];
        Assert.That((element.Number, element.Kind, element.Rule), Is.EqualTo((fault.Number, fault.Kind, fault.Rule)));
        Assert.That(element.Number, Is.Not.Null);
        Assert.That(PackageAnswer.Read(said).Elements[0].Number, Is.Null, "an LPA does not see the package");
    }

    [Test]
    public void As_JSON_it_has_the_members_of_the_standard()
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            PackageAnswer.Read(Octets.FromHex("3013A00F300D8001038101028201058302012C8100")).WriteMembers(json);
            json.WriteEndObject();
        }
        Assert.That(Encoding.UTF8.GetString(buffer.ToArray()), Is.EqualTo(
            """{"elements":[{"status":"bad-values","statusCode":3,"additionalInformation":5,"offset":300,"identification":2,"rule":"a value in it is not acceptable"}]}"""));
    }

    private static Octets SharedPackage(string name) => Octets.Wrap(File.ReadAllBytes(SharedData.Require("field/packages/" + name)));
}
