using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Messages;
using EuiccSim.Protocol.Tests.Robustness;
using EuiccSim.Protocol.Tests.Saip;
using EuiccSim.Protocol.Tests.Vectors;
using EuiccSim.Tests;

namespace EuiccSim.Protocol.Tests.Messages;

/// <summary>Octets and texts that somebody found, and what they are. The octets are those of the standards' examples and of recorded sessions.</summary>
public sealed class MessageDecoderTests
{
    [TestCase("BF3E035C015A", "ES10c.GetEID, request", "tagList=5A")]
    [TestCase("bf3e 125a10 89049032123451234512345678901235", "ES10c.GetEID, response", "eidValue=89049032123451234512345678901235")]
    [TestCase("BF3103800100", "ES10c.EnableProfile, response", "enableResult=ok (0)")]
    [TestCase("BF3111A00C5A0A989209012143658709F58101FF", "ES10c.EnableProfile, request", "refreshFlag=true")]
    [TestCase("BF2D03810101", "ES10c.GetProfilesInfo, response", "profileInfoListError")]
    [TestCase("BF2E00", "ES10b.GetEUICCChallenge, request", "")]
    [TestCase("80E2910006BF3E035C015A00", "command APDU with ES10c.GetEID, request", "tagList=5A")]
    [TestCase("BF31038001009000", "answer APDU with ES10c.EnableProfile, response", "enableResult=ok (0)")]
    [TestCase("6A82", "answer APDU", "status=6A82")]
    [TestCase("00A40004023F0000", "command APDU", "data=3F00")]
    [TestCase("861000112233445566778899AABBCCDDEEFF", "block of a Bound Profile Package (loadProfileElements)", "octets=16")]
    [TestCase("A1198817BF250C5A0A00000000000000000000" + "0102030405060708", "storeMetadata of a Bound Profile Package", "blocks=1")]
    [TestCase("A206BF3903810102", "ES9+ or ES11 response in ASN.1 (RemoteProfileProvisioningResponse)", "initiateAuthenticationError")]
    [TestCase("A213BF41108007A7F34FB501365FA1058103008000", "ES9+ request in ASN.1 (RemoteProfileProvisioningRequest)", "transactionId=A7F34FB501365F")]
    [TestCase("AA07A0058000810102", "profile element end", "identification=2")]
    [TestCase("A01A800102810103830A89882119900000090017A500A60402020101", null, "")]
    public void One_message(string hex, string? name, string field)
    {
        MessageReading reading = MessageDecoder.Decode(Octets.Wrap(Encoding.ASCII.GetBytes(hex)));
        if (name is null)
        {
            Assert.That(reading.Candidates, Is.Empty);
            Assert.That(reading.Reason, Is.Not.Empty);
            return;
        }
        Assert.That(reading.Candidates.Select(one => one.Name), Is.EqualTo(new[] { name }), reading.Reason);
        Assert.That(Flat(reading.Candidates[0].Content), Does.Contain(field));
        Assert.That(MessageDecoder.Decode(Octets.FromHex(hex.Replace(" ", ""))).Candidates, Is.EqualTo(reading.Candidates), "the octets themselves");
    }

    [Test]
    public void A_package_in_any_form_is_one()
    {
        foreach (string text in new[] { Saip.Forms.FormSamples.Notation, Saip.Forms.FormSamples.Json, Saip.Forms.FormSamples.Hex })
        {
            MessageReading reading = MessageDecoder.Decode(Saip.Forms.FormSamples.File(text));
            Assert.That(reading.Candidates.Select(one => one.Name), Is.EqualTo(new[] { "profile package" }), reading.Reason);
            Assert.That(Flat(reading.Candidates[0].Content), Does.Contain("iccid=89882119900000090017").And.Contain("end-header"));
        }
    }

