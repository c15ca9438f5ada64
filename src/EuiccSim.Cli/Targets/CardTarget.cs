using System.CommandLine;
using System.CommandLine.Parsing;
using EuiccSim.Cli.Trace;

namespace EuiccSim.Cli.Targets;

/// <summary>Which card a verb is for.</summary>
internal abstract record CardTarget
{
    private CardTarget()
    {
    }

    /// <summary>A card image, opened in this process.</summary>
    /// <param name="Path">The file; null for the user's own card, which is made on first use.</param>
    /// <param name="Pki">The PKI under which to make it; null for the user's own.</param>
    internal sealed record Image(string? Path, string? Pki) : CardTarget;

    /// <summary>A card in a PC/SC reader.</summary>
    /// <param name="Name">The reader's name, a part of it, or its number in the list of readers.</param>
    internal sealed record Reader(string Name) : CardTarget;

    /// <summary>A card behind a modem with AT commands.</summary>
    /// <param name="Device">The serial device.</param>
    internal sealed record Modem(string Device) : CardTarget;

    /// <summary>A card that takes raw APDUs over TCP.</summary>
    internal sealed record Tcp(string Host, int Port) : CardTarget;

    /// <summary>A card of a program that speaks lpac's stdio interface.</summary>
    /// <param name="Words">The program and its arguments.</param>
    internal sealed record Program(IReadOnlyList<string> Words) : CardTarget;
}

/// <summary>The options that choose a card.</summary>
internal sealed class CardTargetOptions
{
    private readonly Option<FileInfo?> _card = new("--card") { Description = "A card image.", HelpName = "FILE", Recursive = true };
    private readonly Option<string?> _reader = new("--reader") { Description = "A PC/SC reader.", HelpName = "NAME|INDEX", Recursive = true };
    private readonly Option<string?> _modem = new("--modem") { Description = "A modem with AT commands.", HelpName = "DEVICE", Recursive = true };
    private readonly Option<string?> _tcp = new("--tcp") { Description = "A card over TCP.", HelpName = "HOST:PORT", Recursive = true };
    private readonly Option<string?> _stdio = new("--stdio")
    {
        Description = "A card of a program that is started, and that speaks lpac's stdio interface.",
        HelpName = "COMMAND",
        Recursive = true,
    };

    private readonly Option<DirectoryInfo?> _pki = new("--pki")
    {
        Description = "Certificates and keys in the SGP.26 folder layout: for a card that is made now, and to trust servers.",
        HelpName = "DIR",
        Recursive = true,
    };

    private readonly Option<string[]> _trace = TraceOption.Build(recursive: true);

    /// <summary>Adds them to a family of verbs.</summary>
    internal void AddTo(Command family)
    {
        foreach (Option option in (ReadOnlySpan<Option>)[_card, _reader, _modem, _tcp, _stdio, _pki, _trace]) family.Add(option);
    }

    /// <summary>The card that was chosen; without any choice, the user's own.</summary>
    internal CardTarget Read(ParseResult parsed)
    {
        FileInfo? card = parsed.GetValue(_card);
        string? reader = parsed.GetValue(_reader), modem = parsed.GetValue(_modem), tcp = parsed.GetValue(_tcp), stdio = parsed.GetValue(_stdio);
        int chosen = new object?[] { card, reader, modem, tcp, stdio }.Count(choice => choice is not null);
        if (chosen > 1) throw CommandFailure.Missing("arguments", "--card, --reader, --modem, --tcp and --stdio exclude one another.");
        if (reader is not null) return new CardTarget.Reader(reader);
        if (modem is not null) return new CardTarget.Modem(modem);
        if (stdio is not null) return ReadProgram(stdio);
        return tcp is not null ? ReadTcp(tcp) : new CardTarget.Image(card?.FullName, parsed.GetValue(_pki)?.FullName);
    }

    /// <summary>The folder of certificates that was named, if one was.</summary>
    internal string? ReadPki(ParseResult parsed) => parsed.GetValue(_pki)?.FullName;

    /// <summary>Where to write what crosses between us and the card.</summary>
    internal string[] ReadTrace(ParseResult parsed) => parsed.GetValue(_trace) ?? [];

    private static CardTarget.Program ReadProgram(string text)
    {
        string[] words = [.. CommandLineParser.SplitCommandLine(text)];
        return words.Length > 0 ? new(words) : throw CommandFailure.Missing("arguments", "--stdio takes a program and its arguments.");
    }

    private static CardTarget.Tcp ReadTcp(string text)
    {
        (string host, ushort port) = HostAndPort.Read("--tcp", text);
        return new(host, port);
    }
}
