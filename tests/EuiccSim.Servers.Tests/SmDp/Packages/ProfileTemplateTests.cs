using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Packages;
using EuiccSim.Servers.Tests.Support;
using EuiccSim.Testing;

namespace EuiccSim.Servers.Tests.SmDp.Packages;

/// <summary>DownloadOrder for types that have a template.</summary>
internal sealed class ProfileTemplateTests
{
    [Test]
    public void Where_none_is_in_stock_a_profile_is_made_for_the_order()
    {
        List<PersonalisedPackage> made = [];
        TestServer server = With(Template(made.Add));
        ProfileOrder one = TestServer.Done(server.Server.Es2.DownloadOrderAsync("fresh").Now());
        ProfileOrder two = TestServer.Done(server.Server.Es2.DownloadOrderAsync("fresh", server.Euicc().Eid).Now());
        Assert.That((one.State, two.State, two.Eid), Is.EqualTo((OrderState.Allocated, OrderState.Linked, (Eid?)server.Euicc().Eid)));
        Assert.That(new[] { one.Iccid.Digits, two.Iccid.Digits }, Is.EqualTo(new[] { "8949000000000000026", "8949000000000000034" }));
        Assert.That(made.Select(package => package.Data.Imsi), Is.EqualTo(new[] { "001010000000002", "001010000000003" }));
        Assert.That(one.Profile.Package, Is.EqualTo(made[0].Package));
        Assert.That(one.Profile.Package.ToString(), Does.Contain(made[0].Data.Key.ToString()!));
        Assert.That(made[0].Data.Key, Is.Not.EqualTo(made[1].Data.Key));
        Assert.That((one.Profile.ProfileType, one.Profile.Metadata.Value.ProfileName), Is.EqualTo(("fresh", "Fresh")));
        Assert.That(server.Order(one.Iccid), Is.SameAs(one));
    }

    [Test]
    public void Stock_comes_first_and_numbers_in_use_are_passed_over()
    {
        TestServer server = With(Template());
        server.Server.Orders.AddAsync(TestServer.Profile() with { ProfileType = "fresh" }).Now();
        server.Server.Orders.AddAsync(TestServer.Profile("8949000000000000026")).Now();
        string Order() => TestServer.Done(server.Server.Es2.DownloadOrderAsync("fresh").Now()).Iccid.Digits;
        Assert.That(new[] { Order(), Order() }, Is.EqualTo(new[] { "8900012345678901234", "8949000000000000034" }));
    }

    [Test]
    public void When_the_numbers_are_used_up_there_is_none_left()
    {
        TestServer server = With(Template());
        for (int i = 0; i < 3; i++) TestServer.Done(server.Server.Es2.DownloadOrderAsync("fresh").Now());
        Assert.That(server.Server.Es2.DownloadOrderAsync("fresh").Now(), Is.EqualTo(new OrderOutcome.Refused(new("8.2.5", "3.7"))));
        Assert.That(server.Server.Es2.DownloadOrderAsync("stale").Now(), Is.EqualTo(new OrderOutcome.Refused(new("8.2.5", "3.9"))));
    }

    [Test]
    public void A_template_of_another_operator_is_refused_and_no_number_used()
    {
        TestServer server = With(Template());
        Es2Functions stranger = server.Server.Es2.For((metadata, _) => metadata.ServiceProviderName != "ACME");
        Assert.That(stranger.DownloadOrderAsync("fresh").Now(), Is.EqualTo(new OrderOutcome.Refused(new("8.2.5", "1.2"))));
        Assert.That(TestServer.Done(server.Server.Es2.DownloadOrderAsync("fresh").Now()).Iccid.Digits, Is.EqualTo("8949000000000000026"));
    }

    [Test]
    public void Whose_a_template_is_its_profiles_are()
    {
        TestServer server = With(Template() with { Owner = "ACME" });
        Es2Functions stranger = server.Server.Es2.ForOperator("other"), owner = server.Server.Es2.ForOperator("ACME");
        Assert.That(stranger.DownloadOrderAsync("fresh").Now(), Is.EqualTo(new OrderOutcome.Refused(new("8.2.5", "1.2"))));
        ProfileOrder made = TestServer.Done(owner.DownloadOrderAsync("fresh").Now());
        Assert.That((made.Iccid.Digits, made.Profile.Owner), Is.EqualTo(("8949000000000000026", "ACME")));
        Assert.That(stranger.CancelOrderAsync(made.Iccid, null, null, true).Now(), Is.EqualTo(new OrderOutcome.Refused(new("8.2.1", "1.2"))));
    }

    [Test]
    public void Orders_at_once_get_different_profiles()
    {
        TestServer server = With(Template() with { Subscribers = new("894900000000000002", "001010000000002", 64) });
        string[] iccids = [.. Enumerable.Range(0, 64).AsParallel().Select(_ => TestServer.Done(server.Server.Es2.DownloadOrderAsync("fresh").Now()).Iccid.Digits)];
        Assert.That(iccids, Is.Unique);
    }

    [Test]
    public void The_seed_decides_every_octet([Values] bool usesRandomKeys)
    {
        ProfileTemplate template = Template() with { UsesRandomKeys = usesRandomKeys };
        Profile one = template.Create(1, new SeededRandom("seed")), again = template.Create(1, new SeededRandom("seed"));
        Assert.That((again.Package, again.Metadata), Is.EqualTo((one.Package, one.Metadata)));
        Assert.That(again.ProtectedPackage?.Blocks, Is.EqualTo(one.ProtectedPackage?.Blocks));
        Assert.That(one.ProtectedPackage is not null, Is.EqualTo(usesRandomKeys));
        Assert.That(template.Create(1, new SeededRandom("other")).Package, Is.Not.EqualTo(one.Package));
    }

    private static TestServer With(ProfileTemplate template) => new(options => options with { Templates = [template] });

    internal static ProfileTemplate Template(Action<PersonalisedPackage>? onMade = null) => new()
    {
        ProfileType = "fresh",
        Package = s_package,
        Subscribers = new("894900000000000002", "001010000000002", 3),
        Metadata = new() { Iccid = Iccid.FromDigits("0"), ServiceProviderName = "ACME", ProfileName = "Fresh" },
        OnMade = onMade,
    };

    private static readonly PackageTemplate s_package = new(ProfileBuilder.Build(new()
    {
        Iccid = Iccid.FromDigits("8949000000000000013"),
        Imsi = "001010000000001",
        Key = Octets.FromHex("000102030405060708090A0B0C0D0E0F"),
        Opc = Octets.FromHex("F0E0D0C0B0A090807060504030201000"),
    }).Write());
}
