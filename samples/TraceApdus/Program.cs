// Listens to a world: each command with its answer, each ES10 function decoded, each commit.
using EuiccSim.Lpa;
using EuiccSim.Testing;
using EuiccSim.Testing.Events;

await using EsimWorld world = await EsimWorld.CreateAsync();
world.Events.Happened += Print;

await using (LpaClient lpa = await world.Device.OpenLpaAsync())
{
    await lpa.Es10c.GetEidAsync();
    await lpa.Es10a.SetDefaultDpAddressAsync("testsmdpplus1.example.com");
    await lpa.Es10a.GetEuiccConfiguredAddressesAsync();
}
await world.Device.ResetAsync();

static void Print(WorldEvent happened) => Console.WriteLine(happened switch
{
    WorldEvent.Apdu { Command: var command, Response: var response } => $"> {command}\n< {response}",
    WorldEvent.Es10 { Request: var request, Response: var response } => $"  {request}\n  {response}",
    WorldEvent.CardChanged { State: var state } => $"  committed: default SM-DP+ is {state.DefaultDpAddress}",
    WorldEvent.Reset { Atr: var atr } => $"  reset, ATR {atr}",
    _ => $"  {happened}",
});
