using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Tests.Identifiers;

/// <summary>The examples are those of SGP.22 v2.5 §4.1.</summary>
internal sealed class ActivationCodeTests
{
    [TestCase("1$SMDP.GSMA.COM$04386-AGYFT-A74Y8-3F815", null, false)]
    [TestCase("1$SMDP.GSMA.COM$04386-AGYFT-A74Y8-3F815$$1", null, true)]
    [TestCase("1$SMDP.GSMA.COM$04386-AGYFT-A74Y8-3F815$1.3.6.1.4.1.31746", "1.3.6.1.4.1.31746", false)]
    [TestCase("1$SMDP.GSMA.COM$04386-AGYFT-A74Y8-3F815$1.3.6.1.4.1.31746$1", "1.3.6.1.4.1.31746", true)]
    public void The_standards_examples_are_read_and_written(string text, string? oid, bool isConfirmationCodeRequired)
    {
        ActivationCode code = ActivationCode.Parse(text);
        Assert.That(code.SmdpAddress, Is.EqualTo("SMDP.GSMA.COM"));
        Assert.That(code.MatchingId, Is.EqualTo("04386-AGYFT-A74Y8-3F815"));
        Assert.That(code.SmdpOid?.Value, Is.EqualTo(oid));
        Assert.That(code.IsConfirmationCodeRequired, Is.EqualTo(isConfirmationCodeRequired));
        Assert.That(code.ToString(), Is.EqualTo(text));
        Assert.That(ActivationCode.Parse(code.ToQrText()), Is.EqualTo(code));
    }

    [Test]
    public void An_empty_matching_identifier_is_possible()
    {
        ActivationCode code = ActivationCode.Parse("1$SMDP.GSMA.COM$$1.3.6.1.4.1.31746");
        Assert.That(code.MatchingId, Is.Empty);
        Assert.That(code.SmdpOid, Is.EqualTo(new ObjectIdentifier("1.3.6.1.4.1.31746")));
    }

    [TestCase("LPA:1$a.example$X", "1$a.example$X")]
    [TestCase("lpa:1$a.example$X", "1$a.example$X")]
    [TestCase("1$a.example$X$", "1$a.example$X")]
    [TestCase("1$a.example$X$$", "1$a.example$X")]
    [TestCase("1$a.example$X$$0", "1$a.example$X")]
    [TestCase("1$a.example$X$$1$later$fields", "1$a.example$X$$1")]
    [TestCase("1$localhost:8443$TS48v2_SAIP2.1_NoBERTLV", "1$localhost:8443$TS48v2_SAIP2.1_NoBERTLV")]
    public void Other_forms_have_one_canonical_form(string text, string canonical) =>
        Assert.That(ActivationCode.Parse(text).ToString(), Is.EqualTo(canonical));

    [TestCase("")]
    [TestCase("LPA:")]
    [TestCase("1")]
    [TestCase("1$")]
    [TestCase("1$a.example")]
    [TestCase("1$$X")]
    [TestCase("2$a.example$X")]
    [TestCase("$a.example$X")]
    [TestCase(" 1$a.example$X")]
    [TestCase("1$a example$X")]
    [TestCase("1$a..example$X")]
    [TestCase("1$https://a.example/$X")]
    [TestCase("1$a.example:99999$X")]
    [TestCase("1$a.example$X Y")]
    [TestCase("1$a.example$X$1.x")]
    [TestCase("1$a.example$X$1")]
    [TestCase("1$a.example$X$3.1")]
    [TestCase("1$a.example$X$$2")]
    public void Other_text_is_refused(string text)
    {
        Assert.That(ActivationCode.TryParse(text, out ActivationCode? code), Is.False);
        Assert.That(code, Is.Null);
        Assert.Throws<FormatException>(() => ActivationCode.Parse(text));
    }

    [TestCase(255, true)]
    [TestCase(256, false)]
    public void It_has_255_characters_at_most(int length, bool isCode)
    {
        string text = "1$a.example$".PadRight(length, 'X');
        Assert.That(ActivationCode.TryParse(text, out _), Is.EqualTo(isCode));
        Assert.That(ActivationCode.TryParse("LPA:" + text, out _), Is.EqualTo(isCode));
    }
}
