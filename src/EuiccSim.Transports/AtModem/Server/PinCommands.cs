using System.IO.Enumeration;
using System.Text;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.AtModem.Server;

/// <summary>The SIM's PINs: entered, changed, turned on and off, counted. 3GPP TS 27.007 §7.4, §7.5, §8.3, §8.65.</summary>
internal static class PinCommands
{
    internal static IEnumerable<AtRow> Rows(Modem modem)
    {
        AtRow.Handler OnSim(Func<SimChannel, AtCommand, CancellationToken, ValueTask<AtResult>> run) =>
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
        SimChannel sim, AtCommand command, Func<SimChannel, AtCommand, CancellationToken, ValueTask<AtResult>> run, CancellationToken cancellationToken) =>
        await sim.SelectUsimAsync(cancellationToken).ConfigureAwait(false)
            ? await run(sim, command, cancellationToken).ConfigureAwait(false)
            : AtResult.Cme(CmeError.SimFailure);

    private static async ValueTask<AtResult> StateAsync(SimChannel sim, AtCommand command, CancellationToken cancellationToken) =>
        await StateAsync(sim, cancellationToken).ConfigureAwait(false) switch
        {
            PinState.Ready => AtResult.Line("+CPIN: READY"),
            PinState.PinWanted => AtResult.Line("+CPIN: SIM PIN"),
            PinState.PukWanted => AtResult.Line("+CPIN: SIM PUK"),
            _ => AtResult.Cme(CmeError.SimFailure),
        };

    private static async ValueTask<AtResult> EnterAsync(SimChannel sim, AtCommand command, CancellationToken cancellationToken)
    {
        if (Value(command.Text(0)) is not { } first) return AtResult.Cme(CmeError.IncorrectParameters);
        switch (await StateAsync(sim, cancellationToken).ConfigureAwait(false))
        {
            case PinState.PinWanted:
                return await PresentAsync(sim, Verify, Pin1, first, cancellationToken).ConfigureAwait(false);
            case PinState.PukWanted:
                if (Value(command.Text(1)) is not { } newPin) return AtResult.Cme(CmeError.SimPukRequired);
                return await PresentAsync(sim, Unblock, Pin1, Octets.Concat(first, newPin), cancellationToken).ConfigureAwait(false);
            case PinState.Ready:
                return AtResult.Cme(CmeError.OperationNotAllowed);
            default:
                return AtResult.Cme(CmeError.SimFailure);
        }
    }

    /// <summary>Whether the PIN is wanted shows where it is needed: at EF.IMSI.</summary>
    private static async ValueTask<PinState> StateAsync(SimChannel sim, CancellationToken cancellationToken)
    {
        ResponseApdu imsi = await sim.ReadAsync(SimCommands.Imsi, cancellationToken).ConfigureAwait(false);
        if (imsi.Status.IsOk) return PinState.Ready;
        if (imsi.Status != StatusWord.SecurityStatusNotSatisfied) return PinState.Unknown;
        return await TriesAsync(sim, Verify, Pin1, cancellationToken).ConfigureAwait(false) == 0 ? PinState.PukWanted : PinState.PinWanted;
    }

    /// <summary>The tries of all PINs and PUKs, or of those whose name fits; '*' stands for anything.</summary>
    private static async ValueTask<AtResult> TriesAsync(SimChannel sim, AtCommand command, CancellationToken cancellationToken)
    {
        List<string> lines = [];
        foreach ((string name, byte instruction, byte reference) in s_counted)
        {
            if (command.Text(0) is { Length: > 0 } wanted && !FileSystemName.MatchesSimpleExpression(wanted, name)) continue;
            if (await TriesAsync(sim, instruction, reference, cancellationToken).ConfigureAwait(false) is { } tries) lines.Add($"+CPINR: {name},{tries}");
        }
        return lines.Count == 0 ? AtResult.Cme(CmeError.NotFound) : AtResult.Line([.. lines]);
    }

