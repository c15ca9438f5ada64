using EuiccSim.Card;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;

namespace EuiccSim.Terminal.Tests;

/// <summary>A card with an enabled profile whose PIN 1 is asked for.</summary>
internal static class EnabledCard
{
    internal static SubscriberData Subscriber { get; } = new()
    {
        Iccid = Iccid.FromDigits("89882119900000000012"),
        Imsi = "001010000000001",
        // TS 35.207 set 1.
        Key = Octets.FromHex("465B5CE8B199B49FAA5F0A2EE238A6BC"),
        Opc = Octets.FromHex("CD63CB71954A9F4E48A5994E37A02BAF"),
        Pin = "2468",
        Puk = "13579246",
        IsPinEnabled = true,
    };

    internal static async Task<CardConnection> CreateAsync()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync(new() { Seed = "terminal" });
        OrderedProfile ordered = await world.OrderAsync(Profile.FromPackage(ProfileBuilder.Build(Subscriber).Write(), "EuiccSim", "Terminal"));
        await world.Device.InstallAsync(ordered.Code);
        await world.Device.EnableAsync(ordered.Iccid);
        CardConnection card = new(world.Device.Card);
        await card.ResetAsync(default);
        return card;
    }
}
