using System.Text;
using System.Text.Json;
using EuiccSim.Clinic.Logs.Layers;
using EuiccSim.Clinic.Logs.Reading;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Logs.Producers;

/// <summary>Documents that are one object or list over all lines: HAR 1.2, and what tshark -T json writes.</summary>
internal static class JsonDocuments
{
    /// <summary>Reads a document, if there is one.</summary>
    /// <returns>The lines that are none of its list's.</returns>
    internal static List<LogLine> Read(List<LogLine> lines, LogCollector into)
    {
        if (Find(lines, "\"entries\"") is { } entries && Find(lines, "\"log\"") is not null)
        {
            int bracket = lines[entries].Text.IndexOf('[', lines[entries].Text.At("\"entries\""));
            return bracket < 0 ? lines : Carve(lines, entries, bracket + 1, into, Har.Read);
        }
        if (Find(lines, "\"_source\"") is null) return lines;
        int list = lines.FindIndex(one => one.Text.TrimStart() is ['[' or '{' or '"', ..]);
        return list < 0 ? lines : Carve(lines, list, lines[list].Text.TrimStart().StartsWith('[') ? 1 : 0, into, WiresharkJson.Read);
    }

    private static List<LogLine> Carve(List<LogLine> lines, int start, int column, LogCollector into, Action<string, LineRange, bool, LogCollector> read)
    {
        int last = 0;
        foreach ((string text, LineRange place, bool isWhole) in JsonCarver.Objects(lines, start, column))
        {
            read(text, place, isWhole, into);
            last = place.Last;
        }
        return lines.FindAll(one => one.Number < lines[start].Number || one.Number > last);
    }

    private static int? Find(List<LogLine> lines, string part)
    {
        for (int at = 0; at < lines.Count; at++)
        {
            if (lines[at].Text.Has(part)) return at;
        }
        return null;
    }
}

/// <summary>An entry of a HAR: request.postData.text, response.content.text, the latter perhaps in base64.</summary>
internal static class Har
{
    internal static void Read(string text, LineRange lines, bool isWhole, LogCollector into)
    {
        using JsonDocument? json = isWhole ? JsonText.TryParse(text) : null;
        // What is no entry is a part of one whose beginning is lost.
        if (!text.Contains("\"url\"", StringComparison.Ordinal) && isWhole) return;
        if (json is null || JsonText.Of(json.RootElement, "request") is not { } request || JsonText.String(request, "url") is not { } url)
        {
            into.Add(Format, new Unrecoverable(lines, isWhole ? "an entry that is no JSON" : "the file breaks off in this entry"));
            return;
        }
        JsonElement response = JsonText.Of(json.RootElement, "response") ?? default;
        // Pages, pictures and what else a browser or proxy recorded.
        if (!url.Contains("/gsma/rsp2/", StringComparison.Ordinal)) return;
        into.Add(Format, new LogHttp(lines, url)
        {
            Method = JsonText.String(request, "method") ?? "POST",
            Status = JsonText.Number(response, "status"),
            Request = JsonText.Of(request, "postData") is { } sent ? JsonText.String(sent, "text") : null,
            Response = JsonText.Of(response, "content") is { } content ? BodyOf(content) : null,
            Time = DateTimeOffset.TryParse(JsonText.String(json.RootElement, "startedDateTime"), System.Globalization.CultureInfo.InvariantCulture, out DateTimeOffset time) ? time : null,
        });
    }

    private static string? BodyOf(JsonElement content)
    {
        if (JsonText.String(content, "text") is not { } text || JsonText.String(content, "encoding") != "base64") return JsonText.String(content, "text");
        byte[] octets = new byte[text.Length];
        return Convert.TryFromBase64String(text, octets, out int count) ? Encoding.UTF8.GetString(octets, 0, count) : text;
    }

    private const string Format = "har";
}

/// <summary>A packet of tshark -T json: the fields of gsm_sim, with the octets whole and with colons.</summary>
internal static class WiresharkJson
{
    internal static void Read(string text, LineRange lines, bool isWhole, LogCollector into)
    {
        if (!text.Contains("gsm_sim", StringComparison.Ordinal)) return;
        using JsonDocument? json = isWhole ? JsonText.TryParse(text) : null;
        if (json is null)
        {
            into.Add(Format, new Unrecoverable(lines, isWhole ? "a packet that is no JSON" : "the file breaks off in this packet"));
            return;
        }
        Dictionary<string, string> fields = [];
        Gather(json.RootElement, fields);
        Octets header = Octets.Concat(Field(fields, "cla"), Field(fields, "ins"), Field(fields, "p1"), Field(fields, "p2"), Field(fields, "p3"));
        Octets data = HexText.Of(fields.GetValueOrDefault("gsm_sim.apdu.data")).Start;
        if (header.IsEmpty && data.IsEmpty) return;
        into.Add(Format, MergedRecord.Part(lines, Octets.Concat(header, data, Field(fields, "sw"))));
    }

    private static void Gather(JsonElement json, Dictionary<string, string> fields)
    {
        if (json.ValueKind != JsonValueKind.Object) return;
        foreach (JsonProperty one in json.EnumerateObject())
        {
            if (one.Value.ValueKind == JsonValueKind.String) fields.TryAdd(one.Name, JsonText.String(json, one.Name) ?? "");
            else Gather(one.Value, fields);
        }
    }

    /// <summary>"0x81", "0x6138", or a decimal number for a length.</summary>
    private static Octets Field(Dictionary<string, string> fields, string name)
    {
        string? text = fields.GetValueOrDefault("gsm_sim.apdu." + name) ?? fields.GetValueOrDefault("gsm_sim.apdu." + name + ".raw");
        if (text is null) return Octets.Empty;
        if (text.Begins("0x")) return HexText.Of(text).Start;
        return text.LeadingNumber() is >= 0 and <= 255 and int number ? Octets.Of([(byte)number]) : Octets.Empty;
    }

    private const string Format = "wireshark-json";
}
