using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Uicc;
using EuiccSim.Terminal;

namespace EuiccSim.Transports.At.Server;

/// <summary>What a modem does with the SIM by itself. 3GPP TS 27.007 §5.6, §8.18.</summary>
internal static class SimCommands
{
    internal static IEnumerable<AtRow> Rows(Modem modem) =>
    [
        new("+CIMI") { Execute = (_, cancellationToken) => modem.OnOwnChannelAsync(sim => ImsiAsync(sim, cancellationToken), cancellationToken), UsesCard = true, TellsIdentity = true },
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
        return new(name) { Execute = RunAsync, Read = RunAsync, UsesCard = true, TellsIdentity = true };
    }

    private static async ValueTask<AtResult> IccidAsync(Sim sim, string name, CancellationToken cancellationToken)
    {
        if (await sim.TrySelectAsync(FileAddress.Iccid, cancellationToken).ConfigureAwait(false) is not { } file) return AtResult.Cme(CmeError.SimFailure);
        Octets content = await sim.ReadBinaryAsync(0, file.Size, cancellationToken).ConfigureAwait(false);
        return content.Length == 10 ? AtResult.Line($"{name}: {Iccid.FromEf(content).Digits}") : AtResult.Cme(CmeError.SimFailure);
    }

    private static async ValueTask<AtResult> ImsiAsync(Sim sim, CancellationToken cancellationToken)
    {
        if (!await SelectUsimAsync(sim, cancellationToken).ConfigureAwait(false)) return AtResult.Cme(CmeError.SimFailure);
        return AtResult.Line((await sim.ReadImsiAsync(cancellationToken).ConfigureAwait(false)).Digits);
    }

    /// <summary>Selects the first USIM. False if the card has none: no profile is enabled.</summary>
    internal static async ValueTask<bool> SelectUsimAsync(Sim sim, CancellationToken cancellationToken)
    {
        CommandApdu select = new(0x00, 0xA4, 0x04, 0x04, Aid.Usim.Value, 0x100);
        return (await sim.TransmitAsync(select, cancellationToken).ConfigureAwait(false)).Status.IsOk;
    }
}
