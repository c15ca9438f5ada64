using EuiccSim.Card.Uicc;
using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Card.Kernel;

/// <summary>SELECT. By name it finds an application (here), otherwise a file of the enabled Profile. TS 102 221 §11.1.1.</summary>
internal static class Select
{
    internal static ResponseApdu Process(CommandApdu command, Channel channel, Transaction tx)
    {
        if ((command.P2 & 0x90) != 0 || (command.P2 & 0x0C) == 0x08) return new(StatusWord.IncorrectParameters);
        ResponseApdu response = command.P1 == ByName
            ? SelectApplication(command, channel, tx)
            : FileSelection.Process(command, channel, tx);
        return (command.P2 & NoData) == NoData && !response.Data.IsEmpty ? new(response.Status) : response;
    }

    private static ResponseApdu SelectApplication(CommandApdu command, Channel channel, Transaction tx)
    {
        int session = command.P2 & 0x60;
        if (session is not (Activate or Terminate)) return new(StatusWord.IncorrectParameters);
        if (command.Data.Length is 0 or > 16) return new(StatusWord.WrongLength);
        if (Find(command, channel, tx) is not { } found) return new(StatusWord.FileNotFound);
        if (session == Terminate) return EndSession(found, channel, tx);

        ResponseApdu response = found.Adf is null
            ? found.Application.Select(command, channel, tx)
            : FileSelection.Answer(found.Adf, tx);
        if (response.Status.Sw1 is not (0x90 or 0x62)) return response;
        channel.Application.OnDeselect(channel, tx);
        channel.Application = found.Application;
        channel.ApplicationData = null;
        channel.EnterMf(tx.Uicc.Files.Mf);
        if (found.Adf is null) return response;
        channel.Adf = found.Adf;
        channel.EnterDirectory(found.Adf);
        return response;
    }

    private static ResponseApdu EndSession(Candidate found, Channel channel, Transaction tx)
    {
        if (found != Current(channel)) return new(StatusWord.FileNotFound);
        channel.Application.OnDeselect(channel, tx);
        channel.Application = UiccApplication.Instance;
        channel.ApplicationData = null;
        channel.EnterMf(tx.Uicc.Files.Mf);
        return ResponseApdu.Ok;
    }

    /// <summary>The occurrence of a (partial) name that bits 2 and 1 of P2 ask for, in the order ADFs, then security domains.</summary>
    private static Candidate? Find(CommandApdu command, Channel channel, Transaction tx)
    {
        List<Candidate> found = [];
        ReadOnlySpan<byte> name = command.Data.Span;
        foreach (FileNode adf in tx.Uicc.Files.Adfs)
        {
            if (adf.DfName.Span.StartsWith(name)) found.Add(new(UiccApplication.Instance, adf));
        }
        foreach (CardApplication application in tx.Applications)
        {
            if (application.Aid is { } aid && aid.StartsWith(name)) found.Add(new(application, null));
        }
        if (found.Count == 0) return null;
        int current = found.IndexOf(Current(channel));
        int wanted = (command.P2 & 0x03) switch
        {
            0 => 0,
            1 => found.Count - 1,
            2 => current + 1,
            _ => current < 0 ? found.Count - 1 : current - 1,
        };
        return wanted >= 0 && wanted < found.Count ? found[wanted] : null;
    }

    private static Candidate Current(Channel channel) => new(channel.Application, channel.Adf);

    private readonly record struct Candidate(CardApplication Application, FileNode? Adf);

    private const byte ByName = 0x04;
    private const byte NoData = 0x0C;
    private const int Activate = 0x00;
    private const int Terminate = 0x40;
}
