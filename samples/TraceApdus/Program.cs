// Listens to a world: each command with its answer, each ES10 function decoded, each commit.
using EuiccSim.Card;
using EuiccSim.Lpa;
using EuiccSim.Protocol.Events;
using EuiccSim.Testing;

await using EsimWorld world = await EsimWorld.CreateAsync();
world.Events.Happened += Print;

await using (LpaClient lpa = await world.Device.OpenLpaAsync())
{
    await lpa.Es10c.GetEidAsync();
    await lpa.Es10a.SetDefaultDpAddressAsync("testsmdpplus1.example.com");
    await lpa.Es10a.GetEuiccConfiguredAddressesAsync();
}
await world.Device.ResetAsync();

static void Print(TraceEvent happened) => Console.WriteLine(happened switch
{
    TraceEvent.Apdu { Command: var command, Response: var response } => $"> {command}\n< {response}",
    TraceEvent.Es10 { Request: var request, Response: var response } => $"  {request}\n  {response}",
    CardChanged { State: var state } => $"  committed: default SM-DP+ is {state.DefaultDpAddress}",
    TraceEvent.Reset { Atr: var atr } => $"  reset, ATR {atr}",
    _ => $"  {happened}",
});