    /// <summary>VERIFY and UNBLOCK PIN without data count and do nothing. Null if there is no such PIN.</summary>
    private static async ValueTask<int?> TriesAsync(SimChannel sim, byte instruction, byte reference, CancellationToken cancellationToken)
    {
        ResponseApdu answer = await sim.SendAsync(new(0x00, instruction, 0x00, reference), cancellationToken).ConfigureAwait(false);
        if (answer.Status == StatusWord.AuthenticationBlocked) return 0;
        return (answer.Status.Value & 0xFFF0) == NoTriesLeft ? answer.Status.Sw2 & 0x0F : null;
    }

    /// <summary>Whether the SIM asks for its PIN when it is turned on. Other locks are the phone's or the network's.</summary>
    private static async ValueTask<AtResult> LockAsync(SimChannel sim, AtCommand command, CancellationToken cancellationToken)
    {
        if (!command.Text(0).Equals(Sim, StringComparison.OrdinalIgnoreCase)) return AtResult.Cme(CmeError.OperationNotSupported);
        if (command.Number(1) is not (>= 0 and <= Query and int mode)) return AtResult.Cme(CmeError.IncorrectParameters);
        if (mode == Query)
        {
            ResponseApdu usim = await sim.SelectPathAsync(s_usim, cancellationToken).ConfigureAwait(false);
            if (!usim.Status.IsOk) return CardErrors.Of(usim.Status);
            return UsimStatus.IsPinEnabled(usim.Data, Pin1) is { } enabled
                ? AtResult.Line($"+CLCK: {(enabled ? 1 : 0)}")
                : AtResult.Cme(CmeError.SimFailure);
        }
        if (Value(command.Text(2)) is not { } pin) return AtResult.Cme(CmeError.IncorrectParameters);
        return await PresentAsync(sim, mode == 1 ? Enable : Disable, Pin1, pin, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<AtResult> ChangeAsync(SimChannel sim, AtCommand command, CancellationToken cancellationToken)
    {
        byte? reference = command.Text(0).ToUpperInvariant() switch
        {
            Sim => Pin1,
            "P2" => Pin2,
            _ => null,
        };
        if (reference is not { } pin) return AtResult.Cme(CmeError.OperationNotSupported);
        if (Value(command.Text(1)) is not { } old || Value(command.Text(2)) is not { } fresh) return AtResult.Cme(CmeError.IncorrectParameters);
        return await PresentAsync(sim, Change, pin, Octets.Concat(old, fresh), cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<AtResult> PresentAsync(SimChannel sim, byte instruction, byte reference, Octets values, CancellationToken cancellationToken)
    {
        ResponseApdu response = await sim.SendAsync(new(0x00, instruction, 0x00, reference, values), cancellationToken).ConfigureAwait(false);
        if (response.Status.IsOk) return AtResult.Ok;
        return response.Status.Value == NoTriesLeft ? AtResult.Cme(CmeError.SimPukRequired) : CardErrors.Of(response.Status);
    }

    /// <summary>4 to 8 digits, filled with 'FF'. TS 102 221 §9.5.1.</summary>
    private static Octets? Value(string digits)
    {
        if (digits.Length is < 4 or > 8 || digits.AsSpan().ContainsAnyExceptInRange('0', '9')) return null;
        byte[] value = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
        Encoding.ASCII.GetBytes(digits, value);
        return Octets.Wrap(value);
    }

    private enum PinState
    {
        Unknown,
        Ready,
        PinWanted,
        PukWanted,
    }

    private const string Sim = "SC";
    private const int Query = 2;
    private const byte Verify = 0x20;
    private const byte Change = 0x24;
    private const byte Disable = 0x26;
    private const byte Enable = 0x28;
    private const byte Unblock = 0x2C;
    private const byte Pin1 = 0x01;
    private const byte Pin2 = 0x81;
    private const int NoTriesLeft = 0x63C0;
    private static readonly Octets s_usim = Octets.FromHex("7FFF");
    private static readonly (string Name, byte Instruction, byte Reference)[] s_counted =
        [("SIM PIN", Verify, Pin1), ("SIM PUK", Unblock, Pin1), ("SIM PIN2", Verify, Pin2), ("SIM PUK2", Unblock, Pin2)];
}
