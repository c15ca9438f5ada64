using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Protocol.Saip;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.SmDp.Functions;

/// <summary>What a device and an eUICC must be able to do for a profile. SGP.22 v2.5 §5.6.3, annex F; memory and rules are in AuthenticateClientTests.</summary>
internal sealed class EligibilityTests
{
    [TestCase((UiccCapability)0, "8.2.5/4.3")]
    [TestCase(UiccCapability.UsimSupport, "8.2.5/4.3")]
    [TestCase(UiccCapability.UsimSupport | UiccCapability.AkaTuak256, "")]
    public void The_eUICC_must_have_the_services_of_the_header(UiccCapability capability, string code) =>
        Assert.That(Ask(TestServer.Profile(services: new() { Usim = true, Tuak256 = true }), euicc => euicc.UiccCapability = capability), Is.EqualTo(code));

    [TestCase(3, false, "8.2.5/4.3")]
    [TestCase(3, true, "")]
    [TestCase(2, false, "")]
    public void The_eUICC_must_know_the_major_version_of_the_package(int version, bool hasNewer, string code) =>
        Assert.That(Ask(TestServer.Profile(version: version), euicc => euicc.MoreProfileVersions = hasNewer ? [new(2, 1), new(3, 3, 1)] : null), Is.EqualTo(code));

    [TestCase(false, "8.2.5/4.3")]
    [TestCase(true, "")]
    public void Contactless_applications_need_a_contactless_device(bool isContactless, string code) =>
        Assert.That(Ask(TestServer.Profile(services: new() { Contactless = true }), euicc =>
        {
            euicc.UiccCapability = UiccCapability.ContactlessSupport;
            euicc.DeviceCapabilities = new() { ContactlessSupportedRelease = isContactless ? new(9, 0) : null };
        }), Is.EqualTo(code));

    [TestCase(PprIds.Ppr1, "8.2.5/4.3")]
    [TestCase(null, "")]
    public void The_host_may_leave_services_to_the_eUICC_but_not_rules(PprIds? forbidden, string code)
    {
        TestServer server = new(options => options with { Eligibility = EligibilityRules.WithoutServices });
        Profile profile = TestServer.Profile(services: new() { Usim = true, Contactless = true }, version: 3);
        Profile ruled = Profile.FromPackage(profile.Package, profile.Metadata.Value with { ProfilePolicyRules = PprIds.Ppr1 });
        Assert.That(Ask(server, ruled, euicc => (euicc.UiccCapability, euicc.ForbiddenRules) = (0, forbidden)), Is.EqualTo(code));
    }

    /// <summary>An operator may ask for more: here, for LTE.</summary>
    [TestCase(false, "8.2.5/4.3")]
    [TestCase(true, "")]
    public void The_host_may_judge_by_the_device(bool hasLte, string code)
    {
        TestServer server = new(options => options with
        {
            Eligibility = question => question.DeviceInfo.DeviceCapabilities.EutranEpcSupportedRelease is null
                ? Eligibility.NotEligible
                : EligibilityRules.Default(question),
        });
        Assert.That(Ask(server, TestServer.Profile(), euicc => euicc.DeviceCapabilities = new() { EutranEpcSupportedRelease = hasLte ? new(15, 0) : null }), Is.EqualTo(code));
    }

    [Test]
    public void Who_is_not_eligible_leaves_the_order_as_it_is_and_the_operator_can_be_told()
    {
        TestServer server = new();
        Assert.That(Ask(server, TestServer.Profile(version: 3), _ => { }), Is.EqualTo("8.2.5/4.3"));
        Assert.That((server.Order().State, server.Order().DownloadAttempts, server.Order().History.Count), Is.EqualTo((OrderState.Released, 0, 0)));
        OrderEvent.NotOffered told = server.Events.OfType<OrderEvent.NotOffered>().Single();
        Assert.That((told.Iccid, told.Eid, told.StatusCode.ToString()), Is.EqualTo((server.Order().Iccid, server.Euicc().Eid, "8.2.5/4.3")));
    }

    private static string Ask(Profile profile, Action<ScriptedEuicc> change) => Ask(new TestServer(), profile, change);

    private static string Ask(TestServer server, Profile profile, Action<ScriptedEuicc> change)
    {
        server.Release(profile: profile);
        ScriptedEuicc euicc = server.Euicc();
        change(euicc);
        euicc.Initiate();
        return euicc.AuthenticateClient().Code;
    }
}
