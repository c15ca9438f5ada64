using System.Security.Cryptography;
using System.Text;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.Orders;
using EuiccSim.Servers.Tests.Packages;
using EuiccSim.Servers.Tests.Support;
using EuiccSim.Testing;

namespace EuiccSim.Servers.Tests.Orders;

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
        _iccid = _orders.Add(TestServer.Profile() with { ProfileType = "gold" }).Iccid;
    }

    [Test]
    public void DownloadOrder_allocates_or_links()
    {
        Assert.That(State(_es2.DownloadOrder(_iccid)), Is.EqualTo(OrderState.Allocated));
        Iccid other = _orders.Add(TestServer.Profile("8901")).Iccid;
        ProfileOrder linked = TestServer.Done(_es2.DownloadOrder(other, Eid));
        Assert.That((linked.State, linked.Eid), Is.EqualTo((OrderState.Linked, (Eid?)Eid)));
    }

    [Test]
    public void DownloadOrder_takes_any_profile_of_a_type_that_is_left()
    {
        _orders.Add(TestServer.Profile("8901") with { ProfileType = "gold" });
        Assert.That(TestServer.Done(_es2.DownloadOrder("gold")).Iccid, Is.EqualTo(_iccid));
        Assert.That(TestServer.Done(_es2.DownloadOrder("gold")).Iccid.Digits, Is.EqualTo("8901"));
        Assert.That(Code(_es2.DownloadOrder("gold")), Is.EqualTo("8.2.5/3.7"));
        Assert.That(Code(_es2.DownloadOrder("silver")), Is.EqualTo("8.2.5/3.9"));
    }

    [Test]
    public void DownloadOrder_refuses_what_is_unknown_or_in_use()
    {
        Assert.That(Code(_es2.DownloadOrder(Iccid.FromDigits("8901"))), Is.EqualTo("8.2.1/3.9"));
        _es2.DownloadOrder(_iccid);
        Assert.That(Code(_es2.DownloadOrder(_iccid)), Is.EqualTo("8.2.1/3.3"));
    }

    [Test]
    public void DownloadOrder_refuses_a_profile_of_another_type()
    {
        Assert.That(Code(_es2.DownloadOrder(_iccid, profileType: "silver")), Is.EqualTo("8.2.5/3.8"));
        Assert.That(State(_es2.DownloadOrder(_iccid, profileType: "gold")), Is.EqualTo(OrderState.Allocated));
    }

    [Test]
    public void Profiles_of_another_operator_are_refused_whatever_is_asked()
    {
        Es2Functions stranger = _es2.For((metadata, type) => metadata.ServiceProviderName != "ACME" || type == "bronze");
        Assert.That(Code(stranger.DownloadOrder(_iccid)), Is.EqualTo("8.2.1/1.2"));
        Assert.That(Code(stranger.ConfirmOrder(_iccid, new())), Is.EqualTo("8.2.1/1.2"));
        Assert.That(Code(stranger.ReleaseProfile(_iccid)), Is.EqualTo("8.2.1/1.2"));
        Assert.That(Code(stranger.CancelOrder(_iccid, null, null, true)), Is.EqualTo("8.2.1/1.2"));
        Assert.That(Code(stranger.DownloadOrder("gold")), Is.EqualTo("8.2.5/1.2"));
        _orders.Add(TestServer.Profile("8901") with { ProfileType = "bronze" });
        Assert.That(State(stranger.DownloadOrder("bronze")), Is.EqualTo(OrderState.Allocated));
        Assert.That(State(_es2.DownloadOrder("gold")), Is.EqualTo(OrderState.Allocated));
    }

    [Test]
    public void Who_is_restricted_twice_may_do_what_both_allow()
    {
        Iccid acmes = _orders.Add(TestServer.Profile("8901") with { Owner = "ACME" }).Iccid;
        Es2Functions acme = _es2.ForOperator("ACME");
        Assert.That(Code(_es2.ForOperator("other").DownloadOrder(acmes)), Is.EqualTo("8.2.1/1.2"));
        Assert.That(Code(acme.For((_, type) => type == "gold").DownloadOrder(acmes)), Is.EqualTo("8.2.1/1.2"));
        Assert.That(Code(acme.For((_, _) => true).ForOperator("other").DownloadOrder(acmes)), Is.EqualTo("8.2.1/1.2"));
        Assert.That(State(acme.DownloadOrder(acmes)), Is.EqualTo(OrderState.Allocated));
    }

    [Test]
    public void What_an_operator_ordered_of_everybodys_stock_no_other_confirms_releases_or_cancels()
    {
        Es2Functions acme = _es2.ForOperator("ACME"), other = _es2.ForOperator("other"), nobody = _es2.ForOperator(null);
        Assert.That(State(acme.DownloadOrder(_iccid)), Is.EqualTo(OrderState.Allocated));
        foreach (Es2Functions stranger in (Es2Functions[])[other, nobody])
        {
            Assert.That(Code(stranger.DownloadOrder(_iccid)), Is.EqualTo("8.2.1/1.2"));
            Assert.That(Code(stranger.ConfirmOrder(_iccid, new() { MatchingId = "MINE" })), Is.EqualTo("8.2.1/1.2"));
            Assert.That(Code(stranger.ReleaseProfile(_iccid)), Is.EqualTo("8.2.1/1.2"));
            Assert.That(Code(stranger.CancelOrder(_iccid, null, null, keepInStock: true)), Is.EqualTo("8.2.1/1.2"));
        }
        Assert.That(State(acme.ConfirmOrder(_iccid, new() { ReleaseFlag = false })), Is.EqualTo(OrderState.Confirmed));
        Assert.That(Code(other.ReleaseProfile(_iccid)), Is.EqualTo("8.2.1/1.2"));
        Assert.That(Code(other.CancelOrder(_iccid, null, null, keepInStock: false)), Is.EqualTo("8.2.1/1.2"));
        Assert.That(State(acme.CancelOrder(_iccid, null, null, keepInStock: true)), Is.EqualTo(OrderState.Available));
        Assert.That(State(other.DownloadOrder(_iccid)), Is.EqualTo(OrderState.Allocated), "back in stock it is everybody's");
        Assert.That(State(_es2.CancelOrder(_iccid, null, null, keepInStock: true)), Is.EqualTo(OrderState.Available), "the host may do all");
    }

    [Test]
    public void What_an_operator_puts_into_stock_is_its_own_and_so_is_a_new_type()
    {
        Es2Functions acme = _es2.ForOperator("ACME"), other = _es2.ForOperator("other");
        ProfileOrder added = TestServer.Done(acme.AddToStock(TestServer.Profile("8901") with { ProfileType = "acmes", Owner = "other" }, 7));
        Assert.That((added.Profile.Owner, added.State, added.MaxDownloadAttempts), Is.EqualTo(("ACME", OrderState.Available, (int?)7)));
        Assert.That(Code(other.DownloadOrder(added.Iccid)), Is.EqualTo("8.2.1/1.2"));
        Assert.That(Code(other.AddToStock(TestServer.Profile("8902") with { ProfileType = "acmes" })), Is.EqualTo("8.2.5/1.2"), "a type has one owner");
        Assert.That(Code(other.AddToStock(TestServer.Profile("8902") with { ProfileType = "gold" })), Is.EqualTo("8.2.5/1.2"), "gold is everybody's");
        Assert.That(Code(other.AddToStock(TestServer.Profile("8901"))), Is.EqualTo("8.2.1/1.2"));
        Assert.That(State(acme.AddToStock(TestServer.Profile("8903") with { ProfileType = "acmes" })), Is.EqualTo(OrderState.Available));
        Assert.That(State(other.AddToStock(TestServer.Profile("8902"))), Is.EqualTo(OrderState.Available), "without a type nobody else gets it");
        Assert.That(Code(other.DownloadOrder("acmes")), Is.EqualTo("8.2.5/1.2"));
        Assert.That(TestServer.Done(acme.DownloadOrder("acmes")).Iccid, Is.EqualTo(added.Iccid));
    }

    [Test]
    public void The_same_package_is_taken_from_stock_as_it_is_with_other_limits()
    {
        Es2Functions acme = _es2.ForOperator("ACME");
        Profile profile = TestServer.Profile("8901") with { ProfileType = "acmes" };
        acme.AddToStock(profile, 7, TestServer.Start);
        ProfileOrder again = TestServer.Done(acme.AddToStock(profile, 8));
        Assert.That((again.MaxDownloadAttempts, again.ExpiresAt), Is.EqualTo(((int?)8, (DateTimeOffset?)TestServer.Start)));
        Assert.That(Code(acme.AddToStock(profile with { ProfileType = "others" })), Is.EqualTo("8.2.5/3.8"));
        Assert.That(Code(acme.AddToStock(TestServer.Profile("8901", length: 7))), Is.EqualTo("8.2.1/3.3"), "another package");
        acme.DownloadOrder(profile.Iccid);
        Assert.That(Code(acme.AddToStock(profile)), Is.EqualTo("8.2.1/3.3"));
    }

    [Test]
    public void The_type_of_a_template_is_that_of_its_owner()
    {
        Es2Functions es2 = new(_orders, new SeededRandom("es2"), [ProfileTemplateTests.Template() with { ProfileType = "made", Owner = "ACME" }]);
        Assert.That(Code(es2.ForOperator("other").AddToStock(TestServer.Profile("8901") with { ProfileType = "made" })), Is.EqualTo("8.2.5/1.2"));
        Assert.That(State(es2.ForOperator("ACME").AddToStock(TestServer.Profile("8901") with { ProfileType = "made" })), Is.EqualTo(OrderState.Available));
    }

    [Test]
    public void An_order_book_takes_no_profile_of_a_type_that_is_another_owners()
    {
        _orders.Add(TestServer.Profile("8901") with { ProfileType = "acmes", Owner = "ACME" });
        foreach (string? owner in (string?[])["other", null])
        {
            Assert.That(() => _orders.Add(TestServer.Profile("8902") with { ProfileType = "acmes", Owner = owner }),
                Throws.ArgumentException.With.Message.Contains("type 'acmes' is of another owner"));
        }
        Assert.That(() => _orders.Add(TestServer.Profile("8902") with { ProfileType = "acmes", Owner = "ACME" }), Throws.Nothing);
    }

    [Test]
    public void ConfirmOrder_makes_a_MatchingID_and_keeps_only_the_hash_of_the_code()
    {
        _es2.DownloadOrder(_iccid);
        ProfileOrder order = TestServer.Done(_es2.ConfirmOrder(_iccid, new() { ConfirmationCode = "1234" }));
        Assert.That(order.State, Is.EqualTo(OrderState.Released));
        Assert.That(order.MatchingId, Does.Match("^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}$"));
        Assert.That(order.ConfirmationCodeHash!.Value.ToArray(), Is.EqualTo(SHA256.HashData(Encoding.ASCII.GetBytes("1234"))));
        Assert.That(_orders.FindByMatchingId(order.MatchingId!), Is.SameAs(order));
    }

    [Test]
    public void ConfirmOrder_without_the_release_flag_waits_for_ReleaseProfile()
    {
        _es2.DownloadOrder(_iccid);
        Assert.That(Code(_es2.ReleaseProfile(_iccid)), Is.EqualTo("8.2.1/3.5"));
        Assert.That(State(_es2.ConfirmOrder(_iccid, new() { ReleaseFlag = false })), Is.EqualTo(OrderState.Confirmed));
        Assert.That(State(_es2.ReleaseProfile(_iccid)), Is.EqualTo(OrderState.Released));
        Assert.That(Code(_es2.ReleaseProfile(_iccid)), Is.EqualTo("8.2.1/3.5"));
        Assert.That(Code(_es2.ReleaseProfile(Iccid.FromDigits("8901"))), Is.EqualTo("8.2.1/3.9"));
    }

    [Test]
    public void ConfirmOrder_refuses()
    {
        Assert.That(Code(_es2.ConfirmOrder(Iccid.FromDigits("8901"), new())), Is.EqualTo("8.2.1/3.9"));
        Assert.That(Code(_es2.ConfirmOrder(_iccid, new())), Is.EqualTo("8.2.1/3.5"), "not ordered");
        _es2.DownloadOrder(_iccid);
        Assert.That(Code(_es2.ConfirmOrder(_iccid, new() { MatchingId = "" })), Is.EqualTo("8.1.1/2.2"));
        Assert.That(Code(_es2.ConfirmOrder(_iccid, new() { SmdsAddress = "nowhere.example.com" })), Is.EqualTo("8.1.1/2.2"), "an event is for an EID");
        Assert.That(Code(_es2.ConfirmOrder(_iccid, new() { Eid = Eid, SmdsAddress = "nowhere.example.com" })), Is.EqualTo("8.9/5.1"));
        Iccid other = _orders.Add(TestServer.Profile("8901")).Iccid;
        _es2.DownloadOrder(other, Eid);
        Assert.That(Code(_es2.ConfirmOrder(other, new() { Eid = Eid.FromDigits("89086030202200000022000023022943") })),
            Is.EqualTo("8.1.1/3.10"));
        TestServer.Done(_es2.ConfirmOrder(other, new() { MatchingId = "M" }));
        Assert.That(Code(_es2.ConfirmOrder(_iccid, new() { MatchingId = "M" })), Is.EqualTo("8.2.6/3.3"));
    }

    [Test]
    public void CancelOrder_takes_the_profile_back_into_stock_or_out_of_it()
    {
        _es2.DownloadOrder(_iccid, Eid);
        TestServer.Done(_es2.ConfirmOrder(_iccid, new() { MatchingId = "M" }));
        ProfileOrder order = TestServer.Done(_es2.CancelOrder(_iccid, Eid, "M", keepInStock: true));
        Assert.That((order.State, order.MatchingId, order.Eid), Is.EqualTo((OrderState.Available, (string?)null, (Eid?)null)));
        Assert.That(_orders.FindByMatchingId("M"), Is.Null);
        _es2.DownloadOrder(_iccid);
        Assert.That(State(_es2.CancelOrder(_iccid, null, null, keepInStock: false)), Is.EqualTo(OrderState.Unavailable));
    }

    [Test]
    public void CancelOrder_refuses()
    {
        Assert.That(Code(_es2.CancelOrder(Iccid.FromDigits("8901"), null, null, true)), Is.EqualTo("8.2.1/3.9"));
        Assert.That(Code(_es2.CancelOrder(_iccid, null, null, true)), Is.EqualTo("8.2.1/3.5"), "not ordered");
        _es2.DownloadOrder(_iccid, Eid);
        _es2.ConfirmOrder(_iccid, new() { MatchingId = "M" });
        Assert.That(Code(_es2.CancelOrder(_iccid, null, "M", true)), Is.EqualTo("8.1.1/2.2"));
        Assert.That(Code(_es2.CancelOrder(_iccid, Eid.FromDigits("89086030202200000022000023022943"), "M", true)),
            Is.EqualTo("8.2.1/3.10"));
        Assert.That(Code(_es2.CancelOrder(_iccid, Eid, "N", true)), Is.EqualTo("8.2.6/3.10"));
    }

    [Test]
    public void What_was_delivered_is_never_taken_back_into_stock()
    {
        TestServer server = new();
        Iccid iccid = server.Release().Iccid;
        server.Euicc().Download();
        Assert.That(Code(server.Server.Es2.CancelOrder(iccid, null, null, true)), Is.EqualTo("8.2.1/3.3"));
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
