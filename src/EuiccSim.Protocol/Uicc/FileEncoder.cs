using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Uicc;

/// <summary>
/// Contents of files, made of what a person writes: the way back from <see cref="FileDecoder"/>. A value is a text ("26201:lte,nr"), or what
/// the decoder tells of a file, as JSON or as a description. "0x" and hexadecimal digits are the octets of any file.
/// </summary>
public static class FileEncoder
{
    /// <summary>The files that can be encoded, by name: "EF.SPN".</summary>
    public static IEnumerable<string> Files => s_encoders.Keys.Order(StringComparer.Ordinal);

    /// <summary>True for a file that can be encoded.</summary>
    /// <param name="file">The file's name, "EF.SPN".</param>
    public static bool Knows(string file) => s_encoders.ContainsKey(file);

    /// <summary>A text that the file takes, "26201:lte,nr 310260"; null for a file that is not known here.</summary>
    public static string? ExampleOf(string file) => s_encoders.GetValueOrDefault(file)?.Example;

    /// <summary>Encodes a transparent file, or one record.</summary>
    /// <param name="file">The file's name, "EF.SPN".</param>
    /// <param name="value">The text. One that begins with '{' or '[' is JSON.</param>
    /// <param name="length">The octets of the file or record.</param>
    /// <param name="current">
    /// What stands there, as many octets, if it matters: what the value does not name stays (a name keeps the display condition in EF.SPN,
    /// "+10" adds a service to EF.UST). Empty: nothing, 'FF' everywhere.
    /// </param>
    /// <returns>As many octets.</returns>
    /// <exception cref="FileValueException">The file is not known, the value is not what it holds, or does not fit.</exception>
    public static Octets Encode(string file, string value, int length, Octets current = default) => Encode(file, Given(file, value), length, current);

    /// <summary>Encodes a transparent file, or one record.</summary>
    /// <param name="file">The file's name, "EF.SPN".</param>
    /// <param name="value">A text, a number, an object or an array.</param>
    /// <param name="length">The octets of the file or record.</param>
    /// <param name="current">What stands there, as above.</param>
    /// <exception cref="FileValueException">The file is not known, the value is not what it holds, or does not fit.</exception>
    public static Octets Encode(string file, JsonElement value, int length, Octets current = default) => Encode(file, Given(value), length, current);

    /// <summary>Encodes a transparent file, or one record.</summary>
    /// <param name="file">The file's name, "EF.SPN".</param>
    /// <param name="value">What <see cref="FileDecoder"/> tells of such a file.</param>
    /// <param name="length">The octets of the file or record.</param>
    /// <param name="current">What stands there, as above.</param>
    /// <exception cref="FileValueException">The file is not known, the value is not what it holds, or does not fit.</exception>
    public static Octets Encode(string file, Asn1Description value, int length, Octets current = default)
    {
        try
        {
            if (current.IsEmpty) current = Filler(length);
            if (current.Length != length) throw new FormatException($"what stands there has {current.Length} octets, and not {length}");
            FileWish wish = new(value, length, current);
            if (value.Text is { } text && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) return wish.Fill(FileWish.Hex(text));
            if (!s_encoders.TryGetValue(file, out FileCoding? coding)) throw new FormatException("its contents have no words here: write them as octets, \"0x…\"");
            return coding.Encode(wish);
        }
        catch (FormatException fault) when (fault is not FileValueException)
        {
            throw new FileValueException(file, fault.Message, fault);
        }
    }

    /// <summary>Encodes all records of a file. Those that the value does not name are empty: 'FF'.</summary>
    /// <param name="file">The file's name, "EF.PNN".</param>
    /// <param name="value">Texts between semicolons, those of EF.ARR in lines; one that begins with '{' or '[' is JSON.</param>
    /// <param name="recordLength">The octets of a record.</param>
    /// <param name="records">How many records there are.</param>
    /// <param name="current">What stands in all of them, as for one; may be empty.</param>
    /// <exception cref="FileValueException">The file is not known, a value is not what it holds, or there are too many.</exception>
    public static Octets EncodeRecords(string file, string value, int recordLength, int records, Octets current = default)
    {
        Asn1Description given = Given(file, value);
        bool isOne = given.Text is not { } text || text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        if (isOne) return EncodeRecords(file, given, recordLength, records, current);
        char separator = file == "EF.ARR" ? '\n' : ';';
        string[] entries = given.Text!.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return EncodeRecords(file, List(entries.Select(entry => Asn1Description.Of("", entry))), recordLength, records, current);
    }

