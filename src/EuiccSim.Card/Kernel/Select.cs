using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Card.Kernel;

/// <summary>SELECT. By name it finds an application (here), otherwise a file of the one that is selected where no other is. TS 102 221 §11.1.1.</summary>
internal static class Select
{
    internal static ResponseApdu Process(CommandApdu command, Channel channel, Transaction tx)
    {
        if ((command.P2 & 0x90) != 0 || (command.P2 & 0x0C) == 0x08) return new(StatusWord.IncorrectParameters);
        ResponseApdu response = command.P1 == ByName
            ? SelectApplication(command, channel, tx)
            : tx.Session.Default.SelectFile(command, channel, tx);
        return (command.P2 & NoData) == NoData && !response.Data.IsEmpty ? new(response.Status) : response;
    }

    private static ResponseApdu SelectApplication(CommandApdu command, Channel channel, Transaction tx)
    {
        int session = command.P2 & 0x60;
        if (session is not (Activate or Terminate)) return new(StatusWord.IncorrectParameters);
        if (command.Data.Length is 0 or > 16) return new(StatusWord.WrongLength);
        if (Find(command, channel, tx) is not { } found) return new(StatusWord.FileNotFound);
        if (session == Terminate) return EndSession(found, channel, tx);

        ResponseApdu response = found.Application.Select(found, command, channel, tx);
        if (response.Status.Sw1 is not (0x90 or 0x62)) return response;
        Enter(found, channel, tx);
        return response;
    }

    private static ResponseApdu EndSession(Selection found, Channel channel, Transaction tx)
    {
        if (found != channel.Application.Current(channel)) return new(StatusWord.FileNotFound);
        Enter(new(tx.Session.Default, -1), channel, tx);
        return ResponseApdu.Ok;
    }

    /// <summary>The application that was selected hears that its session has ended, also if it is the one that is selected now.</summary>
    private static void Enter(Selection now, Channel channel, Transaction tx)
    {
        if (channel.Application == now.Application) now.Application.OnDeselect(channel);
        channel.Activate(now.Application);
        foreach (CardApplication application in tx.Applications) application.OnSelection(now, channel);
    }

    /// <summary>The occurrence of a (partial) name that bits 2 and 1 of P2 ask for, in the order of the applications.</summary>
    private static Selection? Find(CommandApdu command, Channel channel, Transaction tx)
    {
        List<Selection> found = [];
        foreach (CardApplication application in tx.Applications) application.Find(command.Data.Span, channel.Port, found);
        if (found.Count == 0) return null;
        int current = found.IndexOf(channel.Application.Current(channel));
        int wanted = (command.P2 & 0x03) switch
        {
            0 => 0,
            1 => found.Count - 1,
            2 => current + 1,
            _ => current < 0 ? found.Count - 1 : current - 1,
        };
        return wanted >= 0 && wanted < found.Count ? found[wanted] : null;
    }

    private const byte ByName = 0x04;
    private const byte NoData = 0x0C;
    private const int Activate = 0x00;
    private const int Terminate = 0x40;
}
