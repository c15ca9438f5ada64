using System.Globalization;
using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>
/// Wireshark's packet details of "GSM SIM 11.11": the class in bits, instruction, parameters, "APDU Payload" (cut after 36 octets) and "Status Word". Of GET
/// RESPONSE, P1 and P2 are not shown.
/// </summary>
internal sealed class WiresharkDetails(LogCollector into) : LogProducer("wireshark-details", into)
{
    private Packet? _packet;

    internal override bool Take(LogLine line)
    {
        string text = line.Text.Trim();
        if (text.Begins("GSM SIM 11.11"))
        {
            Report();
            _packet = new(line);
            return true;
        }
        // Where the packet's first line is lost, its fields tell.
        if (_packet is null && (text.Begins("Instruction: ") || text.Begins("APDU Payload: ") || text.Has(".... = Class Coding:"))) _packet = new(line);
        if (_packet is not { } packet) return false;
        if (!packet.Take(text)) return false;
        packet.Last = line.Last;
        if (packet.Status is not null) Report();
        return true;
    }

    internal override void End() => Report();

    private void Report()
    {
        if (_packet is { } packet && packet.Entry() is { } entry) Into.Add(Format, entry);
        _packet = null;
    }

    private sealed class Packet(LogLine first)
    {
        private byte? _class, _instruction, _p1, _p2, _p3;
        private HexText? _payload;

        internal int Last { get; set; } = first.Last;

        internal Octets? Status { get; private set; }

        internal bool Take(string text)
        {
            if (text.Length > 11 && text[10] == '=' && Bits(text) is { } bits) _class = (byte)((_class ?? 0) | bits);
            else if (text.Begins("Class: 0x")) _class = Hex(text.After("0x"));
            else if (text.Begins("Instruction: ")) _instruction = Hex(text.Between("(0x", ")") ?? text.After("0x"));
            else if (text.Begins("Parameter 1: ")) _p1 = Hex(text.After("0x"));
            else if (text.Begins("Parameter 2: ")) _p2 = Hex(text.After("0x"));
            else if (text.Begins("Length (Parameter 3): ")) _p3 = Value(text["Length (Parameter 3): ".Length..]);
            else if (text.Begins("Length of Expected Response Data: ")) _p3 = Value(text["Length of Expected Response Data: ".Length..]);
            else if (text.Begins("APDU Payload: ")) _payload = HexText.Of(text.AsSpan("APDU Payload: ".Length));
            else if (text.Begins("Status Word: ")) Status = HexText.Of(text["Status Word: ".Length..].Split(' ')[0].Replace("0x", "", StringComparison.Ordinal)).Start;
            else return text.Begins("Class") || text.Begins("[") || text.Begins("Data");
            return true;
        }

        internal LogEntry? Entry()
        {
            if (_instruction is null && _payload is null && Status is null) return null;
            byte instruction = _instruction ?? 0;
            bool answers = instruction is 0xC0 or 0xB0 or 0xB2 or 0xF2 or 0xCA or 0x12;
            LineRange lines = new(first.Number, Last);
            Octets payload = _payload?.Start ?? default;
            // GET RESPONSE has no others (ISO/IEC 7816-4 §7.6.1).
            if (instruction == 0xC0 && _p1 is null && _p2 is null) (_p1, _p2) = (0, 0);
            Octets? header = _class is { } cla && _p1 is { } p1 && _p2 is { } p2 && _instruction is not null ? Octets.Of([cla, instruction, p1, p2]) : null;
            bool whole = _payload is not { IsElided: true } && Status is { Length: 2 };
            if (whole && header is { } known)
            {
                Octets command = _p3 is { } p3 ? Octets.Concat(known, Octets.Of([p3]), answers ? default : payload) : known;
                if (ApduShape.IsWhole(command.Span)) return new LogExchange(lines, command, Octets.Concat(answers ? payload : default, Status!.Value));
            }
            return new Unrecoverable(lines, _instruction is null ? "a line of the packet is missing" : header is null ? "Wireshark does not show P1 and P2 of this command" : "Wireshark shows the first 36 octets only")
            {
                CommandStart = header is { } start && _p3 is { } length ? Octets.Concat(start, Octets.Of([length]), answers ? default : payload) : header,
                ResponseStart = answers && !payload.IsEmpty && !whole ? payload : null,
                CommandData = header is null && !answers && !payload.IsEmpty ? payload : null,
                Response = answers && whole ? Octets.Concat(payload, Status!.Value) : null,
                StatusWord = whole && answers ? null : Status,
                MissingOctets = _p3 is { } all && all > payload.Length && _payload is { IsElided: true } ? all - payload.Length : null,
            };
        }

        /// <summary>"1000 .... = Class Coding": what stands at the places that have digits.</summary>
        private static byte? Bits(string text)
        {
            int value = 0;
            for (int at = 0; at < 9; at++)
            {
                if (at == 4 ? text[at] != ' ' : text[at] is not ('0' or '1' or '.')) return null;
                if (at != 4) value = value << 1 | (text[at] == '1' ? 1 : 0);
            }
            return (byte)value;
        }

        private static byte? Value(string text) => text.Begins("0x") ? Hex(text[2..]) : text.LeadingNumber() is >= 0 and <= 255 and int value ? (byte)value : null;

        private static byte? Hex(string? text) => text is { Length: >= 2 } && byte.TryParse(text.AsSpan(0, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value) ? value : null;
    }
}
