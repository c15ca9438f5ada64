using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Servers.SmDp.Announcing;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.Servers.Tests.SmDp.Orders;

/// <summary>Orders and addresses as people write them.</summary>
internal sealed class OrderFileTests
{
    private static readonly Octets s_package = WorldProfiles.Number(1, "smdp.example").Package;

    [Test]
    public void An_order_is_as_the_file_has_it()
    {
        ProfileOrder order = Read("""[{"profile":"one.der","matchingId":"ONE","confirmationCode":"1234","attempts":3,"expires":"2030-01-31T12:00:00Z","owner":"me","name":"Mine"}]""")[0];
        Assert.That((order.State, order.MatchingId, order.MaxDownloadAttempts, order.Profile.Owner), Is.EqualTo((OrderState.Released, "ONE", 3, "me")));
        Assert.That(order.ExpiresAt, Is.EqualTo(new DateTimeOffset(2030, 1, 31, 12, 0, 0, TimeSpan.Zero)));
        // SHA-256 of "1234".
        Assert.That(order.ConfirmationCodeHash.ToString(), Is.EqualTo("03AC674216F3E15C761EE1A5E255F067953623C8B388B4459E13F978D7C846F4"));
        Assert.That(order.Profile.Metadata.Value.ProfileName, Is.EqualTo("Mine"));
        // eUICCs tell this server of enabling, disabling and deleting. SGP.22 v2.5 §4.4.
        Assert.That(order.Profile.Metadata.Encoded.ToString(), Does.Contain("80020470" + "810C" + Convert.ToHexString("smdp.example"u8)));
    }

    [Test]
    public void What_was_not_confirmed_has_no_MatchingID() =>
        Assert.That(Read("""[{"profile":"one.der","matchingId":"ONE","state":"allocated"}]""")[0].MatchingId, Is.Null);

    [TestCase(""", "randomKeys":true""", true)]
    [TestCase(""", "randomKeys":false""", false)]
    [TestCase("", false)]
    public void A_package_may_be_protected_beforehand(string member, bool isProtected) =>
        Assert.That(Read($$"""[{"profile":"one.der"{{member}}}]""")[0].Profile.ProtectedPackage is not null, Is.EqualTo(isProtected));

    /// <summary>An eUICC takes policy rules of a named owner only: MCC 001, MNC 01 of the IMSI, coded as in TS 24.008 §10.5.1.13.</summary>
    [Test]
    public void Names_icon_class_and_policy_rules_are_in_the_metadata()
    {
        string metadata = Read("""
            [{"profile":"one.der","serviceProvider":"Tel","name":"Test","icon":"icon.png","profileClass":"test","policyRules":["ppr1","PPR2"]}]
            """)[0].Profile.Metadata.Encoded.ToString();
        // SGP.22 v2.5 §5.5.3: '91', '92' the names, '93' PNG, '94' the icon, '95' test, 'B7' the owner, '99' the rules.
        Assert.That(metadata, Does.Contain("910354656C" + "920454657374" + "930101" + "9408" + "89504E470D0A1A0A" + "950100"));
        Assert.That(metadata, Does.Contain("B705800300F110" + "99020560"));
        Assert.That(Read("""[{"profile":"one.der","policyRules":["ppr1"],"profileOwner":"310260"}]""")[0].Profile.Metadata.Encoded.ToString(), Does.Contain("8003130062"));
    }

    [TestCase("\"serviceProvider\":\"123456789012345678901234567890123\"", "the service provider's name has 33 characters, and may have 32")]
    [TestCase("\"icon\":\"icon.gif\"", "the icon is neither a PNG nor a JPEG picture")]
    [TestCase("\"icon\":\"large.png\"", "the icon has 1025 octets, and may have 1024")]
    [TestCase("\"profileClass\":\"x\"", "a profile class is operational, provisioning or test, not 'x'")]
    [TestCase("\"policyRules\":[\"ppr3\"]", "a policy rule is ppr1, ppr2 or pprUpdateControl, not 'ppr3'")]
    [TestCase("\"profileOwner\":\"1\"", "an owner is MCC and MNC, 5 or 6 digits, not '1'")]
    [TestCase("\"attempts\":\"many\"", "order 1: attempts: it is not a whole number that fits; it is a text")]
    [TestCase("\"confirmationCode\":31415926", "order 1: confirmationCode: it is not a text; it is a number")]
    [TestCase("\"confirmationCode\":[\"31415926\"]", "order 1: confirmationCode: it is not a text; it is a list")]
    [TestCase("\"expires\":\"soon\"", "order 1: expires: it is not a time in ISO 8601; it is a text")]
    [TestCase("\"policyRules\":\"ppr1\"", "order 1: policyRules: it is not a list; it is a text")]
    [TestCase("\"profil\":\"x\"", "order 1: there is no member 'profil'; there are profile, matchingId")]
    public void What_is_wrong_is_told_in_the_files_own_words(string member, string words) =>
        Assert.That(() => Read($$"""[{"profile":"one.der",{{member}}}]"""), Throws.TypeOf<FormatException>().With.Message.Contains(words));

    [TestCase("""[{"profile":"one.der","state":"installed"}]""")]
    [TestCase("""[{"profile":"one.der","state":"lost"}]""")]
    [TestCase("""[{"profile":"one.der","attempts":0}]""")]
    [TestCase("""[{"profile":"one.der","confirmationCode":""}]""")]
    [TestCase("""[{"profile":"one.der","matchingId":"$"}]""")]
    [TestCase("""[{"profile":"one.der","iccid":"x"}]""")]
    [TestCase("""[{"profile":"one.der","more":1}]""")]
    [TestCase("""[{}]""")]
    [TestCase("""{""")]
    [TestCase("""{}""")]
    [TestCase("""[1]""")]
    [TestCase("""[null]""")]
    public void What_is_not_as_it_should_be_is_refused(string json) => Assert.That(() => Read(json), Throws.TypeOf<FormatException>());

    [TestCase("smds.example", "smds.example", null)]
    [TestCase("https://smds.example:8446/", "smds.example:8446", null)]
    [TestCase("smds.example=https://smds.example:8447", "smds.example", "smds.example:8447")]
    public void An_SM_DS_is_an_address_and_perhaps_another_for_ES12(string text, string address, string? es12) =>
        Assert.That(KnownSmds.TryRead(text, forwardingIndicator: true), Is.EqualTo(new KnownSmds(address, true, es12)));

    [TestCase("a=b=c")]
    [TestCase("smds.example/path")]
    [TestCase("")]
    public void Anything_else_is_no_SM_DS(string text) => Assert.That(KnownSmds.TryRead(text), Is.Null);

    private static IReadOnlyList<ProfileOrder> Read(string json) => new OrderFile(new()
    {
        ServerAddress = "smdp.example",
        ReadPackage = name => name == "one.der" ? s_package : throw new FormatException(name),
        ReadIcon = name => name switch
        {
            "icon.png" => Octets.FromHex("89504E470D0A1A0A"),
            "large.png" => Octets.FromHex("89504E470D0A1A0A" + new string('0', 2 * 1017)),
            _ => Octets.FromHex("474946383961"),
        },
        WithIccid = (_, iccid) => throw new FormatException(iccid.Digits),
    }).Read(Encoding.UTF8.GetBytes(json));
}
