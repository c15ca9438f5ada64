using System.Globalization;
using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>
/// Android's radio log: "TransApdu: Send: ApduCommand(channel=1, cla=128, …)" in decimals, "TransApdu: Response: IccIoResult sw1:0x61 sw2:0x6 Payload: P", where
/// P is hidden on builds for users. TransApdu may be the tag, which is peeled off.
/// </summary>
internal sealed class AndroidRadio(LogCollector into) : LogProducer("android-radio", into)
{
    internal override bool Take(LogLine line)
    {
        if (line.Text.After("ApduCommand(") is { } command) TakeCommand(line, command);
        else if (line.Text.After("IccIoResult ") is { } result) TakeAnswer(line, result);
        else return line.Text.Begins("TransApdu: ") || line.Text.Has("SIM_TRANSMIT_APDU_CHANNEL");
        return true;
    }

    private void TakeCommand(LogLine line, string fields)
    {
        Into.Hides(Format);
        List<byte> header = [];
        bool whole = true;
        foreach (string name in s_header)
        {
            int? value = fields.After(name)?.LeadingNumber();
            whole &= value is >= 0 and <= 255;
            header.Add((byte)(value ?? 0));
        }
        string data = fields.After("cmd=") ?? "…";
        data = data.AsSpan().IndexOfAny(',', ')') is >= 0 and int end ? data[..end] : data + "…";
        HexText apdu = whole ? HexText.Of(Octets.Of([.. header])) : HexText.Of("…");
        // p3 is Lc where there are data, and Le where there are none; below 0 it is left out.
        if (data != "null") apdu.Add(data);
        PendingExchange pending = Talk.Command(line, apdu);
        pending.Channel = fields.After("channel=")?.LeadingNumber()?.ToString(CultureInfo.InvariantCulture);
        if (data.Length == 0 || data == "null") pending.CommandLength = header.Count;
    }

    private void TakeAnswer(LogLine line, string result)
    {
        Octets? status = result.Begins("sw1:0x") ? StatusOf(result) : HexText.Of(result.Split(' ') is [var first, var second, ..] ? first + second : "") is { Digits: 4 } words ? words.Start : null;
        string payload = (result.After("Payload: ") ?? "null").Split(' ')[0];
        bool hidden = payload.StartsWith('*') || payload.Begins("[B@");
        PendingExchange pending = Talk.Answer(line, HexText.Of(payload == "null" ? "" : hidden ? "" : payload));
        pending.Status = status ?? Octets.Empty;
        if (!hidden) return;
        pending.Answer = HexText.Of("…");
        pending.Damage = "Android hides the answer's data";
    }

    /// <summary>"sw1:0x61 sw2:0x6": without leading zeros.</summary>
    private static Octets? StatusOf(string text) =>
        ByteOf(text.After("sw1:0x")) is { } sw1 && ByteOf(text.After("sw2:0x")) is { } sw2 ? Octets.Of([sw1, sw2]) : null;

    private static byte? ByteOf(string? text)
    {
        int end = 0;
        while (text is not null && end < text.Length && end < 2 && char.IsAsciiHexDigit(text[end])) end++;
        return end == 0 ? null : byte.Parse(text.AsSpan(0, end), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    private static readonly string[] s_header = ["cla=", "ins=", "p1=", "p2=", "p3="];
}