    [TestCase("", "it is empty")]
    [TestCase("BF3E12 5A10 8904", "octets are missing")]
    [TestCase("BF3E025A00", "begins as ES10c.GetEID")]
    [TestCase("value1 ProfileElement ::= end : { }", "line 1, column 35")]
    [TestCase("{\"a\": ", "begins as JSON does")]
    [TestCase("{\"a\": 1}", "its members are not those")]
    [TestCase("BF7F00", "no message of the protocol begins with BF7F")]
    [TestCase("BF2E0000", "begins with BF2E, and more octets follow")]
    public void What_is_none_is_told_why(string text, string words)
    {
        MessageReading reading = MessageDecoder.Decode(Octets.Wrap(Encoding.UTF8.GetBytes(text)));
        Assert.That(reading.Candidates, Is.Empty);
        Assert.That(reading.Reason, Does.Contain(words));
    }

    /// <summary>What stands before the fault is shown, and the fault has its place. The octets are those above, spoilt by hand.</summary>
    [TestCase("BF3E125A108904", "ES10c.GetEID, response", "eidValue: its length is 16 octets, and 2 are there: octets are missing", "eidValue=8904")]
    [TestCase("BF3114A00C5A0A989209012143658709F58101FF", "ES10c.EnableProfile, request", "its length is 20 octets, and 17 are there", "refreshFlag=true")]
    [TestCase("BF2E00BF2E", "ES10b.GetEUICCChallenge, request", "begins with BF2E, and more octets follow after the end of that: 2, the first of them 'BF'", "")]
    [TestCase("BF7F0101", null, "no message of the protocol begins with BF7F", "")]
    [TestCase("3003800101", null, "nearest is ", "")]
    [TestCase("BF3110A00B5A09989209012143658709" + "8101FF", "ES10c.EnableProfile, request", "profileIdentifier.iccid", "iccid")]
    [TestCase("BF2F1180010381020780" + "0C01615A0A98", "NotificationMetadata", "iccid: its length is 10 octets, and 1 are there", "seqNumber=3")]
    [TestCase("BF2D19A017E3155A0A98920901214365870921" + "9F70010191" + "034D6E", "ES10c.GetProfilesInfo, response", "profileInfoListOk[0].serviceProviderName: its length is 3 octets, and 2 are there", "profileState=enabled (1)")]
    [TestCase("A034" + "800102" + "810103" + "820A4669656C642074657374" + "830A89882119900000090017" + "A5028100", "profile package", "element 1: header: eUICC-Mandatory-GFSTEList should follow here, and nothing does", "iccid=89882119900000090017")]
    public void Of_a_damaged_message_what_can_be_read_is_shown(string hex, string? name, string place, string field)
    {
        MessageReading reading = MessageDecoder.Decode(Octets.FromHex(hex));
        Assert.That(reading.Candidates, Is.Empty);
        Assert.That(reading.Reason, Does.Contain(place));
        Assert.That(reading.Readable?.Name, Is.EqualTo(name), reading.Reason);
        if (name is not null) Assert.That(Flat(reading.Readable!.Content), Does.Contain(field));
    }

    [Test]
    public void A_damaged_package_shows_the_elements_around_the_fault()
    {
        // identification is the INTEGER 2, and here has no octets; the header before it is right.
        MessageReading reading = MessageDecoder.Decode(Octets.FromHex(Saip.Forms.FormSamples.Hex.Replace("AA07A0058000810102", "AA06A00480008100" + "AA07A0058000810102")));
        Assert.That(reading.Reason, Does.Contain("element 2: end.end-header.identification"));
        Assert.That(Flat(reading.Readable!.Content), Does.Contain("iccid=89882119900000090017").And.Contain("identification=2"));
    }

    [Test]
    public void A_body_in_JSON_names_the_member_that_is_damaged()
    {
        string body = $$"""{"smdpAddress": "a.example", "euiccChallenge": "{{Convert.ToBase64String(new byte[16])}}", "euiccInfo1": "{{Convert.ToBase64String(Convert.FromHexString("BF2009820302"))}}"}""";
        MessageReading reading = MessageDecoder.Decode(Octets.Wrap(Encoding.UTF8.GetBytes(body)));
        Assert.That(reading.Reason, Does.StartWith("it begins as ES9+ or ES11 initiateAuthentication, request does, and is none: euiccInfo1: "));
        Assert.That(Flat(reading.Readable!.Content), Does.Contain("smdpAddress=a.example").And.Contain("svn=02"));
    }

