using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Terminal;

namespace EuiccSim.Transports.At.Server;

/// <summary>AT+CRSM: one access to one file, which the modem selects. 3GPP TS 27.007 §8.18.</summary>
internal static class RestrictedAccess
{
    internal static async ValueTask<AtResult> RunAsync(Modem modem, AtCommand command, CancellationToken cancellationToken)
    {
        if (Access.TryParse(command) is not { } access) return AtResult.Cme(CmeError.IncorrectParameters);
        ResponseApdu response = await modem.OnOwnChannelAsync(sim => RunAsync(sim, access, cancellationToken), cancellationToken).ConfigureAwait(false);
        string data = response.Data.IsEmpty ? "" : $",\"{response.Data}\"";
        return AtResult.Line($"+CRSM: {response.Status.Sw1},{response.Status.Sw2}{data}");
    }

    private static async ValueTask<ResponseApdu> RunAsync(Sim sim, Access access, CancellationToken cancellationToken)
    {
        await SimCommands.SelectUsimAsync(sim, cancellationToken).ConfigureAwait(false);
        ResponseApdu selected = await SelectAsync(sim, access, cancellationToken).ConfigureAwait(false);
        if (!selected.Status.IsOk || access.Instruction == GetResponse) return selected;
        byte cla = access.Instruction is Status or RetrieveData or SetData ? (byte)0x80 : (byte)0x00;
        int ne = !access.Data.IsEmpty || access.Instruction is UpdateBinary or UpdateRecord or SetData ? 0 : access.P3 == 0 ? 0x100 : access.P3;
        return await sim.TransmitAsync(new(cla, access.Instruction, access.P1, access.P2, access.Data, ne), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Under the path that was given; else in the USIM, in DF TELECOM, or right under the MF. STATUS may name no file.</summary>
    private static async ValueTask<ResponseApdu> SelectAsync(Sim sim, Access access, CancellationToken cancellationToken)
    {
        if (access.File is not { } file) return await SelectPathAsync(sim, s_usim, cancellationToken).ConfigureAwait(false);
        if (access.Path is { } path) return await SelectPathAsync(sim, Octets.Concat(path, file), cancellationToken).ConfigureAwait(false);
        if (file == s_mf) return await SelectPathAsync(sim, default, cancellationToken).ConfigureAwait(false);
        ResponseApdu selected = ResponseApdu.Ok;
        foreach (Octets directory in s_directories)
        {
            selected = await SelectPathAsync(sim, Octets.Concat(directory, file), cancellationToken).ConfigureAwait(false);
            if (selected.Status.IsOk) break;
        }
        return selected;
    }

    /// <summary>Selects by a path from the MF, which is not part of it; an empty one is the MF itself.</summary>
    private static ValueTask<ResponseApdu> SelectPathAsync(Sim sim, Octets path, CancellationToken cancellationToken) => path.IsEmpty
        ? sim.TransmitAsync(new(0x00, 0xA4, 0x00, 0x04, s_mf, 0x100), cancellationToken)
        : sim.TransmitAsync(new(0x00, 0xA4, 0x08, 0x04, path, 0x100), cancellationToken);

    private sealed record Access(byte Instruction, Octets? File, byte P1, byte P2, int P3, Octets Data, Octets? Path)
    {
        internal static Access? TryParse(AtCommand command)
        {
            if (command.Number(0) is not { } instruction || !s_instructions.Contains((byte)(instruction & 0xFF)) || instruction > 0xFF) return null;
            if (command.Number(1, 0) is not (>= 0 and <= 0xFFFF and int file)) return null;
            if (Octet(command, 2) is not { } p1 || Octet(command, 3) is not { } p2 || Octet(command, 4) is not { } p3) return null;
            if (command.Octets(5) is not { } data || command.Octets(6) is not { } path || data.Length > 0xFF || path.Length % 2 != 0) return null;
            bool writes = instruction is UpdateBinary or UpdateRecord or SetData;
            if (writes ? data.Length != p3 || data.IsEmpty : !data.IsEmpty) return null;
            if (file == 0 && instruction != Status) return null;
            return new((byte)instruction, file == 0 ? null : Fid(file), p1, p2, p3, data, path.IsEmpty ? null : WithoutMf(path));
        }

        private static byte? Octet(AtCommand command, int index) =>
            command.Number(index, 0) is >= 0 and <= 0xFF and int value ? (byte)value : null;

        private static Octets Fid(int file) => Octets.Of([(byte)(file >> 8), (byte)(file & 0xFF)]);

        private static Octets WithoutMf(Octets path) => path.Length >= 2 && path.Slice(0, 2) == s_mf ? path.Slice(2) : path;
    }

    private const byte ReadBinary = 176;
    private const byte ReadRecord = 178;
    private const byte GetResponse = 192;
    private const byte RetrieveData = 203;
    private const byte UpdateBinary = 214;
    private const byte SetData = 219;
    private const byte UpdateRecord = 220;
    private const byte Status = 242;
    private static readonly byte[] s_instructions =
        [ReadBinary, ReadRecord, GetResponse, RetrieveData, UpdateBinary, SetData, UpdateRecord, Status];

    private static readonly Octets s_mf = Octets.FromHex("3F00");
    private static readonly Octets s_usim = Octets.FromHex("7FFF");
    private static readonly Octets[] s_directories = [s_usim, Octets.FromHex("7F10"), default];
}
