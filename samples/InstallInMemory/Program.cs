// Installs a profile: a virtual eUICC, an LPA and an SM-DP+ in one process, talking APDUs and ES9+ to each other.
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Testing;

await using EsimWorld world = await EsimWorld.CreateAsync();
OrderedProfile profile = await world.InstallAsync();
Console.WriteLine($"Activation Code  {profile.Code.ToQrText()}");
Console.WriteLine($"EID              {world.Device.Eid}");
Console.WriteLine($"Installed        {profile.Iccid}");
await world.Device.EnableAsync(profile.Iccid);
foreach (ProfileInfo info in await world.Device.GetProfilesAsync())
    Console.WriteLine($"Profile          {info.Iccid} \"{info.ProfileName}\" of {info.ServiceProviderName}: {info.ProfileState}");
Console.WriteLine($"Server           {await profile.GetOrderAsync()}");
