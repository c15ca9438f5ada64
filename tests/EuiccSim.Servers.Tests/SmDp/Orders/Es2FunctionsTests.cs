using System.Security.Cryptography;
using System.Text;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.Tests.SmDp.Packages;
using EuiccSim.Servers.Tests.Support;
using EuiccSim.Testing;

namespace EuiccSim.Servers.Tests.SmDp.Orders;

/// <summary>SGP.22 v2.5 §5.3; the cases of SGP.23 for ES2+.</summary>
internal sealed class Es2FunctionsTests
{
    private OrderBook _orders = null!;
    private Es2Functions _es2 = null!;
    private Iccid _iccid;

    [SetUp]
    public void One_profile_in_stock()
    {
        _orders = new();
        _es2 = new(_orders, new SeededRandom("ES2+"));
        _iccid = _orders.AddAsync(TestServer.Profile() with { ProfileType = "gold" }).Now().Iccid;
    }

    [Test]
    public void DownloadOrder_allocates_or_links()
    {
        Assert.That(State(_es2.DownloadOrderAsync(_iccid).Now()), Is.EqualTo(OrderState.Allocated));
        Iccid other = _orders.AddAsync(TestServer.Profile("8901")).Now().Iccid;
        ProfileOrder linked = TestServer.Done(_es2.DownloadOrderAsync(other, Eid).Now());
        Assert.That((linked.State, linked.Eid), Is.EqualTo((OrderState.Linked, (Eid?)Eid)));
    }

    [Test]
    public void DownloadOrder_takes_any_profile_of_a_type_that_is_left()
    {
        _orders.AddAsync(TestServer.Profile("8901") with { ProfileType = "gold" }).Now();
        Assert.That(TestServer.Done(_es2.DownloadOrderAsync("gold").Now()).Iccid, Is.EqualTo(_iccid));
        Assert.That(TestServer.Done(_es2.DownloadOrderAsync("gold").Now()).Iccid.Digits, Is.EqualTo("8901"));
        Assert.That(Code(_es2.DownloadOrderAsync("gold").Now()), Is.EqualTo("8.2.5/3.7"));
        Assert.That(Code(_es2.DownloadOrderAsync("silver").Now()), Is.EqualTo("8.2.5/3.9"));
    }

    [Test]
    public void DownloadOrder_refuses_what_is_unknown_or_in_use()
    {
        Assert.That(Code(_es2.DownloadOrderAsync(Iccid.FromDigits("8901")).Now()), Is.EqualTo("8.2.1/3.9"));
        _es2.DownloadOrderAsync(_iccid).Now();
        Assert.That(Code(_es2.DownloadOrderAsync(_iccid).Now()), Is.EqualTo("8.2.1/3.3"));
    }

    [Test]
    public void DownloadOrder_refuses_a_profile_of_another_type()
    {
        Assert.That(Code(_es2.DownloadOrderAsync(_iccid, profileType: "silver").Now()), Is.EqualTo("8.2.5/3.8"));
        Assert.That(State(_es2.DownloadOrderAsync(_iccid, profileType: "gold").Now()), Is.EqualTo(OrderState.Allocated));
    }

    [Test]
    public void Profiles_of_another_operator_are_refused_whatever_is_asked()
    {
        Es2Functions stranger = _es2.For((metadata, type) => metadata.ServiceProviderName != "ACME" || type == "bronze");
        Assert.That(Code(stranger.DownloadOrderAsync(_iccid).Now()), Is.EqualTo("8.2.1/1.2"));
        Assert.That(Code(stranger.ConfirmOrderAsync(_iccid, new()).Now()), Is.EqualTo("8.2.1/1.2"));
        Assert.That(Code(stranger.ReleaseProfileAsync(_iccid).Now()), Is.EqualTo("8.2.1/1.2"));
        Assert.That(Code(stranger.CancelOrderAsync(_iccid, null, null, true).Now()), Is.EqualTo("8.2.1/1.2"));
        Assert.That(Code(stranger.DownloadOrderAsync("gold").Now()), Is.EqualTo("8.2.5/1.2"));
        _orders.AddAsync(TestServer.Profile("8901") with { ProfileType = "bronze" }).Now();
        Assert.That(State(stranger.DownloadOrderAsync("bronze").Now()), Is.EqualTo(OrderState.Allocated));
        Assert.That(State(_es2.DownloadOrderAsync("gold").Now()), Is.EqualTo(OrderState.Allocated));
    }