    /// <summary>GetEID in two blocks, its answer in two parts. SGP.22 v2.5 §5.7.2; the octets are those above.</summary>
    [TestCase("80E2110004BF3E035C\n80E2910102015A\n610B\n00C000000B\nBF3E125A1089049032123451610A\n00C000000A\n234512345678901235" + "9000", true)]
    [TestCase("> 80 E2 11 00 04 BF 3E 03 5C\r\n< 90 00\r\n> 80 E2 91 01 02 01 5A\r\n< BF 3E 12 5A 10 89 04 90 32 12 34 51 23 45 12 34 56 78 90 12 35 90 00\r\n", true)]
    [TestCase("# a remark\n80E2110004BF3E035C\n80E2910102015A", false)]
    public void Lines_of_APDUs_are_put_together(string text, bool isAnswered)
    {
        DecodedMessage message = MessageDecoder.Decode(Octets.Wrap(Encoding.ASCII.GetBytes(text))).Candidates.Single();
        Assert.That(message.Name, Does.EndWith(isAnswered ? "lines: ES10c.GetEID, request; ES10c.GetEID, response" : "lines: ES10c.GetEID, request"));
        Assert.That(Flat(message.Content), Does.Contain("request(tagList=5A)"));
        if (isAnswered) Assert.That(Flat(message.Content), Does.Contain("response(eidValue=89049032123451234512345678901235)"));
    }

    [TestCase("BF2E00\nBF3103800100", "2 lines: ES10b.GetEUICCChallenge, request; ES10c.EnableProfile, response")]
    [TestCase("BF2E00\nno octets", null)]
    public void Lines_can_be_messages_by_themselves(string text, string? name) => Assert.That(
        MessageDecoder.Decode(Octets.Wrap(Encoding.ASCII.GetBytes(text))).Candidates.Select(one => one.Name), Is.EqualTo(name is null ? Array.Empty<string>() : new[] { name }));

    /// <summary>As they travel to the eUICC, SGP.22 v2.5 §2.5.5.</summary>
    [TestCase("A3820400", "header of loadProfileElements of a Bound Profile Package, whose blocks follow")]
    [TestCase("A119", "header of storeMetadata of a Bound Profile Package, whose blocks follow")]
    public void Headers_of_a_bound_package_travel_alone(string hex, string name) => Assert.That(
        MessageDecoder.Decode(Octets.FromHex(hex)).Candidates.Select(one => one.Name), Does.Contain(name));

    [Test]
    public void Lines_end_where_the_screen_does_and_octets_are_cut_between_octets()
    {
        MessageReading reading = MessageDecoder.Decode(Octets.FromHex("A0" + "34" + Saip.Forms.FormSamples.Hex[4..]));
        Assert.That(reading.ToLines().Take(6), Is.EqualTo(new[]
        {
            "profile package:", "  - header:", "      major-version: 2", "      minor-version: 3", "      profileType: Field test", "      iccid: 89882119900000090017",
        }));
        IReadOnlyList<string> narrow = reading.ToLines(30);
        Assert.That(narrow.Select(line => line.Length), Is.All.LessThanOrEqualTo(30));
        Assert.That(string.Concat(narrow.Select(line => line.Trim())), Does.Contain("89882119900000090017"));
        Assert.That(MessageDecoder.Decode(Octets.FromHex("BF2E1280105555555555555555AAAAAAAAAAAAAAAA")).ToLines(30), Is.EqualTo(new[]
        {
            "ES10b.GetEUICCChallenge,", "    response:", "  euiccChallenge:", "      5555555555555555AAAAAAAA", "      AAAAAAAA",
        }));
    }

    /// <summary>A block is encrypted: its tag is all that tells, and two commands have it.</summary>
    [Test]
    public void What_can_be_several_messages_names_them() => Assert.That(
        MessageDecoder.Decode(Octets.FromHex("870A00112233445566778899")).Candidates.Single().Name,
        Is.EqualTo("block of a Bound Profile Package (configureIsdp or replaceSessionKeys)"));

