using System.CommandLine.Parsing;
using EuiccSim.Card;
using EuiccSim.Cli.Trace;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Channels;
using EuiccSim.Lpa.Notifications;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Transports;
using EuiccSim.Transports.Sockets;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Cli.Targets;

/// <summary>The options that choose a card, and the one place where a choice becomes a card.</summary>
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
    private readonly LpaSettings _lpa = new();

    /// <summary>Adds them to a family of verbs.</summary>
    internal void AddTo(Command family)
    {
        foreach (Option option in (ReadOnlySpan<Option>)[_card, _reader, _modem, _tcp, _stdio, _pki, _trace]) family.Add(option);
    }

    /// <summary>Adds them, and those for the eUICC, to a family of verbs.</summary>
    internal void AddWithLpaTo(Command family)
    {
        AddTo(family);
        foreach (Option option in _lpa.Options) family.Add(option);
    }

    /// <summary>The folder of certificates that was named, if one was.</summary>
    internal string? ReadPki(ParseResult parsed) => parsed.GetValue(_pki)?.FullName;

    /// <summary>True if a card was chosen at all: without a choice it is the user's own.</summary>
    internal bool IsNamed(VerbCall call) => Read(call) is not null || ReadImage(call.Parsed) is not null;

    /// <summary>The card that was chosen, for people.</summary>
    internal string Describe(VerbCall call) => Read(call) switch
    {
        CardAddress.Reader { Name: var reader } => $"the card in reader {reader}",
        CardAddress.Modem { Device: var device } => $"the card behind {device}",
        CardAddress.Tcp { Place: var place } => $"the card at {place}",
        CardAddress.Program { Words: var words } => $"the card of {words[0]}",
        _ => $"the card image {ReadImage(call.Parsed)}",
    };

    /// <summary>The card image that was named, if one was.</summary>
    internal FileInfo? ReadImage(ParseResult parsed) => parsed.GetValue(_card);

    /// <summary>True if a card was chosen that is no image. What is said of it is looked at before anything else is.</summary>
    internal bool IsElsewhere(VerbCall call)
    {
        _ = _lpa.Read(call, RefreshMode.Auto);
        return Read(call) is not null;
    }

    /// <summary>Opens the card that was chosen, watched by the traces that were asked for; without any choice, the user's own.</summary>
    internal async ValueTask<OpenCard> OpenAsync(VerbCall call)
    {
        CardAddress? address = Read(call);
        TraceSinks sinks = await TraceSinks.OpenAsync(call.Parsed.GetValue(_trace) ?? [], call.At.Error, call.Ct);
        CardAccess? card = null;
        try
        {
            card = address is null ? OpenImage(call) : await address.OpenAsync(new() { OtherLine = call.Say, Time = call.At.Time }, call.Ct);
            ICardConnection connection = sinks.Watch(card.Connection);
            if (card.Channels is { } channels) return new(sinks.Watch(channels), connection, card, sinks);
            // Nobody knows what others have left open.
            await connection.ResetAsync(call.Ct);
            return new(new LogicalChannelOpener(connection) { FallsBackToBasicChannel = true }, connection, card, sinks);
        }
        catch
        {
            try
            {
                if (card is not null) await card.DisposeAsync();
            }
            finally
            {
                await sinks.DisposeAsync();
            }
            throw;
        }
    }

    /// <summary>Opens the card, and an LPA on it.</summary>
    internal async Task<T> WithLpaAsync<T>(VerbCall call, Func<LpaClient, Task<T>> use, IEs9Transport? servers = null, RefreshMode refresh = RefreshMode.Auto)
    {
        Func<int, LpaOptions> settings = _lpa.Read(call, refresh);
        await using OpenCard card = await OpenAsync(call);
        await using LpaClient lpa = await LpaClient.OpenAsync(card.Channels, servers, settings(card.Card.BlockSize), call.Ct);
        return await use(lpa);
    }

    /// <summary>Opens the card, does something to its profiles, and sends the notifications of that.</summary>
    /// <param name="call">Who asks.</param>
    /// <param name="operation">What to do; it answers whether it changed the enabled profile.</param>
    /// <param name="servers">The way to servers.</param>
    /// <param name="refresh">Whether the device shall notice another profile by itself.</param>
    internal async Task<NotificationReport> NotifyAsync(VerbCall call, Func<LpaClient, Task<bool>> operation, IEs9Transport servers, RefreshMode refresh)
    {
        Func<int, LpaOptions> settings = _lpa.Read(call, refresh);
        await using OpenCard card = await OpenAsync(call);
        bool isOpenAgain = false;
        NotifiedOperation notified = new(async cancellationToken =>
        {
            // A reader is no device that would perform a REFRESH: it turns the card off and on instead.
            if (isOpenAgain && card.Card.Channels is null) await card.Connection.ResetAsync(cancellationToken);
            isOpenAgain = true;
            return await LpaClient.OpenAsync(card.Channels, servers, settings(card.Card.BlockSize), cancellationToken);
        });
        return await notified.RunAsync(operation, call.Ct);
    }

    private CardAccess OpenImage(VerbCall call)
    {
        CardConnection image = CardImages.Open(call.Parsed.GetValue(_card)?.FullName, ReadPki(call.Parsed), call);
        return new(image, image);
    }

    /// <summary>Null for a card image.</summary>
    private CardAddress? Read(VerbCall call)
    {
        ParseResult parsed = call.Parsed;
        FileInfo? card = parsed.GetValue(_card);
        string? reader = parsed.GetValue(_reader), modem = parsed.GetValue(_modem), tcp = parsed.GetValue(_tcp), stdio = parsed.GetValue(_stdio);
        int chosen = new object?[] { card, reader, modem, tcp, stdio }.Count(choice => choice is not null);
        if (chosen > 1) throw CommandFailure.Missing("arguments", "--card, --reader, --modem, --tcp and --stdio exclude one another.");
        if (reader is not null) return new CardAddress.Reader(reader) { OpenContext = call.At.OpenReaders };
        if (modem is not null) return new CardAddress.Modem(modem) { Options = new() { Time = call.At.Time } };
        if (stdio is not null) return ReadProgram(stdio);
        return tcp is null ? null : new CardAddress.Tcp(HostAndPort.TryRead(tcp) ?? throw CommandFailure.Missing("arguments", $"--tcp takes HOST:PORT, not '{tcp}'."));
    }

    private static CardAddress.Program ReadProgram(string text)
    {
        string[] words = [.. CommandLineParser.SplitCommandLine(text)];
        return words.Length > 0 ? new(words) : throw CommandFailure.Missing("arguments", "--stdio takes a program and its arguments.");
    }
}

/// <summary>A card that verbs can work on.</summary>
/// <param name="Channels">Opens its applications.</param>
/// <param name="Connection">Takes any command as it is; not beside an open application.</param>
/// <param name="Card">The way to it, which is let go first.</param>
/// <param name="Sinks">Who watches it.</param>
internal sealed record OpenCard(IChannelOpener Channels, ICardConnection Connection, CardAccess Card, TraceSinks Sinks) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Card.DisposeAsync();
        await Sinks.DisposeAsync();
    }
}