    [Test]
    public void Who_is_restricted_twice_may_do_what_both_allow()
    {
        Iccid acmes = _orders.AddAsync(TestServer.Profile("8901") with { Owner = "ACME" }).Now().Iccid;
        Es2Functions acme = _es2.ForOperator("ACME");
        Assert.That(Code(_es2.ForOperator("other").DownloadOrderAsync(acmes).Now()), Is.EqualTo("8.2.1/1.2"));
        Assert.That(Code(acme.For((_, type) => type == "gold").DownloadOrderAsync(acmes).Now()), Is.EqualTo("8.2.1/1.2"));
        Assert.That(Code(acme.For((_, _) => true).ForOperator("other").DownloadOrderAsync(acmes).Now()), Is.EqualTo("8.2.1/1.2"));
        Assert.That(State(acme.DownloadOrderAsync(acmes).Now()), Is.EqualTo(OrderState.Allocated));
    }

    [Test]
    public void What_an_operator_ordered_of_everybodys_stock_no_other_confirms_releases_or_cancels()
    {
        Es2Functions acme = _es2.ForOperator("ACME"), other = _es2.ForOperator("other"), nobody = _es2.ForOperator(null);
        Assert.That(State(acme.DownloadOrderAsync(_iccid).Now()), Is.EqualTo(OrderState.Allocated));
        foreach (Es2Functions stranger in (Es2Functions[])[other, nobody])
        {
            Assert.That(Code(stranger.DownloadOrderAsync(_iccid).Now()), Is.EqualTo("8.2.1/1.2"));
            Assert.That(Code(stranger.ConfirmOrderAsync(_iccid, new() { MatchingId = "MINE" }).Now()), Is.EqualTo("8.2.1/1.2"));
            Assert.That(Code(stranger.ReleaseProfileAsync(_iccid).Now()), Is.EqualTo("8.2.1/1.2"));
            Assert.That(Code(stranger.CancelOrderAsync(_iccid, null, null, keepInStock: true).Now()), Is.EqualTo("8.2.1/1.2"));
        }
        Assert.That(State(acme.ConfirmOrderAsync(_iccid, new() { ReleaseFlag = false }).Now()), Is.EqualTo(OrderState.Confirmed));
        Assert.That(Code(other.ReleaseProfileAsync(_iccid).Now()), Is.EqualTo("8.2.1/1.2"));
        Assert.That(Code(other.CancelOrderAsync(_iccid, null, null, keepInStock: false).Now()), Is.EqualTo("8.2.1/1.2"));
        Assert.That(State(acme.CancelOrderAsync(_iccid, null, null, keepInStock: true).Now()), Is.EqualTo(OrderState.Available));
        Assert.That(State(other.DownloadOrderAsync(_iccid).Now()), Is.EqualTo(OrderState.Allocated), "back in stock it is everybody's");
        Assert.That(State(_es2.CancelOrderAsync(_iccid, null, null, keepInStock: true).Now()), Is.EqualTo(OrderState.Available), "the host may do all");
    }

    [Test]
    public void What_an_operator_puts_into_stock_is_its_own_and_so_is_a_new_type()
    {
        Es2Functions acme = _es2.ForOperator("ACME"), other = _es2.ForOperator("other");
        ProfileOrder added = TestServer.Done(acme.AddToStockAsync(TestServer.Profile("8901") with { ProfileType = "acmes", Owner = "other" }, 7).Now());
        Assert.That((added.Profile.Owner, added.State, added.MaxDownloadAttempts), Is.EqualTo(("ACME", OrderState.Available, (int?)7)));
        Assert.That(Code(other.DownloadOrderAsync(added.Iccid).Now()), Is.EqualTo("8.2.1/1.2"));
        Assert.That(Code(other.AddToStockAsync(TestServer.Profile("8902") with { ProfileType = "acmes" }).Now()), Is.EqualTo("8.2.5/1.2"), "a type has one owner");
        Assert.That(Code(other.AddToStockAsync(TestServer.Profile("8902") with { ProfileType = "gold" }).Now()), Is.EqualTo("8.2.5/1.2"), "gold is everybody's");
        Assert.That(Code(other.AddToStockAsync(TestServer.Profile("8901")).Now()), Is.EqualTo("8.2.1/1.2"));
        Assert.That(State(acme.AddToStockAsync(TestServer.Profile("8903") with { ProfileType = "acmes" }).Now()), Is.EqualTo(OrderState.Available));
        Assert.That(State(other.AddToStockAsync(TestServer.Profile("8902")).Now()), Is.EqualTo(OrderState.Available), "without a type nobody else gets it");
        Assert.That(Code(other.DownloadOrderAsync("acmes").Now()), Is.EqualTo("8.2.5/1.2"));
        Assert.That(TestServer.Done(acme.DownloadOrderAsync("acmes").Now()).Iccid, Is.EqualTo(added.Iccid));
    }