    [Test]
    public void A_body_in_JSON_is_found_out_by_its_members()
    {
        string info = Convert.ToBase64String(Convert.FromHexString("BF20098203020203A900AA00"));
        string body = $$"""{"smdpAddress": "a.example", "euiccChallenge": "{{Convert.ToBase64String(new byte[16])}}", "euiccInfo1": "{{info}}"}""";
        MessageReading reading = MessageDecoder.Decode(Octets.Wrap(Encoding.UTF8.GetBytes(body)));
        Assert.That(reading.Candidates.Select(one => one.Name), Is.EqualTo(new[] { "ES9+ or ES11 initiateAuthentication, request" }), reading.Reason);
        Assert.That(Flat(reading.Candidates[0].Content), Does.Contain("euiccInfo1(svn=2.2.3"));
    }

    [Test]
    public void A_status_alone_is_a_response() => Assert.That(
        MessageDecoder.Decode(Octets.Wrap("{\"header\": {\"functionExecutionStatus\": {\"status\": \"Executed-Success\"}}}"u8.ToArray())).Candidates[0].Name,
        Does.StartWith("response with a status alone"));

    [Test]
    public void A_certificate_names_its_subject()
    {
        Octets certificate = Octets.Wrap(File.ReadAllBytes(SharedData.Require("sgp26/DPauth/CERT_S_SM_DPauth_ECDSA_NIST.der")));
        DecodedMessage message = MessageDecoder.Decode(certificate).Candidates.Single();
        Assert.That(message.Name, Is.EqualTo("certificate"));
        Assert.That(Flat(message.Content), Does.Contain("subject="));
    }

    [TestCase("observed-es10.json")]
    [TestCase("observed-es9plus.json")]
    public void Recorded_messages_are_found_out(string file)
    {
        foreach (Vector vector in VectorFile.Load(SharedData.Require($"vectors/asn1/{file}")).Vectors)
        {
            MessageReading reading = MessageDecoder.Decode(vector.Der);
            Assert.That(reading.Candidates.Count, Is.InRange(1, 2), $"{vector.Type} {vector.Case}: {reading.Reason}");
        }
    }

    [TestCase("RemoteProfileProvisioningRequest")]
    [TestCase("RemoteProfileProvisioningResponse")]
    public void Bodies_in_ASN_1_are_found_out(string type)
    {
        Vector[] vectors = [.. VectorFile.Load(SharedData.Require("vectors/asn1/sgp22-v2.5.es9plus-es11.json")).Vectors.Where(vector => vector.Type == type)];
        Assert.That(vectors, Is.Not.Empty);
        foreach (Vector vector in vectors)
        {
            MessageReading reading = MessageDecoder.Decode(vector.Der);
            Assert.That(reading.Candidates.Select(one => one.Name), Has.Some.Contain($"({type})"), $"{vector.Case}: {reading.Reason}");
        }
    }

    [TestCaseSource(typeof(Ts48), nameof(Ts48.Names))]
    public void Packages_of_TS_48_are_packages(string name) =>
        Assert.That(MessageDecoder.Decode(Ts48.Load(name)).Candidates.Single().Name, Is.EqualTo("profile package"));

    [Test]
    [Category(Sweep.Category)]
    public void Any_octets_are_a_message_or_have_a_reason() => Fuzzing.Run(
        1500, random => new(Octets.Wrap(new RandomTlv(random).Make(s_tags[random.Next(s_tags.Length)]))), input =>
        {
            MessageReading reading = MessageDecoder.Decode(input.Octets);
            Assert.That(reading.Candidates.Count == 0, Is.EqualTo(reading.Reason is not null));
        });

    private static readonly byte[][] s_tags = [[0xBF, 0x31], [0xBF, 0x36], [0xBF, 0x20], [0x30], [0xA0], [0xB3], [0xA1], [0x88]];

    private static string Flat(Asn1Description description)
    {
        if (description.Text is { } text) return $"{description.Name}={text}";
        string parts = string.Join(' ', description.Parts.Select(Flat));
        return description.IsList ? $"{description.Name}[{parts}]" : $"{description.Name}({parts})";
    }
}
