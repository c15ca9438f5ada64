// The ten things of docs/testing.md, each in a world of its own. The page shows the lines behind the first of each.
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Events;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;

await InstallAsync();
await EnableAsync();
await RefuseAsync();
await CutPowerAsync();
await MoveTimeAsync();
await TwoDevicesAsync();
await TwoServersAsync();
await LookAtApdusAsync();
await NotificationsAsync();
await SameSeedAsync();

static async Task InstallAsync()
{
    await using EsimWorld world = await EsimWorld.CreateAsync();
    OrderedProfile profile = await world.InstallAsync();
    Console.WriteLine($"{profile.Code.ToQrText()} installed {profile.Iccid} on {world.Device.Eid}");
}

static async Task EnableAsync()
{
    await using EsimWorld world = await EsimWorld.CreateAsync();
    OrderedProfile profile = await world.InstallAsync();
    await world.Device.EnableAsync(profile.Iccid);
    ProfileInfo info = (await world.Device.GetProfilesAsync())[0];
    Console.WriteLine($"{info.Iccid} is {info.ProfileState}, with IMSI {await world.Device.WithSimAsync(sim => sim.ReadImsiAsync())}");
}

static async Task RefuseAsync()
{
    await using EsimWorld world = await EsimWorld.CreateAsync();
    OrderedProfile ordered = await world.OrderAsync();
    world.Inject(Fault.At(Place.Es9).On("getBoundProfilePackage").Refuse("8.2.7", "3.8"));
    DownloadOutcome outcome = await world.Device.DownloadAsync(ordered.Code);
    Console.WriteLine(outcome is DownloadOutcome.RefusedByServer no ? $"{no.Function}: {no.Code}" : outcome);
}

static async Task CutPowerAsync()
{
    await using EsimWorld world = await EsimWorld.CreateAsync();
    OrderedProfile ordered = await world.OrderAsync();
    world.Inject(Fault.At(Place.Commit).Nth(4).PowerLoss());
    try { await world.Device.InstallAsync(ordered.Code); }
    catch (TransportException) { await world.Device.ResetAsync(); }
    Console.WriteLine($"{(await world.Device.GetProfilesAsync()).Count} installed, and after the next try {await world.Device.InstallAsync(ordered.Code)}");
}

static async Task MoveTimeAsync()
{
    await using EsimWorld world = await EsimWorld.CreateAsync();
    OrderedProfile ordered = await world.OrderAsync(confirmation: new() { ExpiresAt = world.Time.GetUtcNow().AddDays(7) });
    world.Advance(TimeSpan.FromDays(8));
    DownloadOutcome outcome = await world.Device.DownloadAsync(ordered.Code);
    Console.WriteLine(outcome is DownloadOutcome.RefusedByServer no ? $"{no.Code}: {no.Meaning}" : outcome);
}

static async Task TwoDevicesAsync()
{
    await using EsimWorld world = await EsimWorld.CreateAsync();
    Device tablet = world.AddDevice();
    OrderedProfile first = await world.InstallAsync();
    OrderedProfile second = await world.InstallAsync(tablet);
    Console.WriteLine($"{first.Iccid} on {world.Device.Eid}, {second.Iccid} on {tablet.Eid}");
}

static async Task TwoServersAsync()
{
    await using EsimWorld world = await EsimWorld.CreateAsync();
    SmdpServer other = world.AddServer("smdp2.example.com");
    OrderedProfile ordered = await world.OrderAsync(server: other);
    await world.Device.InstallAsync(ordered.Code);
    Console.WriteLine($"{ordered.Code.ToQrText()}: {await ordered.GetOrderAsync()}");
}

static async Task LookAtApdusAsync()
{
    await using EsimWorld world = await EsimWorld.CreateAsync();
    OrderedProfile profile = await world.InstallAsync();
    world.Events.Clear();
    await world.Device.EnableAsync(profile.Iccid);
    foreach (TraceEvent.Apdu apdu in world.Events.Apdus) Console.WriteLine($"> {apdu.Command}\n< {apdu.Response}");
}

static async Task NotificationsAsync()
{
    await using EsimWorld world = await EsimWorld.CreateAsync();
    OrderedProfile profile = await world.InstallAsync();
    await world.Device.EnableAsync(profile.Iccid);
    await world.Device.DeliverNotificationsAsync();
    ProfileOrder order = await profile.GetOrderAsync();
    Console.WriteLine(string.Join(", ", order.History.Select(one => one.GetType().Name)));
}

static async Task SameSeedAsync()
{
    await using EsimWorld world = await EsimWorld.CreateAsync(new() { Seed = "7" });
    await using EsimWorld same = await EsimWorld.CreateAsync(new() { Seed = "7" });
    await world.InstallAsync();
    await same.InstallAsync();
    Console.WriteLine(same.Events.ToTranscript() == world.Events.ToTranscript() ? "the same octets" : "other octets");
}