    /// <summary>Encodes all records of a file.</summary>
    /// <param name="file">The file's name, "EF.PNN".</param>
    /// <param name="value">An array with a value for each record, null for an empty one; or the value of the first.</param>
    /// <param name="recordLength">The octets of a record.</param>
    /// <param name="records">How many records there are.</param>
    /// <param name="current">What stands in all of them, as for one; may be empty.</param>
    /// <exception cref="FileValueException">The file is not known, a value is not what it holds, or there are too many.</exception>
    public static Octets EncodeRecords(string file, JsonElement value, int recordLength, int records, Octets current = default) => value.ValueKind == JsonValueKind.String
        ? EncodeRecords(file, value.GetString()!, recordLength, records, current)
        : EncodeRecords(file, Given(value), recordLength, records, current);

    private static Octets EncodeRecords(string file, Asn1Description value, int recordLength, int records, Octets current)
    {
        // A rule of EF.ARR is a list itself.
        bool isOneRule = file == "EF.ARR" && value.Parts.Any(part => part is { Text: null, IsList: false });
        Asn1Description[] entries = value.IsList && !isOneRule ? [.. value.Parts] : [value];
        if (entries.Length > records) throw new FileValueException(file, $"{entries.Length} entries are too many: there are {records} records");
        return Octets.Concat([.. Enumerable.Range(0, records).Select(i =>
        {
            Octets there = current.IsEmpty ? Octets.Empty : current.Slice(i * recordLength, recordLength);
            bool isGiven = i < entries.Length && entries[i].Text is not "";
            return isGiven ? Encode(file, entries[i], recordLength, there) : Filler(recordLength);
        })]);
    }

    private static Octets Filler(int length) => Coding.FileOctets.Pad(Octets.Empty, length);

    private static Asn1Description Given(string file, string text)
    {
        if (text.TrimStart() is not ['{' or '[', ..]) return Asn1Description.Of("", text);
        try
        {
            using JsonDocument json = JsonDocument.Parse(Encoding.UTF8.GetBytes(text));
            return Given(json.RootElement);
        }
        catch (JsonException fault)
        {
            throw new FileValueException(file, $"a text of {text.Length} characters begins as JSON, and is none", fault);
        }
    }

    private static Asn1Description Given(JsonElement value, string name = "") => value.ValueKind switch
    {
        JsonValueKind.Object => new(name, null, SequenceOf.From(value.EnumerateObject().Select(member => Given(member.Value, member.Name)))),
        JsonValueKind.Array => List(value.EnumerateArray().Select(entry => Given(entry))) with { Name = name },
        JsonValueKind.String => Asn1Description.Of(name, value.GetString()!),
        JsonValueKind.True => Asn1Description.Of(name, true),
        JsonValueKind.False => Asn1Description.Of(name, false),
        JsonValueKind.Number => Asn1Description.Of(name, value.GetRawText()),
        _ => Asn1Description.Of(name, ""),
    };

    private static Asn1Description List(IEnumerable<Asn1Description> entries) => new("", null, SequenceOf.From(entries)) { IsList = true };

    /// <summary>How a file is encoded.</summary>
    /// <param name="Example">A text that it takes.</param>
    /// <param name="Encode">Makes the octets.</param>
    private sealed record FileCoding(string Example, Func<FileWish, Octets> Encode);

    private const string Networks = "26201:lte,nr 310260";
    private const string Suci = """{"protectionSchemes":[{"scheme":"profile A","keyIndex":1}],"homeNetworkPublicKeys":[{"keyIdentifier":27,"publicKey":"5A8D38864820197C3394B92613B20B91633CBD897119273BF8E4A6F4EEC0A650"}]}""";

