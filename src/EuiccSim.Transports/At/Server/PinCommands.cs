using System.IO.Enumeration;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Uicc;
using EuiccSim.Terminal;

namespace EuiccSim.Transports.At.Server;

/// <summary>The SIM's PINs: entered, changed, turned on and off, counted. 3GPP TS 27.007 §7.4, §7.5, §8.3, §8.65.</summary>
internal static class PinCommands
{
    internal static IEnumerable<AtRow> Rows(Modem modem)
    {
        AtRow.Handler OnSim(Func<Sim, AtCommand, CancellationToken, ValueTask<AtResult>> run) =>
            (command, cancellationToken) => modem.OnOwnChannelAsync(sim => OnUsimAsync(sim, command, run, cancellationToken), cancellationToken);
        return
        [
            new("+CPIN") { Read = OnSim(StateAsync), Set = OnSim(EnterAsync), UsesCard = true },
            new("+CPINR") { Execute = OnSim(TriesAsync), Set = OnSim(TriesAsync), UsesCard = true },
            new("+CLCK") { Set = OnSim(LockAsync), UsesCard = true, Test = "(\"SC\")" },
            new("+CPWD") { Set = OnSim(ChangeAsync), UsesCard = true, Test = "(\"SC\",8),(\"P2\",8)" },
        ];
    }

    /// <summary>PINs belong to the USIM: without an enabled profile there is none.</summary>
    private static async ValueTask<AtResult> OnUsimAsync(
        Sim sim, AtCommand command, Func<Sim, AtCommand, CancellationToken, ValueTask<AtResult>> run, CancellationToken cancellationToken) =>
        await SimCommands.SelectUsimAsync(sim, cancellationToken).ConfigureAwait(false)
            ? await run(sim, command, cancellationToken).ConfigureAwait(false)
            : AtResult.Cme(CmeError.SimFailure);

    private static async ValueTask<AtResult> StateAsync(Sim sim, AtCommand command, CancellationToken cancellationToken) =>
        await StateAsync(sim, cancellationToken).ConfigureAwait(false) switch
        {
            PinState.Ready => AtResult.Line("+CPIN: READY"),
            PinState.PinWanted => AtResult.Line("+CPIN: SIM PIN"),
            PinState.PukWanted => AtResult.Line("+CPIN: SIM PUK"),
            _ => AtResult.Cme(CmeError.SimFailure),
        };

    private static async ValueTask<AtResult> EnterAsync(Sim sim, AtCommand command, CancellationToken cancellationToken)
    {
        if (!IsPin(command.Text(0))) return AtResult.Cme(CmeError.IncorrectParameters);
        switch (await StateAsync(sim, cancellationToken).ConfigureAwait(false))
        {
            case PinState.PinWanted:
                return await sim.VerifyPinAsync(command.Text(0), cancellationToken).ConfigureAwait(false) ? AtResult.Ok : AtResult.Cme(CmeError.OperationNotAllowed);
            case PinState.PukWanted:
                if (!IsPin(command.Text(1))) return AtResult.Cme(CmeError.SimPukRequired);
                await sim.UnblockPinAsync(PinReference.Pin1, command.Text(0), command.Text(1), cancellationToken).ConfigureAwait(false);
                return AtResult.Ok;
            case PinState.Ready:
                return AtResult.Cme(CmeError.OperationNotAllowed);
            default:
                return AtResult.Cme(CmeError.SimFailure);
        }
    }

    /// <summary>Whether the PIN is wanted shows where it is needed: at EF.IMSI.</summary>
    private static async ValueTask<PinState> StateAsync(Sim sim, CancellationToken cancellationToken)
    {
        try
        {
            await sim.ReadAsync(FileAddress.Imsi, cancellationToken).ConfigureAwait(false);
            return PinState.Ready;
        }
        catch (SimException no)
        {
            if (no.Status != StatusWord.SecurityStatusNotSatisfied) return PinState.Unknown;
            return await sim.PinTriesAsync(PinReference.Pin1, cancellationToken).ConfigureAwait(false) == 0 ? PinState.PukWanted : PinState.PinWanted;
        }
    }

