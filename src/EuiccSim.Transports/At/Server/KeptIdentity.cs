using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Transports.At.Server;

/// <summary>What a modem remembers of the card since it turned it on: whose it is.</summary>
internal sealed class KeptIdentity
{
    private Dictionary<string, AtResult>? _answers;

    /// <summary>What was answered to a command when the card was turned on; null if that is not remembered.</summary>
    internal AtResult? Find(string name) => _answers?.GetValueOrDefault(name);

    /// <summary>The card was turned off.</summary>
    internal void Forget() => _answers = null;

    /// <summary>Asks all that is remembered, once.</summary>
    internal async ValueTask LearnAsync(IEnumerable<AtRow> rows, CancellationToken cancellationToken)
    {
        if (_answers is not null) return;
        Dictionary<string, AtResult> answers = [];
        foreach (AtRow row in rows.Where(row => row.TellsIdentity))
            answers[row.Name] = await AskAsync(row, cancellationToken).ConfigureAwait(false);
        _answers = answers;
    }

    /// <summary>A card without an enabled profile has no subscriber, and that is remembered as well.</summary>
    private static async ValueTask<AtResult> AskAsync(AtRow row, CancellationToken cancellationToken)
    {
        try
        {
            return await row.RunAsync(new(row.Name, AtForm.Execute, []), cancellationToken).ConfigureAwait(false);
        }
        catch (CardException refusal)
        {
            return CardErrors.Of(refusal.Status);
        }
    }
}
