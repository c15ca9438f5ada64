using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.SmDp.Functions;

/// <summary>What happens when a download is tried again. SGP.22 v2.5 §3.1.3.3; SGP.23 §4.3.13.2.4 to .7 and §4.3.14.2.6.</summary>
internal sealed class RetryTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void With_the_same_key_the_same_package_is_signed_anew(bool withRandomKeys)
    {
        TestServer server = Ready(withRandomKeys);
        ScriptedEuicc euicc = server.Euicc();
        TlvNode first = Package(euicc.Download());
        TransactionId firstId = euicc.TransactionId;
        TlvNode second = Package(euicc.Download());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(euicc.SmdpSigned2!.BppEuiccOtpk, Is.EqualTo(euicc.OneTimeKey.PublicPoint));
            Assert.That(euicc.TransactionId, Is.Not.EqualTo(firstId));
            Assert.That(second[0xBF23][0x80].Value, Is.EqualTo(euicc.TransactionId.Octets.ToArray()));
            Assert.That(second[0xBF23][0x5F49].Value, Is.EqualTo(first[0xBF23][0x5F49].Value));
            Assert.That(second[0xBF23][0x5F37].Value, Is.Not.EqualTo(first[0xBF23][0x5F37].Value));
            Assert.That(second.Children.Skip(1)
                .Select(child => child.Whole), Is.EqualTo(first.Children.Skip(1).Select(child => child.Whole)));
            Assert.That(server.Events.OfType<OrderEvent.Delivered>()
                .Select(happened => happened.IsRepeated), Is.EqualTo(new[] { false, true }));
        }
    }

    [Test]
    public void With_another_key_the_package_is_bound_again()
    {
        TestServer server = Ready();
        ScriptedEuicc euicc = server.Euicc();
        TlvNode first = Package(euicc.Download());
        euicc.OneTimeKey = euicc.NewKey("another");
        TlvNode second = Package(euicc.Download());
        Assert.That(second[0xBF23][0x5F49].Value, Is.Not.EqualTo(first[0xBF23][0x5F49].Value));
        Assert.That(second[0xA3].Value, Is.Not.EqualTo(first[0xA3].Value));
    }

    [Test]
    public void With_another_key_it_is_refused_where_the_server_does_not_bind_again()
    {
        TestServer server = new(options => options with { AllowsRebinding = false });
        server.Release();
        ScriptedEuicc euicc = server.Euicc();
        euicc.Download();
        euicc.OneTimeKey = euicc.NewKey("another");
        Assert.That(euicc.Download().Code, Is.EqualTo("8.2/3.7"));
        Assert.That(server.Order().State, Is.EqualTo(OrderState.Downloaded));
    }

    [Test]
    public void After_delivery_another_eUICC_is_refused()
    {
        TestServer server = Ready();
        server.Euicc().Download();
        ScriptedEuicc other = server.Euicc().WithEid("89049032123451234512345678901332");
        other.Initiate();
        Assert.That(other.AuthenticateClient().Code, Is.EqualTo("8.2/1.2"));
    }

    [Test]
    public void After_a_temporary_failure_the_key_is_offered_to_the_same_eUICC_only()
    {
        TestServer server = Ready();
        ScriptedEuicc euicc = server.Euicc();
        euicc.Download();
        euicc.NotifyFailed(server.Order().Iccid, 11);
        ScriptedEuicc other = server.Euicc().WithEid("89049032123451234512345678901332");
        other.Initiate();
        Assert.That(other.AuthenticateClient().Code, Is.Empty);
        Assert.That(other.SmdpSigned2!.BppEuiccOtpk, Is.Null);
        euicc.Initiate();
        euicc.AuthenticateClient();
        Assert.That(euicc.SmdpSigned2!.BppEuiccOtpk, Is.EqualTo(euicc.OneTimeKey.PublicPoint));
    }

    [Test]
    public void Of_two_sessions_of_one_eUICC_that_wait_at_once_only_one_gets_a_package()
    {
        TestServer server = Ready();
        ScriptedEuicc one = server.Euicc(), two = server.Euicc();
        two.OneTimeKey = two.NewKey("another");
        one.Initiate();
        one.AuthenticateClient();
        two.Initiate();
        two.AuthenticateClient();
        Assert.That(one.GetBoundProfilePackage().Code, Is.Empty);
        Assert.That(two.GetBoundProfilePackage().Code, Is.EqualTo("8.2/1.2"));
    }

    private static TlvNode Package(Answer answer)
    {
        Assert.That(answer.Code, Is.Empty);
        return TlvNode.Read(answer.Der("boundProfilePackage").ToArray())[0];
    }

    private static TestServer Ready(bool withRandomKeys = false)
    {
        TestServer server = new();
        Profile profile = TestServer.Profile();
        server.Release(profile: withRandomKeys ? profile.WithRandomKeys(new EuiccSim.Testing.SeededRandom("PPK")) : profile);
        return server;
    }
}
