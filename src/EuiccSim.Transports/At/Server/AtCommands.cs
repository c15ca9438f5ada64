using System.Collections.Frozen;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.At.Server;

/// <summary>All commands of the modem.</summary>
internal sealed class AtCommands
{
    private readonly Modem _modem;
    private readonly FrozenDictionary<string, AtRow> _rows;

    internal AtCommands(Modem modem)
    {
        _modem = modem;
        List<AtRow> rows =
        [
            .. BasicCommands.Rows(modem),
            .. HarmlessCommands.Rows(modem.Settings),
            .. SimCommands.Rows(modem),
            .. PinCommands.Rows(modem),
            .. ApduCommands.Rows(modem),
        ];
        rows.Add(new("+CLAC") { Execute = AtRow.Now(_ => AtResult.Line([.. _rows!.Keys.Order(StringComparer.Ordinal)])) });
        _rows = rows.ToFrozenDictionary(row => row.Name);
    }

    internal async ValueTask<AtResult> RunAsync(AtCommand command, CancellationToken cancellationToken)
    {
        if (!_rows.TryGetValue(command.Name, out AtRow? row)) return AtResult.Error;
        if (row.UsesCard && !_modem.HasPower && command.Form != AtForm.Test) return AtResult.Cme(CmeError.SimFailure);
        try
        {
            if (_modem.Dialect.KeepsIdentity) await _modem.Identity.LearnAsync(_rows.Values, cancellationToken).ConfigureAwait(false);
            if (command.Form != AtForm.Test && _modem.Identity.Find(command.Name) is { } kept) return kept;
            if (row.ReachesCard && command.Form == AtForm.Set && await _modem.TakesCardForNoneAsync(cancellationToken).ConfigureAwait(false)) return AtResult.Cme(CmeError.SimNotInserted);
            return await row.RunAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch (CardException e)
        {
            return CardErrors.Of(e.Status);
        }
        catch (Exception e) when (e is TransportException or MalformedResponseException or Asn1ContentException)
        {
            Log.CardGone(_modem.Logger, e);
            return AtResult.Cme(CmeError.SimFailure);
        }
    }
}