    [Test]
    public void The_same_package_is_taken_from_stock_as_it_is_with_other_limits()
    {
        Es2Functions acme = _es2.ForOperator("ACME");
        Profile profile = TestServer.Profile("8901") with { ProfileType = "acmes" };
        acme.AddToStockAsync(profile, 7, TestServer.Start).Now();
        ProfileOrder again = TestServer.Done(acme.AddToStockAsync(profile, 8).Now());
        Assert.That((again.MaxDownloadAttempts, again.ExpiresAt), Is.EqualTo(((int?)8, (DateTimeOffset?)TestServer.Start)));
        Assert.That(Code(acme.AddToStockAsync(profile with { ProfileType = "others" }).Now()), Is.EqualTo("8.2.5/3.8"));
        Assert.That(Code(acme.AddToStockAsync(TestServer.Profile("8901", length: 7)).Now()), Is.EqualTo("8.2.1/3.3"), "another package");
        acme.DownloadOrderAsync(profile.Iccid).Now();
        Assert.That(Code(acme.AddToStockAsync(profile).Now()), Is.EqualTo("8.2.1/3.3"));
    }

    [Test]
    public void The_type_of_a_template_is_that_of_its_owner()
    {
        Es2Functions es2 = new(_orders, new SeededRandom("es2"), [ProfileTemplateTests.Template() with { ProfileType = "made", Owner = "ACME" }]);
        Assert.That(Code(es2.ForOperator("other").AddToStockAsync(TestServer.Profile("8901") with { ProfileType = "made" }).Now()), Is.EqualTo("8.2.5/1.2"));
        Assert.That(State(es2.ForOperator("ACME").AddToStockAsync(TestServer.Profile("8901") with { ProfileType = "made" }).Now()), Is.EqualTo(OrderState.Available));
    }

    [Test]
    public void An_order_book_takes_no_profile_of_a_type_that_is_another_owners()
    {
        _orders.AddAsync(TestServer.Profile("8901") with { ProfileType = "acmes", Owner = "ACME" }).Now();
        foreach (string? owner in (string?[])["other", null])
        {
            Assert.That(() => _orders.AddAsync(TestServer.Profile("8902") with { ProfileType = "acmes", Owner = owner }).Now(),
                Throws.ArgumentException.With.Message.Contains("type 'acmes' is of another owner"));
        }
        Assert.That(() => _orders.AddAsync(TestServer.Profile("8902") with { ProfileType = "acmes", Owner = "ACME" }).Now(), Throws.Nothing);
    }

    [Test]
    public void ConfirmOrder_makes_a_MatchingID_and_keeps_only_the_hash_of_the_code()
    {
        _es2.DownloadOrderAsync(_iccid).Now();
        ProfileOrder order = TestServer.Done(_es2.ConfirmOrderAsync(_iccid, new() { ConfirmationCode = "1234" }).Now());
        Assert.That(order.State, Is.EqualTo(OrderState.Released));
        Assert.That(order.MatchingId, Does.Match("^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}$"));
        Assert.That(order.ConfirmationCodeHash!.Value.ToArray(), Is.EqualTo(SHA256.HashData(Encoding.ASCII.GetBytes("1234"))));
        Assert.That(_orders.FindByMatchingIdAsync(order.MatchingId!).Now(), Is.SameAs(order));
    }

    [Test]
    public void ConfirmOrder_without_the_release_flag_waits_for_ReleaseProfile()
    {
        _es2.DownloadOrderAsync(_iccid).Now();
        Assert.That(Code(_es2.ReleaseProfileAsync(_iccid).Now()), Is.EqualTo("8.2.1/3.5"));
        Assert.That(State(_es2.ConfirmOrderAsync(_iccid, new() { ReleaseFlag = false }).Now()), Is.EqualTo(OrderState.Confirmed));
        Assert.That(State(_es2.ReleaseProfileAsync(_iccid).Now()), Is.EqualTo(OrderState.Released));
        Assert.That(Code(_es2.ReleaseProfileAsync(_iccid).Now()), Is.EqualTo("8.2.1/3.5"));
        Assert.That(Code(_es2.ReleaseProfileAsync(Iccid.FromDigits("8901")).Now()), Is.EqualTo("8.2.1/3.9"));
    }

