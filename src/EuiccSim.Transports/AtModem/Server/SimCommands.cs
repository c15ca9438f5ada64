using System.Text;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Transports.AtModem.Server;

/// <summary>What a modem does with the SIM by itself. 3GPP TS 27.007 §5.6, §8.18.</summary>
internal static class SimCommands
{
    internal static IEnumerable<AtRow> Rows(Modem modem) =>
    [
        new("+CIMI") { Execute = (_, cancellationToken) => modem.OnOwnChannelAsync(sim => ImsiAsync(sim, cancellationToken), cancellationToken), UsesCard = true },
        new("+CRSM") { Set = (command, cancellationToken) => RestrictedAccess.RunAsync(modem, command, cancellationToken), UsesCard = true },
        IccidRow("+CCID", modem),
        IccidRow("+ICCID", modem),
        IccidRow("+QCCID", modem),
    ];

    /// <summary>Not in the standard, and yet every modem has it, under one of three names.</summary>
    private static AtRow IccidRow(string name, Modem modem)
    {
        ValueTask<AtResult> RunAsync(AtCommand command, CancellationToken cancellationToken) =>
            modem.OnOwnChannelAsync(sim => IccidAsync(sim, command.Name, cancellationToken), cancellationToken);
        return new(name) { Execute = RunAsync, Read = RunAsync, UsesCard = true };
    }

    private static async ValueTask<AtResult> IccidAsync(SimChannel sim, string name, CancellationToken cancellationToken)
    {
        ResponseApdu file = await sim.ReadAsync(s_iccid, cancellationToken).ConfigureAwait(false);
        if (file.Status == StatusWord.FileNotFound) return AtResult.Cme(CmeError.SimFailure);
        if (!file.Status.IsOk) return CardErrors.Of(file.Status);
        return file.Data.Length == 10 ? AtResult.Line($"{name}: {Iccid.FromEf(file.Data).Digits}") : AtResult.Cme(CmeError.SimFailure);
    }

    private static async ValueTask<AtResult> ImsiAsync(SimChannel sim, CancellationToken cancellationToken)
    {
        if (!await sim.SelectUsimAsync(cancellationToken).ConfigureAwait(false)) return AtResult.Cme(CmeError.SimFailure);
        ResponseApdu file = await sim.ReadAsync(Imsi, cancellationToken).ConfigureAwait(false);
        if (!file.Status.IsOk) return CardErrors.Of(file.Status);
        return DigitsOf(file.Data.Span) is { } digits ? AtResult.Line(digits) : AtResult.Cme(CmeError.SimFailure);
    }

    /// <summary>A length, and digits in swapped halves of which the first is the parity. TS 31.102 §4.2.2.</summary>
    private static string? DigitsOf(ReadOnlySpan<byte> file)
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

    private static readonly Octets s_iccid = Octets.FromHex("2FE2");
    /// <summary>EF.IMSI. TS 31.102 §4.2.2.</summary>
    internal static readonly Octets Imsi = Octets.FromHex("7FFF6F07");
}
