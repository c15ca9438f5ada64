using System.Text;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Transports.AtModem.Server;

/// <summary>What a modem does with the SIM by itself. 3GPP TS 27.007 §5.6, §8.3, §8.18.</summary>
internal static class SimCommands
{
    internal static IEnumerable<AtRow> Rows(Modem modem) =>
    [
        new("+CPIN")
        {
            Read = (_, ct) => modem.OnOwnChannelAsync(sim => PinStateAsync(sim, ct), ct),
            Set = (command, ct) => modem.OnOwnChannelAsync(sim => EnterPinAsync(sim, command, ct), ct),
            UsesCard = true,
        },
        new("+CIMI") { Execute = (_, ct) => modem.OnOwnChannelAsync(sim => ImsiAsync(sim, ct), ct), UsesCard = true },
        new("+CRSM") { Set = (command, ct) => RestrictedAccess.RunAsync(modem, command, ct), UsesCard = true },
        IccidRow("+CCID", modem),
        IccidRow("+ICCID", modem),
        IccidRow("+QCCID", modem),
    ];

    /// <summary>Not in the standard, and yet every modem has it, under one of three names.</summary>
    private static AtRow IccidRow(string name, Modem modem)
    {
        ValueTask<AtResult> RunAsync(AtCommand command, CancellationToken ct) =>
            modem.OnOwnChannelAsync(sim => IccidAsync(sim, command.Name, ct), ct);
        return new(name) { Execute = RunAsync, Read = RunAsync, UsesCard = true };
    }

    private static async ValueTask<AtResult> IccidAsync(SimChannel sim, string name, CancellationToken ct)
    {
        ResponseApdu file = await sim.ReadAsync(s_iccid, ct).ConfigureAwait(false);
        if (file.Status == StatusWord.FileNotFound) return AtResult.Cme(CmeError.SimFailure);
        if (!file.Status.IsOk) return CardErrors.Of(file.Status);
        return file.Data.Length == 10 ? AtResult.Line($"{name}: {Iccid.FromEf(file.Data).Digits}") : AtResult.Cme(CmeError.SimFailure);
    }

    private static async ValueTask<AtResult> ImsiAsync(SimChannel sim, CancellationToken ct)
    {
        if (!await sim.SelectUsimAsync(ct).ConfigureAwait(false)) return AtResult.Cme(CmeError.SimFailure);
        ResponseApdu file = await sim.ReadAsync(s_imsi, ct).ConfigureAwait(false);
        if (!file.Status.IsOk) return CardErrors.Of(file.Status);
        return Imsi(file.Data.Span) is { } digits ? AtResult.Line(digits) : AtResult.Cme(CmeError.SimFailure);
    }

    /// <summary>A length, and digits in swapped halves of which the first is the parity. TS 31.102 §4.2.2.</summary>
    private static string? Imsi(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty || file[0] is 0 or > 8 || file.Length <= file[0]) return null;
        StringBuilder digits = new();
        for (int half = 1; half < 2 * file[0]; half++)
        {
            int digit = (file[1 + (half / 2)] >> (half % 2 == 0 ? 0 : 4)) & 0xF;
            if (digit <= 9) digits.Append((char)('0' + digit));
            else if (digit != 0xF) return null;
        }
        return digits.ToString();
    }

    /// <summary>Whether the PIN is wanted shows where it is needed: at EF.IMSI.</summary>
    private static async ValueTask<AtResult> PinStateAsync(SimChannel sim, CancellationToken ct) =>
        await StateAsync(sim, ct).ConfigureAwait(false) switch
        {
            PinState.Ready => AtResult.Line("+CPIN: READY"),
            PinState.PinWanted => AtResult.Line("+CPIN: SIM PIN"),
            PinState.PukWanted => AtResult.Line("+CPIN: SIM PUK"),
            _ => AtResult.Cme(CmeError.SimFailure),
        };

    private static async ValueTask<AtResult> EnterPinAsync(SimChannel sim, AtCommand command, CancellationToken ct)
    {
        if (PinValue(command.Text(0)) is not { } first) return AtResult.Cme(CmeError.IncorrectParameters);
        switch (await StateAsync(sim, ct).ConfigureAwait(false))
        {
            case PinState.PinWanted:
                return PinResult(await sim.SendAsync(new(0x00, 0x20, 0x00, ApplicationPin, first), ct).ConfigureAwait(false));
            case PinState.PukWanted:
                if (PinValue(command.Text(1)) is not { } newPin) return AtResult.Cme(CmeError.SimPukRequired);
                return PinResult(await sim.SendAsync(
                    new(0x00, 0x2C, 0x00, ApplicationPin, Octets.Concat(first, newPin)), ct).ConfigureAwait(false));
            case PinState.Ready:
                return AtResult.Cme(CmeError.OperationNotAllowed);
            default:
                return AtResult.Cme(CmeError.SimFailure);
        }
    }

    private static async ValueTask<PinState> StateAsync(SimChannel sim, CancellationToken ct)
    {
        if (!await sim.SelectUsimAsync(ct).ConfigureAwait(false)) return PinState.NoSim;
        ResponseApdu imsi = await sim.ReadAsync(s_imsi, ct).ConfigureAwait(false);
        if (imsi.Status.IsOk) return PinState.Ready;
        if (imsi.Status != StatusWord.SecurityStatusNotSatisfied) return PinState.NoSim;
        ResponseApdu tries = await sim.SendAsync(new(0x00, 0x20, 0x00, ApplicationPin), ct).ConfigureAwait(false);
        return tries.Status == StatusWord.AuthenticationBlocked ? PinState.PukWanted : PinState.PinWanted;
    }

    private static AtResult PinResult(ResponseApdu response) =>
        response.Status.IsOk ? AtResult.Ok
        : response.Status.Value == NoTriesLeft ? AtResult.Cme(CmeError.SimPukRequired)
        : CardErrors.Of(response.Status);

    /// <summary>4 to 8 digits, filled with 'FF'. TS 102 221 §9.5.1.</summary>
    private static Octets? PinValue(string digits)
    {
        if (digits.Length is < 4 or > 8 || digits.AsSpan().ContainsAnyExceptInRange('0', '9')) return null;
        byte[] value = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
        Encoding.ASCII.GetBytes(digits, value);
        return Octets.Wrap(value);
    }

    private enum PinState
    {
        NoSim,
        Ready,
        PinWanted,
        PukWanted,
    }

    private const byte ApplicationPin = 0x01;
    private const int NoTriesLeft = 0x63C0;
    private static readonly Octets s_iccid = Octets.FromHex("2FE2");
    private static readonly Octets s_imsi = Octets.FromHex("7FFF6F07");
}
