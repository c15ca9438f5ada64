using EuiccSim.Card.Kernel;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Card.Uicc;

/// <summary>The file system of the enabled Profile, which is selected where nothing else is.</summary>
/// <param name="profiles">The Profiles that are enabled.</param>
/// <param name="personality">The quirks.</param>
/// <param name="random">For GET CHALLENGE.</param>
/// <param name="commands">What it answers, beside SELECT.</param>
internal sealed class UiccApplication(
    IEnabledProfiles profiles, Personality personality, RandomSource random, CommandTable<UiccChannel, UiccPort> commands) : CardApplication
{
    private UiccPort?[] _ports = [];

    internal override Aid? Aid => null;

    /// <summary>What it keeps for a port.</summary>
    internal UiccPort On(Port port)
    {
        if (_ports.Length <= port.Number) Array.Resize(ref _ports, port.Number + 1);
        return _ports[port.Number] ??= new(profiles, port.Number, personality, random);
    }

    internal override void Find(ReadOnlySpan<byte> name, Port port, List<Selection> found)
    {
        FileNode[] adfs = On(port).Uicc.Files.Adfs;
        for (int i = 0; i < adfs.Length; i++)
        {
            if (adfs[i].DfName.Span.StartsWith(name)) found.Add(new(this, i));
        }
    }

    internal override Selection Current(Channel channel)
    {
        UiccPort port = On(channel.Port);
        return new(this, port[channel].Adf is { } adf ? Array.IndexOf(port.Uicc.Files.Adfs, adf) : -1);
    }

    internal override ResponseApdu Select(Selection found, CommandApdu command, Channel channel, Transaction tx)
    {
        UiccPort port = On(channel.Port);
        return FileSelection.Answer(port.Uicc.Files.Adfs[found.Number], port);
    }

    internal override ResponseApdu SelectFile(CommandApdu command, Channel channel, Transaction tx)
    {
        UiccPort port = On(channel.Port);
        UiccChannel selecting = port[channel];
        if (FileSelection.Find(command, selecting, port) is not { } file) return new(StatusWord.FileNotFound);
        channel.Activate(this);
        FileSelection.Enter(file, selecting);
        return FileSelection.Answer(file, port);
    }

    internal override ResponseApdu Process(CommandApdu command, Channel channel, Transaction tx)
    {
        UiccPort port = On(channel.Port);
        return commands.Process(command, port[channel], port);
    }

    internal override void OnCommand(Port port) => On(port).Follow();

    internal override void OnOpen(Channel channel, Channel? origin) => On(channel.Port).Open(channel, origin);

    internal override void OnSelection(Selection now, Channel channel)
    {
        UiccPort port = On(channel.Port);
        FileTree files = port.Uicc.Files;
        port[channel].EnterMf(files.Mf);
        if (now.Application != this || now.Number < 0) return;
        port[channel].Adf = files.Adfs[now.Number];
        port[channel].EnterDirectory(files.Adfs[now.Number]);
    }

    internal override void OnDeselect(Channel channel) => On(channel.Port).EndSession(channel);

    internal override void OnClose(Channel channel) => On(channel.Port).Close(channel);

    internal override void OnPortReset(Port port) => On(port).Reset();
}
