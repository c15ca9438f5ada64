using EuiccSim.Transports.Tracing;

namespace EuiccSim.Cli.Trace;

/// <summary><c>euiccsim trace replay FILE</c>: the recorded commands to a card, and where it answers otherwise.</summary>
internal sealed class ReplayVerb
{
    private readonly TraceInput _input = new();
    private readonly CardTargetOptions _target = new();

    private ReplayVerb()
    {
    }

    internal static Command Build(Surroundings at)
    {
        ReplayVerb verb = new();
        Command command = new("replay", "Sends the commands of a recorded trace to a card, and shows where its answers differ. What the trace deletes is deleted.");
        verb._input.AddTo(command);
        verb._target.AddTo(command);
        return command.Does(at, verb.RunAsync);
    }

    private async Task<VerbResult> RunAsync(VerbCall call)
    {
        var (records, leftOut, _, fault) = await _input.ReadAsync(call);
        // Half a trace would leave the card anywhere.
        if (fault is not null) throw fault;
        foreach (LeftOut one in leftOut) call.Say(one.ToString());
        if (records.Count == 0) throw CommandFailure.Missing("noRecords", "There is nothing of a card in the file.");
        await using OpenCard card = await _target.OpenAsync(call);
        SequenceOf<ReplayDifference> differences = await TraceReplay.RunAsync(records, card.Connection, call.Ct);
        return new ReplayResult(records, differences);
    }
}
