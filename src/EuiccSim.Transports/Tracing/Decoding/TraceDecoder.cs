using System.Globalization;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>
/// Tells what the records of one card's trace mean, one after the other: names of files, ES10 functions whose pieces it puts together,
/// answers that come in parts. It never throws, whatever the octets are.
/// </summary>
/// <threadsafety>One call at a time.</threadsafety>
public sealed class TraceDecoder
{
    private readonly TraceContext _context = new();
    private readonly bool _showsSecrets;

    /// <summary>A decoder for one card, from its reset on or from anywhere.</summary>
    /// <param name="showsSecrets">Show PINs and session keys; without it they are masked.</param>
    public TraceDecoder(bool showsSecrets = false) => _showsSecrets = showsSecrets;

    /// <summary>What each record of one card is, in words that can be printed; PINs and session keys are masked.</summary>
    public static IReadOnlyList<string> TitlesOf(IEnumerable<TraceEvent> records)
    {
        TraceDecoder decoder = new();
        return [.. records.Select(record => PrintableText.Of(decoder.Decode(record).Title))];
    }

    /// <summary>The next record in words.</summary>
    public TraceEntry Decode(TraceEvent record)
    {
        switch (record)
        {
            case TraceEvent.Reset reset:
                _context.Reset();
                return new() { Record = record, Title = $"reset, ATR {reset.Atr}" };
            case TraceEvent.Apdu exchange:
                return Decode(exchange);
            case TraceEvent.Unanswered failure:
                return DecodeFailure(failure);
            default:
                return new() { Record = record, Title = TitleOf(record) };
        }
    }

    // What is not on the line to the card tells itself: its octets were decoded by whoever tells of it.
    private static string TitleOf(TraceEvent told) => told switch
    {
        TraceEvent.Es10 es10 => $"{es10.Request.GetType().Name} performed",
        TraceEvent.Proactive asked => string.Create(CultureInfo.InvariantCulture, $"the terminal performed {asked.Command.Name}, result {asked.Response.Result:X2}"),
        TraceEvent.PowerLost => "the card lost power",
        TraceEvent.Http { Call: var call } => string.Create(CultureInfo.InvariantCulture, $"{call.Address} answered {call.Interface} {call.Function} with {call.Status}"),
        _ => told.GetType().Name,
    };

    private TraceEntry Decode(TraceEvent.Apdu exchange)
    {
        if (CommandApdu.TryParse(exchange.Command) is not { } command)
            return NoCommand(exchange);
        int number = ChannelNumber.FromClass(command.Cla).Value;
        ChannelState channel = _context.Channel(number);
        if (StatusOf(exchange.Response) is not { } status)
        {
            Narration cut = new(command, _context, channel, _showsSecrets);
            return EntryOf(exchange, number, $"{CommandRows.Begin(cut)}: an answer without a status word", null, cut);
        }
        ResponseApdu response = ResponseApdu.Parse(exchange.Response);
        return command.Ins == GetResponse && channel.Pending is { } pending
            ? Continue(exchange, number, pending, response)
            : Begin(exchange, number, command, response, status);
    }

    private TraceEntry Begin(TraceEvent.Apdu exchange, int number, CommandApdu command, ResponseApdu response, StatusWord status)
    {
        ChannelState channel = _context.Channel(number);
        channel.Pending = null;
        Narration narration = new(command, _context, channel, _showsSecrets);
        string title = CommandRows.Begin(narration);
        if (status.Sw1 == 0x6C && CommandRows.IsStoreData(command)) channel.StoreData.TakeBack();
        if (Announces(status))
        {
            channel.Pending = new(command, title, narration.HasSecretResponse);
            channel.Pending.Add(response.Data);
            narration.Settle(status);
        }
        else if (status.Sw1 != 0x6C)
        {
            narration.Settle(status);
            CommandRows.Answer(narration, response);
            // Under T=0 the data comes after the warning. TS 102 221 §7.3.1.1.4.
            if (status.IsWarning && response.Data.IsEmpty && command.HasData)
                channel.Pending = new(command, title, narration.HasSecretResponse);
        }
        return EntryOf(exchange, number, title, status, narration);
    }

    private TraceEntry Continue(TraceEvent.Apdu exchange, int number, PendingAnswer pending, ResponseApdu response)
    {
        ChannelState channel = _context.Channel(number);
        Narration narration = new(pending.Command, _context, channel, _showsSecrets) { HasSecretResponse = pending.IsSecret };
        if (response.Status.Sw1 != 0x6C) pending.Add(response.Data);
        if (!Announces(response.Status) && response.Status.Sw1 != 0x6C)
        {
            channel.Pending = null;
            CommandRows.Answer(narration, pending.Complete(response.Status));
        }
        return EntryOf(exchange, number, $"GET RESPONSE to {pending.Title}", response.Status, narration);
    }

    private TraceEntry DecodeFailure(TraceEvent.Unanswered failure)
    {
        if (failure.Command is not { } octets) return new() { Record = failure, Title = $"reset failed: {failure.Reason}" };
        if (CommandApdu.TryParse(octets) is not { } command)
            return new() { Record = failure, Title = $"{octets.Length} octets that are no command, no answer: {failure.Reason}" };
        int number = ChannelNumber.FromClass(command.Cla).Value;
        Narration narration = new(command, _context, _context.Channel(number), _showsSecrets);
        return EntryOf(failure, number, $"{CommandRows.Begin(narration)}, no answer: {failure.Reason}", null, narration);
    }

    private static TraceEntry EntryOf(TraceEvent record, int channel, string title, StatusWord? status, Narration narration) => new()
    {
        Record = record,
        Channel = channel,
        Title = title,
        Status = status,
        StatusMeaning = status is { } known ? StatusMeaning.Of(known, narration.Command) : null,
        Details = narration.Details.Under("").Parts,
        HasSecretCommand = narration.HasSecretCommand,
        HasSecretResponse = narration.HasSecretResponse,
    };

    private static TraceEntry NoCommand(TraceEvent.Apdu exchange)
    {
        StatusWord? status = StatusOf(exchange.Response);
        return new()
        {
            Record = exchange,
            Title = $"{exchange.Command.Length} octets that are no command",
            Status = status,
            StatusMeaning = status is { } known ? StatusMeaning.Of(known) : null,
        };
    }

    private static bool Announces(StatusWord status) => status.Sw1 is 0x61 or 0x9F;

    private static StatusWord? StatusOf(Octets response) => response.Length < 2 ? null : ResponseApdu.Parse(response).Status;

    private const byte GetResponse = 0xC0;
}
