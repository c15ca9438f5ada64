using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Tests.Identifiers;

/// <summary>Activation Codes as people paste them. What each is worth stands beside it, by hand.</summary>
public sealed class ActivationCodeTextTests
{
    private const string Plain = "1$smdp.example.com$K2-ABC";

    [TestCase("LPA:1$smdp.example.com$K2-ABC")]
    [TestCase("lpa:1$smdp.example.com$K2-ABC")]
    [TestCase("1$smdp.example.com$K2-ABC")]
    [TestCase("  LPA:1$smdp.example.com$K2-ABC\r\n")]
    [TestCase("LPA: 1$smdp.example.com$K2-ABC")]
    [TestCase("LPA:1 $ smdp.example.com $ K2-ABC")]
    [TestCase("LPA://1$smdp.example.com$K2-ABC")]
    [TestCase("\"LPA:1$smdp.example.com$K2-ABC\"")]
    [TestCase("'LPA:1$smdp.example.com$K2-ABC'")]
    [TestCase("„LPA:1$smdp.example.com$K2-ABC“")]
    [TestCase("“LPA:1$smdp.example.com$K2-ABC”.")]
    [TestCase("«\u00a0LPA:1$smdp.example.com$K2-ABC\u00a0»")]
    [TestCase("<LPA:1$smdp.example.com$K2-ABC> \u200b")]
    [TestCase("LPA:1$smdp.exam\nple.com$K2-ABC")]
    [TestCase("LPA:1$smdp.example.com\r\n$K2-ABC")]
    [TestCase("LPA:1$smdp.example.com$K2-\nABC")]
    [TestCase("LPA:1$smdp.example.com$K2\u2011ABC")]
    [TestCase("ＬＰＡ：１＄smdp.example.com＄K2-ABC")]
    [TestCase("LPA:1\\$smdp.example.com\\$K2-ABC")]
    [TestCase("LPA%3A1%24smdp.example.com%24K2-ABC")]
    [TestCase("LPA:1&#36;smdp.example.com&#36;K2-ABC")]
    [TestCase("smdp.example.com$K2-ABC")]
    [TestCase("$smdp.example.com$K2-ABC")]
    [TestCase("https://smdp.example.com$K2-ABC")]
    [TestCase("LPA:1$https://smdp.example.com/$K2-ABC")]
    [TestCase("https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=LPA:1$smdp.example.com$K2-ABC")]
    [TestCase("https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=LPA%3A1%24smdp.example.com%24K2-ABC")]
    [TestCase("https://esimsetup.android.com/esim_qrcode_provisioning?carddata=LPA%3A1%24smdp.example.com%24K2-ABC&utm_source=mail#top")]
    [TestCase("https://esimsetup.samsung.com/?x=1&carddata=LPA%253A1%2524smdp.example.com%2524K2-ABC")]
    [TestCase("intent://esim#Intent;scheme=lpa;S.carddata=LPA%3A1%24smdp.example.com%24K2-ABC;end")]
    [TestCase("Tap here: https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=LPA:1$smdp.example.com$K2-ABC to install.")]
    [TestCase("SM-DP+: smdp.example.com Activation code: K2-ABC")]
    [TestCase("SM-DP+ Address: smdp.example.com\nActivation Code: K2-ABC")]
    [TestCase("SM-DP+ Address\nsmdp.example.com\nActivation Code\nK2-ABC")]
    [TestCase("Activation code = K2-ABC, SM-DP+ address = https://smdp.example.com/")]
    [TestCase("SM-DP+-Adresse: smdp.example.com; Aktivierungscode: K2-ABC")]
    [TestCase("SM-DP+ 地址：smdp.example.com 激活码：K2-ABC")]
    [TestCase("Your eSIM: LPA:1$smdp.example.com$K2-ABC\nThank you for your order.")]
    public void It_is_found_in_what_people_paste(string text)
    {
        Assert.That(ActivationCodeText.TryRead(text, out ActivationCode? code), Is.True, text);
        Assert.That(code!.ToString(), Is.EqualTo(Plain));
    }

    [TestCase("https://esimsetup.apple.com/?carddata=LPA:1$smdp.example.com$K2-ABC$$1", "1$smdp.example.com$K2-ABC$$1")]
    [TestCase("\"LPA:1$smdp.example.com$K2-ABC$2.999.10$1\"", "1$smdp.example.com$K2-ABC$2.999.10$1")]
    [TestCase("lpa:1$smdp.example.com$$2.999.10", "1$smdp.example.com$$2.999.10")]
    [TestCase("SM-DP+: localhost:8443 Activation code: K2-ABC Confirmation code: 4711", "1$localhost:8443$K2-ABC$$1")]
    [TestCase("localhost:8443$K2-ABC", "1$localhost:8443$K2-ABC")]
    // What is right as it stands is not looked at for what it might mean.
    [TestCase("LPA:1$smdp.example.com$%41\"x\"", "1$smdp.example.com$%41\"x\"")]
    public void Its_other_fields_are_kept(string text, string code) => Assert.That(ActivationCodeText.Read(text).ToString(), Is.EqualTo(code));

    // As bash leaves LPA:1$smdp.example.com$TOKEN-1 without quotes.
    [TestCase("LPA:1.example.com-1", "single quotes")]
    [TestCase("1.example.com-1", "single quotes")]
    [TestCase("LPA:1", "single quotes")]
    [TestCase("smdp.example.com", "lacks the token: 'LPA:1$smdp.example.com$TOKEN'")]
    [TestCase("K2-ABC-DEF", "lacks the server: 'LPA:1$SERVER$K2-ABC-DEF'")]
    [TestCase("https://example.com/my-esim", "link without an Activation Code")]
    [TestCase("LPA:2$smdp.example.com$K2", "the format is '2'")]
    [TestCase("LPA:1$-$K2", "'-' is no host name")]
    [TestCase("", "nothing in it")]
    [TestCase("hello, world", "Activation Code")]
    public void What_is_none_is_told_what_it_is(string text, string words)
    {
        Assert.That(ActivationCodeText.TryRead(text, out _), Is.False);
        Assert.That(Assert.Throws<FormatException>(() => ActivationCodeText.Read(text))!.Message, Does.Contain(words));
    }

    [Test]
    public void A_long_text_is_not_searched() => Assert.That(ActivationCodeText.TryRead(new string('a', 20_001), out _), Is.False);
}
