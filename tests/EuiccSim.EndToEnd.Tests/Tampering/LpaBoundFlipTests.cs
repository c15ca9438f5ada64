using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;
using EuiccSim.Tests;

namespace EuiccSim.EndToEnd.Tests.Tampering;

/// <summary>
/// One wrong bit in what the server sends, on its way to the LPA: whether the LPA or the card finds it, nothing is installed, and nothing
/// is thrown that an LPA does not document.
/// </summary>
[Category(Sweep.Category)]
internal sealed class LpaBoundFlipTests
{
    [TestCase("serverSigned1", "malformed|ServerMismatch|AuthenticateServer invalidSignature")]
    [TestCase("serverSignature1", "malformed|AuthenticateServer invalidSignature")]
    [TestCase("euiccCiPKIdToBeUsed", "malformed|AuthenticateServer ciPKUnknown")]
    [TestCase("serverCertificate", "malformed|AuthenticateServer invalidCertificate")]
    public async Task InitiateAuthentication(string member, string expected) =>
        await SweepAsync("initiateAuthentication", member, step: 1, expected, mayBeOver: false);

    // The metadata are signed only inside the package: what was shown must be what is installed.
    [TestCase("profileMetadata", "malformed|MetadataMismatch")]
    [TestCase("smdpSigned2", "malformed|ServerMismatch|ConfirmationCodeMissing|PrepareDownload invalidSignature")]
    [TestCase("smdpSignature2", "malformed|PrepareDownload invalidSignature")]
    [TestCase("smdpCertificate", "malformed|PrepareDownload invalidCertificate")]
    public async Task AuthenticateClient(string member, string expected) =>
        await SweepAsync("authenticateClient", member, step: 1, expected, mayBeOver: true);

    [Test]
    public async Task GetBoundProfilePackage() => await SweepAsync(
        "getBoundProfilePackage", "boundProfilePackage", step: 11,
        "malformed|MetadataMismatch|InitialiseSecureChannel InvalidSignature|InitialiseSecureChannel IncorrectInputValues"
        + "|ConfigureIsdp Scp03tSecurityError|StoreMetadata Scp03tSecurityError|LoadProfileElements Scp03tSecurityError",
        mayBeOver: true);

    private static async Task SweepAsync(string function, string member, int step, string expected, bool mayBeOver)
    {
        Octets value = await JsonFlip.BaselineAsync("nist", function, member, isAnswer: true);
        string[] endings = expected.Split('|');
        await new Sweep(8).OverAsync(Enumerable.Range(0, value.Length).Where(position => position % step == 0),
            position => CheckAsync(function, member, position, endings, mayBeOver));
    }

    private static async Task<string?> CheckAsync(string function, string member, int position, string[] expected, bool mayBeOver)
    {
        await using EsimWorld world = await TestWorld.OnAsync("nist");
        ActiveFault flip = world.Inject(JsonFlip.At(function, Leg.Answer, member, position));
        Attempt attempt = await Attempt.DownloadAsync(world);
        if (!flip.HasStruck) return "never came by";
        if (!expected.Contains(attempt.Ending)) return attempt.Ending;
        if (world.Device.Profiles.Count + world.Device.Notifications.Count != 0) return "something is left on the card";
        string again = await attempt.AgainAsync();
        return (attempt.Order.State, again) switch
        {
            (OrderState.Installed, "installed") => null,
            (OrderState.Error, Attempt.OrderIsOver) when mayBeOver => null,
            var other => $"{attempt.Ending}, then {other}",
        };
    }
}
