using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Lpas.Commands;

/// <summary>How a program that is an LPA is asked for things. docs/conformance-lpa.md has the form of the file.</summary>
public sealed record LpaDescription
{
    internal LpaDescription()
    {
    }

    /// <summary>What it is, for people.</summary>
    public required string Name { get; init; }

    /// <summary>The program, and words that always come first: "lpac"; "dotnet", "euiccsim.dll".</summary>
    public required SequenceOf<string> Program { get; init; }

    /// <summary>How the card is brought to it.</summary>
    public required LpaCardWay Card { get; init; }

    /// <summary>The slot of vpcd, from 0, for <see cref="LpaCardWay.Vpcd"/>.</summary>
    public int Slot { get; init; }

    /// <summary>Variables of its environment, with placeholders, beside those of this process.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The command lines, by the name of the call (<see cref="LpaCall.Name"/>).</summary>
    internal IReadOnlyDictionary<string, LpaCommandLine> Commands { get; init; } = new Dictionary<string, LpaCommandLine>();

    /// <summary>A regular expression: output in which it is found says that the program has not done what it was asked for, whatever its exit code.</summary>
    public string? Failure { get; init; }

    /// <summary>How long one call may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The descriptions that come with the library.</summary>
    public static SequenceOf<string> Names { get; } =
        [.. typeof(LpaDescription).Assembly.GetManifestResourceNames().Where(IsDescription).Select(name => name[Prefix.Length..^Suffix.Length]).Order(StringComparer.Ordinal)];

    /// <summary>A description that comes with the library.</summary>
    /// <param name="name">One of <see cref="Names"/>: "lpac".</param>
    /// <returns>Null if there is none of that name.</returns>
    public static LpaDescription? Find(string name)
    {
        using Stream? stream = typeof(LpaDescription).Assembly.GetManifestResourceStream(Prefix + name + Suffix);
        if (stream is null) return null;
        byte[] json = new byte[stream.Length];
        stream.ReadExactly(json);
        return Read(json);
    }

    /// <summary>Reads a description.</summary>
    /// <param name="json">The file: a JSON object, UTF-8.</param>
    /// <exception cref="FormatException">It is none; the message tells what is wrong.</exception>
    public static LpaDescription Read(ReadOnlySpan<byte> json) => LpaDescriptionReader.Read(json);

    /// <summary>The options that an LPA has by this description.</summary>
    internal IReadOnlyCollection<string> Options
    {
        get
        {
            List<string> options = [.. Commands.Keys];
            if (Commands.TryGetValue(LpaOption.Download, out LpaCommandLine? download))
            {
                if (download.Has("confirmation")) options.Add(LpaOption.ConfirmationCode);
                if (download.CanLack("code")) options.Add(LpaOption.DefaultSmdp);
            }
            // lpac's stdio has "disconnect", which closes what is open.
            if (Card != LpaCardWay.Stdio) options.Add(LpaOption.Channels);
            if (Card == LpaCardWay.Pty) options.Add(LpaOption.Terminal);
            return options;
        }
    }

    private static bool IsDescription(string resource) => resource.StartsWith(Prefix, StringComparison.Ordinal) && resource.EndsWith(Suffix, StringComparison.Ordinal);

    private const string Prefix = "lpa.";
    private const string Suffix = ".json";
}
