// Listens to a card: each command with its answer, each ES10 function decoded, each commit.
using EuiccSim.Card;
using EuiccSim.Lpa;

World world = new(new() { Trace = Print });

await using (LpaClient lpa = await world.OpenLpaAsync())
{
    await lpa.Es10c.GetEidAsync();
    await lpa.Es10a.SetDefaultDpAddressAsync("testsmdpplus1.example.com");
    await lpa.Es10a.GetEuiccConfiguredAddressesAsync();
}
world.Card.Reset();

static void Print(TraceEvent traced) => Console.WriteLine(traced switch
{
    TraceEvent.Apdu { Command: var command, Response: var response } => $"> {command}\n< {response}",
    TraceEvent.Es10 { Request: var request, Response: var response } => $"  {request}\n  {response}",
    TraceEvent.Committed { State: var state } => $"  committed: default SM-DP+ is {state.DefaultDpAddress}",
    TraceEvent.Reset { Atr: var atr } => $"  reset, ATR {atr}",
    _ => $"  {traced}",
});
