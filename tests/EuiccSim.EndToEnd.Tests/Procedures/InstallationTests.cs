using EuiccSim.Card;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Procedures;

/// <summary>Profiles, cards and wires of all kinds: all of them install.</summary>
internal sealed class InstallationTests
{
    [TestCase("nist")]
    [TestCase("brainpool")]
    public async Task On_both_curves(string curve)
    {
        await using EsimWorld world = await TestWorld.OnAsync(curve);
        await world.DownloadFirstAsync();
        Assert.That(world.Device.Profiles, Has.Count.EqualTo(1));
    }

    /// <summary>Whatever the server prefers, the eUICC's order decides. SGP.22 v2.5 §5.6.1.</summary>
    [TestCase("nist", "brainpool", "nist", "brainpool")]
    [TestCase("nist", "brainpool", "brainpool", "nist")]
    [TestCase("brainpool", "nist", "nist", "brainpool")]
    public async Task With_two_CIs_on_both_sides(string firstOfCard, string secondOfCard, string firstOfServer, string secondOfServer)
    {
        await using EsimWorld world = await TestWorld.CreateAsync(new() { Pkis = [Pkis.Of(firstOfServer), Pkis.Of(secondOfServer)] });
        Device phone = world.AddDevice(null, Pkis.Of(firstOfCard), Pkis.Of(secondOfCard));
        (await phone.DownloadAsync(await world.OrderCodeAsync())).MustBeInstalled();
        RspPki chosen = Pkis.Of(firstOfCard);
        InitiateAuthenticationOkEs9? server = (InitiateAuthenticationOkEs9?)world.Events.Calls.First().ResponseMessage;
        Assert.That(server!.EuiccCiPKIdToBeUsed, Is.EqualTo(chosen.TrustedCi.SubjectKeyIdentifier));
        Assert.That(server.ServerCertificate.Encoded, Is.EqualTo(chosen.DpAuth.Encoded));
    }

