using System.Globalization;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Messages;

/// <summary>
/// Commands and answers of a card in lines of their own, as people copy them: what STORE DATA carries is put together over the lines, and so are the
/// answers that GET RESPONSE fetches. Lines that are messages by themselves are taken as well.
/// </summary>
internal sealed class ApduLines
{
    private readonly Asn1Fields _lines = new();
    private readonly List<string> _names = [];
    private readonly List<byte> _command = [];
    private readonly List<byte> _answer = [];

    private ApduLines()
    {
    }

    /// <summary>What the lines say; null if they are fewer than two, or one of them is none.</summary>
    internal static MessageReading? TryDecode(string text)
    {
        ApduLines reading = new();
        int count = 0;
        foreach (string line in text.Split('\n'))
        {
            string digits = Bare(line);
            if (digits.Length == 0) continue;
            if (++count > MostLines || Octets.TryParse(digits) is not { } octets || !reading.TryAdd(octets)) return null;
        }
        if (count < 2) return null;
        reading.EndAnswer();
        string names = reading._names.Count == 0 ? "" : $": {string.Join("; ", reading._names.Take(MostNames))}{(reading._names.Count > MostNames ? "; …" : "")}";
        return MessageReading.Of(new DecodedMessage(string.Create(CultureInfo.InvariantCulture, $"{count} lines{names}"), reading._lines.Under("lines") with { IsList = true }));
    }

    /// <summary>Without what programs write before the octets of a command or an answer, and without remarks.</summary>
    private static string Bare(string line)
    {
        string bare = line.Split('#')[0].Trim().TrimStart('-', '=', '>', '<').Trim();
        int colon = bare.LastIndexOf(':');
        return colon > 0 && bare.AsSpan(0, colon).ContainsAnyExcept(s_octets) ? bare[(colon + 1)..].Trim() : bare;
    }

    private bool TryAdd(Octets octets)
    {
        if (CommandMessages.TryParse(octets) is { } command) AddCommand(command, octets);
        else if (MessageDecoder.DecodeTlv(octets).Candidates is { Count: > 0 } messages) AddMessage("message", messages);
        else if (CommandMessages.IsAnswer(octets)) AddAnswer(octets);
        else return false;
        return true;
    }

    private void AddCommand(CommandApdu command, Octets octets)
    {
        bool isContinued = command.Ins == GetResponse;
        if (!isContinued) EndAnswer();
        Add(Asn1Description.Of("command", octets));
        if (command.Ins != StoreData || command.P2 == 0) _command.Clear();
        if (command.Ins != StoreData) return;
        _command.AddRange(command.Data.Span);
        if ((command.P1 & LastBlock) == 0) return;
        AddOctets("request", [.. _command]);
        _command.Clear();
    }

    private void AddAnswer(Octets octets)
    {
        Add(Asn1Description.Of("answer", octets));
        _answer.AddRange(octets.Slice(0, octets.Length - 2).Span);
        if (octets[octets.Length - 2] != MoreOctets) EndAnswer();
    }

    private void EndAnswer()
    {
        if (_answer.Count > 0) AddOctets("response", [.. _answer]);
        _answer.Clear();
    }

    private void AddOctets(string name, byte[] octets)
    {
        MessageReading reading = MessageDecoder.DecodeTlv(Octets.Wrap(octets));
        if (reading.Candidates.Count > 0) AddMessage(name, Meant(reading.Candidates, name));
        else if (reading.Readable is { } readable)
        {
            Add(Asn1Description.Of("fault", reading.Reason!));
            Add(readable.Content with { Name = "readable" });
        }
    }

    private void AddMessage(string name, SequenceOf<DecodedMessage> messages)
    {
        _names.Add(string.Join(" or ", messages.Select(one => one.Name)));
        Add(messages[0].Content with { Name = name });
    }

    /// <summary>Where octets are a request as well as a response, the side that sent them tells.</summary>
    private static SequenceOf<DecodedMessage> Meant(SequenceOf<DecodedMessage> messages, string side) =>
        messages.Where(one => one.Name.EndsWith(side, StringComparison.Ordinal)).ToArray() is { Length: > 0 } own ? SequenceOf.From(own) : messages;

    private void Add(Asn1Description part)
    {
        Asn1Fields line = new();
        line.Add(part);
        _lines.Add(line.Under(""));
    }

    private static readonly System.Buffers.SearchValues<char> s_octets = System.Buffers.SearchValues.Create("0123456789ABCDEFabcdefxX: \t-");
    private const byte StoreData = 0xE2;
    private const byte GetResponse = 0xC0;
    private const byte MoreOctets = 0x61;
    private const int LastBlock = 0x80;
    private const int MostLines = 10_000;
    private const int MostNames = 4;
}
