using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>What a watcher knows of one logical channel: where it stands in the file system, and what is not complete yet.</summary>
internal sealed class ChannelState
{
    /// <summary>The directories from the MF on, by name.</summary>
    internal List<string> Path { get; private set; } = [FileNames.Mf];

    /// <summary>The application that 7FFF means.</summary>
    internal string? Application { get; private set; }

    /// <summary>The elementary file that is selected; null if none is, or it has no name.</summary>
    internal string? CurrentFile { get; set; }

    /// <summary>A command whose answer waits for GET RESPONSE.</summary>
    internal PendingAnswer? Pending { get; set; }

    internal StoreDataChain StoreData { get; } = new();

    internal string Directory => Path[^1];

    /// <summary>The directory as a person writes it, without the MF that everything is in.</summary>
    internal string Place => Join(Path);

    internal static string Join(List<string> path) => path.Count > 1 ? string.Join('/', path[1..]) : path[0];

    internal void SelectApplication(string name)
    {
        Application = name;
        SelectDirectory([FileNames.Mf, name]);
    }

    internal void SelectDirectory(List<string> path)
    {
        Path = path;
        CurrentFile = null;
    }
}

/// <summary>A command and the part of its answer that has come.</summary>
internal sealed class PendingAnswer(CommandApdu command, string title, bool isSecret)
{
    private readonly List<byte> _data = [];

    internal CommandApdu Command { get; } = command;

    internal string Title { get; } = title;

    internal bool IsSecret { get; } = isSecret;

    internal void Add(Octets data)
    {
        // A card that never ends must not fill the memory.
        if (_data.Count < MaximumAnswer) _data.AddRange(data.Span);
    }

    internal ResponseApdu Complete(StatusWord status) => new(Octets.Of([.. _data]), status);

    private const int MaximumAnswer = 1 << 20;
}
