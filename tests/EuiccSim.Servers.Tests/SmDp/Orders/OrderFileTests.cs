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

    [TestCase("""[{"profile":"one.der","state":"installed"}]""")]
    [TestCase("""[{"profile":"one.der","state":"lost"}]""")]
    [TestCase("""[{"profile":"one.der","attempts":0}]""")]
    [TestCase("""[{"profile":"one.der","confirmationCode":""}]""")]
    [TestCase("""[{"profile":"one.der","matchingId":"$"}]""")]
    [TestCase("""[{"profile":"one.der","iccid":"x"}]""")]
    [TestCase("""[{"profile":"one.der","more":1}]""")]
    [TestCase("""[{}]""")]
    [TestCase("""{""")]
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
        WithIccid = (_, iccid) => throw new FormatException(iccid.Digits),
    }).Read(Encoding.UTF8.GetBytes(json));
}