    [Test]
    public async Task A_card_and_a_server_without_a_common_CI_part_at_once()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        Device stranger = world.AddDevice(null, Pkis.Brainpool);
        (await stranger.DownloadAsync(await world.OrderCodeAsync())).MustBeRefused("initiateAuthentication", StatusCodes.SecurityConfigurationUnsupported);
    }

    [Test]
    public async Task A_profile_protected_under_random_keys()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        (await world.Device.DownloadAsync(await world.OrderCodeAsync(Packages.Number(1).WithRandomKeys(new SeededRandom("PPK"))))).MustBeInstalled();
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(7)]
    [TestCase(16)]
    [TestCase(120)]
    [TestCase(127)]
    [TestCase(128)]
    [TestCase(254)]
    [TestCase(255)]
    public async Task In_blocks_of_any_size(int blockSize)
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        world.Device.LpaOptions = new() { BlockSize = blockSize };
        await world.DownloadFirstAsync();
        int longest = world.Events.Apdus.Max(apdu => apdu.Command.Length);
        // A package block of 1020 octets does not go into 256 blocks smaller than 4.
        Assert.That(longest, Is.EqualTo(5 + Math.Max(blockSize, 4) + 1).Within(blockSize < 16 ? 17 : 0));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Over_wires_that_answer_as_T0_and_with_few_channels(bool isT0)
    {
        await using EsimWorld world = await TestWorld.CreateAsync(new() { Card = new() { Personality = new() { ShapesAsT0 = isT0, ChannelCount = 2 } } });
        await world.DownloadFirstAsync();
    }

    [Test]
    public async Task With_an_icon()
    {
        byte[] icon = new byte[1024];
        new SeededRandom("icon").Fill(icon);
        Octets picture = Octets.Wrap(icon);
        await using EsimWorld world = await TestWorld.CreateAsync();
        Profile profile = Packages.Number(1, metadata => metadata with { IconType = IconType.Png, Icon = picture });
        ProfileOffer? offer = null;
        DownloadOptions looking = new()
        {
            AskUser = (offered, _) =>
            {
                offer = offered;
                return new(UserDecision.Accept);
            },
        };
        (await world.Device.DownloadAsync(await world.OrderCodeAsync(profile), looking)).MustBeInstalled();
        Assert.That(offer!.Metadata.Icon, Is.EqualTo(picture));
        Octets tags = Octets.FromHex("5A9394");
        SequenceOf<Entry<ProfileInfo>> installed = await world.Device.WithLpaAsync(lpa => lpa.Es10c.GetProfilesInfoAsync(tags: tags));
        Assert.That(installed[0].Value.Icon, Is.EqualTo(picture));
        Assert.That(installed[0].Value.IconType, Is.EqualTo(IconType.Png));
    }

    [Test]
    public async Task With_data_of_the_server_for_the_ISDP()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        Profile profile = Packages.Number(1) with { DpProprietaryData = new() { DpOid = world.Server.Oid } };
        (await world.Device.DownloadAsync(await world.OrderCodeAsync(profile))).MustBeInstalled();
        Assert.That(world.Device.Profiles[0].DpProprietaryData!.DpOid, Is.EqualTo(world.Server.Oid));
    }

    [Test]
    public async Task Several_on_one_card_of_which_one_is_enabled()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        for (int i = 1; i <= 4; i++) (await world.Device.DownloadAsync(await world.OrderCodeAsync(Packages.Number(i)))).MustBeInstalled();
        await EnableAsync(world.Device, 2);
        await EnableAsync(world.Device, 3);
        SequenceOf<ProfileInfo> profiles = await world.Device.GetProfilesAsync();
        Assert.That(profiles.Select(one => one.Iccid!.Value), Is.EqualTo(Enumerable.Range(1, 4).Select(Packages.IccidNumber)));
        Assert.That(profiles.Select(one => one.ProfileState == ProfileState.Enabled), Is.EqualTo(new[] { false, false, true, false }));
        Assert.That(profiles.Select(one => one.IsdpAid), Is.Unique);
        await world.Device.DeliverNotificationsAsync();
        Assert.That(world.OrderOf(Packages.IccidNumber(2)).History.OfType<OrderEvent.Notified>().Select(one => one.Operation),
            Is.EqualTo(new[] { NotificationEvent.NotificationEnable, NotificationEvent.NotificationDisable }));
    }

    [Test]
    public async Task One_that_is_on_the_card_already_is_refused_for_good()
    {
        await using EsimWorld first = await TestWorld.CreateAsync(), second = await TestWorld.CreateAsync();
        await first.DownloadFirstAsync();
        Device both = second.AddDevice(first.Device.State);
        (await both.DownloadAsync(await second.OrderCodeAsync())).MustHaveFailed(ErrorReason.InstallFailedDueToIccidAlreadyExistsOnEuicc);
        Assert.That(second.FirstOrder.State, Is.EqualTo(OrderState.Error));
        Assert.That(both.Profiles, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Eight_cards_at_once_from_one_server()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        Device[] phones = [.. Enumerable.Range(1, 8)
            .Select(i => world.AddDevice(null, Pkis.NistWithChip(i)))];
        ActivationCode[] codes = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => world.OrderCodeAsync(Packages.Number(i))));
        DownloadOutcome[] outcomes = await Task.WhenAll(phones.Zip(codes, (phone, code) => Task.Run(() => phone.DownloadAsync(code))));
        Assert.That(outcomes, Has.All.InstanceOf<DownloadOutcome.Installed>());
        for (int i = 1; i <= 8; i++)
        {
            ProfileOrder order = world.OrderOf(Packages.IccidNumber(i));
            Assert.That(order.State, Is.EqualTo(OrderState.Installed));
            Assert.That(order.LastDelivery!.Eid, Is.EqualTo(phones[i - 1].Eid));
        }
    }

    private static Task EnableAsync(Device phone, int number) =>
        phone.WithLpaAsync(lpa => lpa.Es10c.EnableProfileAsync(new ProfileIdentifier.Iccid(Packages.IccidNumber(number)), refresh: false));
}
