using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.At.Dialects;

namespace EuiccSim.Transports.At.Server;

/// <summary>APDUs through the modem: on the channel that they name, or on one that the modem opens. 3GPP TS 27.007 §8.17, §8.43 to §8.46.</summary>
internal static class ApduCommands
{
    internal static IEnumerable<AtRow> Rows(Modem modem)
    {
        yield return new("+CSIM") { Set = (command, cancellationToken) => PlainAsync(modem, command, cancellationToken), UsesCard = true, ReachesCard = true };
        if (modem.Dialect.Sessions == ModemSessions.None) yield break;
        yield return new("+CCHO") { Set = (command, cancellationToken) => OpenAsync(modem, command, cancellationToken), UsesCard = true, ReachesCard = true };
        yield return new("+CCHC") { Set = (command, cancellationToken) => CloseAsync(modem, command, cancellationToken), UsesCard = true };
        yield return new("+CGLA") { Set = (command, cancellationToken) => OnSessionAsync(modem, command, cancellationToken), UsesCard = true, ReachesCard = true };
    }

    private static async ValueTask<AtResult> PlainAsync(Modem modem, AtCommand command, CancellationToken cancellationToken)
    {
        if (command.Apdu(0) is not { } apdu) return AtResult.Cme(CmeError.IncorrectParameters);
        return Answer("+CSIM", await modem.TransmitAsync(apdu, cancellationToken).ConfigureAwait(false), modem.Dialect);
    }

    private static async ValueTask<AtResult> OpenAsync(Modem modem, AtCommand command, CancellationToken cancellationToken)
    {
        if (command.Octets(0) is not { Length: >= 1 and <= 16 } aid) return AtResult.Cme(CmeError.IncorrectParameters);
        int session = await modem.OpenSessionAsync(aid, cancellationToken).ConfigureAwait(false);
        string name = SessionNames.Of(session, modem.Dialect.Sessions);
        return modem.Dialect.Sessions == ModemSessions.BareNumber ? AtResult.Line(name) : AtResult.Line(AnswerText.Named("+CCHO", name, modem.Dialect));
    }

    private static async ValueTask<AtResult> CloseAsync(Modem modem, AtCommand command, CancellationToken cancellationToken)
    {
        if (SessionNames.Read(command, modem.Dialect.Sessions) is not { } session) return AtResult.Cme(CmeError.IncorrectParameters);
        if (!modem.Sessions.Contains(session)) return AtResult.Cme(CmeError.InvalidIndex);
        await modem.CloseSessionAsync(session, cancellationToken).ConfigureAwait(false);
        return AtResult.Ok;
    }

    /// <summary>The modem, not the program, says in the class byte which channel it is (§8.45); session 0 is the basic channel.</summary>
    private static async ValueTask<AtResult> OnSessionAsync(Modem modem, AtCommand command, CancellationToken cancellationToken)
    {
        if (SessionNames.Read(command, modem.Dialect.Sessions) is not { } session || command.Apdu(1) is not { } apdu) return AtResult.Cme(CmeError.IncorrectParameters);
        if (session != 0 && !modem.Sessions.Contains(session)) return AtResult.Cme(CmeError.InvalidIndex);
        byte[] octets = apdu.ToArray();
        octets[0] = InClass(new(session), octets[0]);
        return Answer("+CGLA", await modem.TransmitAsync(Octets.Wrap(octets), cancellationToken).ConfigureAwait(false), modem.Dialect);
    }

    /// <summary>The secure messaging bits of the first coding are kept where the channel has that coding.</summary>
    private static byte InClass(ChannelNumber channel, byte cla) =>
        channel.Value < 4 && (cla & 0x40) == 0 ? (byte)((cla & 0xFC) | channel.Value) : channel.InClass(cla);

    private static AtResult Answer(string name, Octets response, ModemDialect dialect) => AtResult.Line(AnswerText.Of(name, response, dialect));
}