    private static readonly FrozenDictionary<string, FileCoding> s_encoders = new Dictionary<string, FileCoding>
    {
        ["EF.ICCID"] = new("8949000000000000019", SubscriberValues.IccidFile),
        ["EF.DIR"] = new("A0000000871002FFFFFFFF8903020000:USIM", SubscriberValues.DirectoryEntry),
        ["EF.PL"] = new("de en", SubscriberValues.Languages),
        ["EF.LI"] = new("de en", SubscriberValues.Languages),
        ["EF.ARR"] = new("read: always; update, deactivate, activate: ADM1", AccessRuleValues.Record),
        ["EF.IMSI"] = new("262010123456789", SubscriberValues.ImsiFile),
        ["EF.AD"] = new("2", SubscriberValues.AdministrativeData),
        ["EF.SPN"] = new("My Operator", SubscriberValues.ServiceProviderName),
        ["EF.ACC"] = new("0 5 11", SubscriberValues.AccessClasses),
        ["EF.GID1"] = new("4F", SubscriberValues.GroupIdentifier),
        ["EF.GID2"] = new("4F", SubscriberValues.GroupIdentifier),
        ["EF.UST"] = new("+SPN -20", ServiceValues.Usim),
        ["EF.EST"] = new("1", ServiceValues.Others),
        ["EF.IST"] = new("+5", ServiceValues.Others),
        ["EF.ECC"] = new("112:any:Help", NumberValues.EmergencyNumber),
        ["EF.MSISDN"] = new("+491701234567:Me", NumberValues.NumberRecord),
        ["EF.ADN"] = new("+491701234567:Alice", NumberValues.NumberRecord),
        ["EF.FDN"] = new("+491701234567:Alice", NumberValues.NumberRecord),
        ["EF.SDN"] = new("1155:Service", NumberValues.NumberRecord),
        ["EF.SMSP"] = new("+491710760000", NumberValues.ShortMessageParameters),
        ["EF.PLMNwAcT"] = new(Networks, NetworkValues.PlmnsWithTechnologies),
        ["EF.OPLMNwAcT"] = new(Networks, NetworkValues.PlmnsWithTechnologies),
        ["EF.HPLMNwAcT"] = new(Networks, NetworkValues.PlmnsWithTechnologies),
        ["EF.FPLMN"] = new("26202 26203", NetworkValues.Plmns),
        ["EF.EHPLMN"] = new("26201 310260", NetworkValues.Plmns),
        ["EF.SPDI"] = new("26201 310260", NetworkValues.ProviderDisplay),
        ["EF.HPPLMN"] = new("30 min", NetworkValues.SearchPeriod),
        ["EF.PNN"] = new("My Network|MyNet", NetworkValues.NetworkName),
        ["EF.OPL"] = new("26201:0000-FFFE:1", NetworkValues.OperatorList),
        ["EF.OPL5G"] = new("26201:000000-FFFFFE:1", NetworkValues.OperatorList5g),
        ["EF.SUCI_Calc_Info"] = new(Suci, FiveGValues.SuciCalculation),
        ["EF.SUCICalcInfo"] = new(Suci, FiveGValues.SuciCalculation),
        ["EF.Routing_Indicator"] = new("17", FiveGValues.RoutingIndicator),
        ["EF.UAC_AIC"] = new("1", FiveGValues.AccessIdentities),
        ["EF.SUPI_NAI"] = new("user@example.com", FiveGValues.SupiNai),
        ["EF.IMPI"] = new("262010123456789@ims.mnc001.mcc262.3gppnetwork.org", FiveGValues.Identity),
        ["EF.IMPU"] = new("sip:262010123456789@ims.mnc001.mcc262.3gppnetwork.org", FiveGValues.Identity),
        ["EF.Domain"] = new("ims.mnc001.mcc262.3gppnetwork.org", FiveGValues.Identity),
        ["EF.P-CSCF"] = new("pcscf.ims.mnc001.mcc262.3gppnetwork.org", FiveGValues.Pcscf),
    }.ToFrozenDictionary();
}
