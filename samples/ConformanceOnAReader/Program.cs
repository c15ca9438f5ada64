// Conformance cases on the card in a reader. Without arguments a card of ours is brought into the reader of Debian's vsmartcard-vpcd; with the name
// or number of a reader it is your card, which is only read.
using EuiccSim.Conformance;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Euicc;
using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Running;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Transports.Pcsc;
using EuiccSim.Transports.Vpcd;

if (args.Length > 0)
{
    using PcscContext readers = PcscContext.Open();
    await using PcscConnection reader = await ReaderChoice.ConnectAloneAsync(readers, args[0]);
    await RunAsync(EuiccTarget.On(reader, $"the card in {args[0]}"), CaseEffect.Reads);
    return;
}

await using FreshCard card = new(TimeProvider.System, RandomSource.System);
using CancellationTokenSource taken = new();
Task inserted = new VpcdCard(card.Connection).RunAsync(taken.Token);
try
{
    await using PcscConnection reader = await ConnectAsync();
    await RunAsync(EuiccTarget.On(reader, "a card of ours in vpcd's reader", card.Pkis), CaseEffect.Installs);
}
catch (TransportException fault)
{
    // No daemon, or no virtual reader: the same card, without them.
    Console.Error.WriteLine($"There is no virtual reader here ({fault.Message}), so the card is asked in memory.");
    await RunAsync(card.Target, CaseEffect.Installs);
}
finally
{
    await taken.CancelAsync();
    try { await inserted; } catch (OperationCanceledException) { }
}

async Task<PcscConnection> ConnectAsync()
{
    using PcscContext context = PcscContext.Open();
    using CancellationTokenSource patience = new(TimeSpan.FromSeconds(10));
    try
    {
        await context.WaitForCardAsync("Virtual PCD 00 00", patience.Token);
    }
    catch (OperationCanceledException)
    {
        throw new TransportException("no card came into the reader 'Virtual PCD 00 00'");
    }
    return await context.ConnectAsync("Virtual PCD 00 00");
}

static async Task RunAsync(ConformanceTarget target, CaseEffect allowed)
{
    IEnumerable<ConformanceCase> cases = [.. ConformanceSuite.Find("4.2.1#1"), .. ConformanceSuite.Find("4.2.12/fresh"), .. ConformanceSuite.Find("4.2.21#3")];
    RunReport report = await ConformanceRun.RunAsync(cases, target, new() { Allowed = allowed });
    foreach (CaseResult result in report.Cases) Console.WriteLine($"{result.Verdict,-14} {result.Case.Id,-14} {result.Why}".TrimEnd());
    foreach (string sentence in report.LeftBehind) Console.WriteLine(sentence);
    Console.WriteLine($"exit code {report.ExitCode}");
}