    [Test]
    public void ConfirmOrder_refuses()
    {
        Assert.That(Code(_es2.ConfirmOrderAsync(Iccid.FromDigits("8901"), new()).Now()), Is.EqualTo("8.2.1/3.9"));
        Assert.That(Code(_es2.ConfirmOrderAsync(_iccid, new()).Now()), Is.EqualTo("8.2.1/3.5"), "not ordered");
        _es2.DownloadOrderAsync(_iccid).Now();
        Assert.That(Code(_es2.ConfirmOrderAsync(_iccid, new() { MatchingId = "" }).Now()), Is.EqualTo("8.1.1/2.2"));
        Assert.That(Code(_es2.ConfirmOrderAsync(_iccid, new() { SmdsAddress = "nowhere.example.com" }).Now()), Is.EqualTo("8.1.1/2.2"), "an event is for an EID");
        Assert.That(Code(_es2.ConfirmOrderAsync(_iccid, new() { Eid = Eid, SmdsAddress = "nowhere.example.com" }).Now()), Is.EqualTo("8.9/5.1"));
        Iccid other = _orders.AddAsync(TestServer.Profile("8901")).Now().Iccid;
        _es2.DownloadOrderAsync(other, Eid).Now();
        Assert.That(Code(_es2.ConfirmOrderAsync(other, new() { Eid = Eid.FromDigits("89086030202200000022000023022943") }).Now()),
            Is.EqualTo("8.1.1/3.10"));
        TestServer.Done(_es2.ConfirmOrderAsync(other, new() { MatchingId = "M" }).Now());
        Assert.That(Code(_es2.ConfirmOrderAsync(_iccid, new() { MatchingId = "M" }).Now()), Is.EqualTo("8.2.6/3.3"));
    }

    [Test]
    public void CancelOrder_takes_the_profile_back_into_stock_or_out_of_it()
    {
        _es2.DownloadOrderAsync(_iccid, Eid).Now();
        TestServer.Done(_es2.ConfirmOrderAsync(_iccid, new() { MatchingId = "M" }).Now());
        ProfileOrder order = TestServer.Done(_es2.CancelOrderAsync(_iccid, Eid, "M", keepInStock: true).Now());
        Assert.That((order.State, order.MatchingId, order.Eid), Is.EqualTo((OrderState.Available, (string?)null, (Eid?)null)));
        Assert.That(_orders.FindByMatchingIdAsync("M").Now(), Is.Null);
        _es2.DownloadOrderAsync(_iccid).Now();
        Assert.That(State(_es2.CancelOrderAsync(_iccid, null, null, keepInStock: false).Now()), Is.EqualTo(OrderState.Unavailable));
    }

    [Test]
    public void CancelOrder_refuses()
    {
        Assert.That(Code(_es2.CancelOrderAsync(Iccid.FromDigits("8901"), null, null, true).Now()), Is.EqualTo("8.2.1/3.9"));
        Assert.That(Code(_es2.CancelOrderAsync(_iccid, null, null, true).Now()), Is.EqualTo("8.2.1/3.5"), "not ordered");
        _es2.DownloadOrderAsync(_iccid, Eid).Now();
        _es2.ConfirmOrderAsync(_iccid, new() { MatchingId = "M" }).Now();
        Assert.That(Code(_es2.CancelOrderAsync(_iccid, null, "M", true).Now()), Is.EqualTo("8.1.1/2.2"));
        Assert.That(Code(_es2.CancelOrderAsync(_iccid, Eid.FromDigits("89086030202200000022000023022943"), "M", true).Now()),
            Is.EqualTo("8.2.1/3.10"));
        Assert.That(Code(_es2.CancelOrderAsync(_iccid, Eid, "N", true).Now()), Is.EqualTo("8.2.6/3.10"));
    }

    [Test]
    public void What_was_delivered_is_never_taken_back_into_stock()
    {
        TestServer server = new();
        Iccid iccid = server.Release().Iccid;
        server.Euicc().Download();
        Assert.That(Code(server.Server.Es2.CancelOrderAsync(iccid, null, null, true).Now()), Is.EqualTo("8.2.1/3.3"));
    }

    [Test]
    public void The_Activation_Code_tells_all_that_the_order_needs()
    {
        TestServer server = new();
        ProfileOrder order = server.Release("04386-AGYFT-A74Y8-3F815");
        Assert.That(server.Server.ActivationCodeOf(order).ToString(), Is.EqualTo("1$testsmdpplus1.example.com$04386-AGYFT-A74Y8-3F815"));
        Assert.That(server.Server.ActivationCodeOf(order, withOid: true).ToString(),
            Is.EqualTo("1$testsmdpplus1.example.com$04386-AGYFT-A74Y8-3F815$2.999.10"));
        ProfileOrder withCode = server.Release("M2", code: "1234", profile: TestServer.Profile("8901"));
        Assert.That(server.Server.ActivationCodeOf(withCode).ToString(), Is.EqualTo("1$testsmdpplus1.example.com$M2$$1"));
    }

    private static OrderState State(OrderOutcome outcome) => TestServer.Done(outcome).State;

    private static string Code(OrderOutcome outcome) => ((OrderOutcome.Refused)outcome).StatusCode.ToString();

    private static readonly Eid Eid = Eid.FromDigits(TestServer.Nist.EidDigits);
}