    /// <summary>The tries of all PINs and PUKs, or of those whose name fits; '*' stands for anything.</summary>
    private static async ValueTask<AtResult> TriesAsync(Sim sim, AtCommand command, CancellationToken cancellationToken)
    {
        List<string> lines = [];
        foreach ((string name, bool isPuk, PinReference reference) in s_counted)
        {
            if (command.Text(0) is { Length: > 0 } wanted && !FileSystemName.MatchesSimpleExpression(wanted, name)) continue;
            if (await TriesAsync(sim, isPuk, reference, cancellationToken).ConfigureAwait(false) is { } tries) lines.Add($"+CPINR: {name},{tries}");
        }
        return lines.Count == 0 ? AtResult.Cme(CmeError.NotFound) : AtResult.Line([.. lines]);
    }

    private static ValueTask<int?> TriesAsync(Sim sim, bool isPuk, PinReference reference, CancellationToken cancellationToken) =>
        isPuk ? sim.PukTriesAsync(reference, cancellationToken) : sim.PinTriesAsync(reference, cancellationToken);

    /// <summary>Whether the SIM asks for its PIN when it is turned on. Other locks are the phone's or the network's.</summary>
    private static async ValueTask<AtResult> LockAsync(Sim sim, AtCommand command, CancellationToken cancellationToken)
    {
        if (!command.Text(0).Equals(SimCard, StringComparison.OrdinalIgnoreCase)) return AtResult.Cme(CmeError.OperationNotSupported);
        if (command.Number(1) is not (>= 0 and <= Query and int mode)) return AtResult.Cme(CmeError.IncorrectParameters);
        if (mode == Query)
        {
            FileControlParameters usim = await sim.SelectAsync(s_usim, cancellationToken).ConfigureAwait(false);
            return usim.IsEnabled(PinReference.Pin1) is { } enabled ? AtResult.Line($"+CLCK: {(enabled ? 1 : 0)}") : AtResult.Cme(CmeError.SimFailure);
        }
        if (!IsPin(command.Text(2))) return AtResult.Cme(CmeError.IncorrectParameters);
        if (mode == 1) await sim.EnablePinAsync(PinReference.Pin1, command.Text(2), cancellationToken).ConfigureAwait(false);
        else await sim.DisablePinAsync(PinReference.Pin1, command.Text(2), cancellationToken).ConfigureAwait(false);
        return AtResult.Ok;
    }

    private static async ValueTask<AtResult> ChangeAsync(Sim sim, AtCommand command, CancellationToken cancellationToken)
    {
        PinReference? reference = command.Text(0).ToUpperInvariant() switch
        {
            SimCard => PinReference.Pin1,
            "P2" => PinReference.Pin2,
            _ => null,
        };
        if (reference is not { } pin) return AtResult.Cme(CmeError.OperationNotSupported);
        if (!IsPin(command.Text(1)) || !IsPin(command.Text(2))) return AtResult.Cme(CmeError.IncorrectParameters);
        await sim.ChangePinAsync(pin, command.Text(1), command.Text(2), cancellationToken).ConfigureAwait(false);
        return AtResult.Ok;
    }

    private static bool IsPin(string digits) => PinDigits.TryWrite(digits) is not null;

    private enum PinState
    {
        Unknown,
        Ready,
        PinWanted,
        PukWanted,
    }

    private const string SimCard = "SC";
    private const int Query = 2;
    private static readonly FileAddress s_usim = new("USIM", Octets.Empty);
    private static readonly (string Name, bool IsPuk, PinReference Reference)[] s_counted =
        [("SIM PIN", false, PinReference.Pin1), ("SIM PUK", true, PinReference.Pin1), ("SIM PIN2", false, PinReference.Pin2), ("SIM PUK2", true, PinReference.Pin2)];
}
