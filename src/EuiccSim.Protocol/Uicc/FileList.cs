using System.Collections.Frozen;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Coding;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Uicc;

/// <summary>
/// Files that are lists, to which entries are added and from which they are taken: networks and languages in places of one length, services and classes in
/// bits, and what has a record for each. The entries are written as <see cref="FileEncoder"/> takes them.
/// </summary>
internal static class FileList
{
    /// <summary>True for a file whose name is that of a list.</summary>
    internal static bool Knows(string file) => s_places.ContainsKey(file) || s_bits.Contains(file) || s_records.ContainsKey(file) || file == DisplayFile;

    /// <summary>The same for a file as it is in a package.</summary>
    internal static bool Knows(string file, FileDefinition definition) => Knows(file) && s_records.ContainsKey(file) == definition.RecordLength > 0;

    /// <summary>Adds entries, each in the place of the one with the same key if there is one, or takes those with their keys out.</summary>
    /// <param name="file">The file's name, "EF.FPLMN".</param>
    /// <param name="value">The entries.</param>
    /// <param name="isAdded">False to take them out.</param>
    /// <param name="recordLength">The octets of a record; 0 where there are none.</param>
    /// <param name="current">What stands in the file.</param>
    /// <returns>As many octets.</returns>
    /// <exception cref="FileValueException">An entry is none, or there is no room for it.</exception>
    internal static Octets Change(string file, string value, bool isAdded, int recordLength, Octets current)
    {
        bool isBits = s_bits.Contains(file);
        if (isBits && value.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) throw new FileValueException(file, "entries are added and taken out by their numbers");
        if (isBits) return Bits(current, FileEncoder.Encode(file, value, current.Length, Zeros(current.Length)), isAdded);
        if (s_records.TryGetValue(file, out string? key)) return Records(file, key, value, isAdded, recordLength, current);
        if (file == DisplayFile)
        {
            Octets listed = Plmns(current), wanted = Plmns(FileEncoder.Encode(file, value, LongList));
            Octets all = Places(file, s_plmn, Octets.Concat(listed, Fillers(s_plmn, listed.Length + wanted.Length)), wanted, isAdded);
            return FileEncoder.Encode(file, $"0x{FileOctets.Tlv(0xA3, FileOctets.Tlv(0x80, Octets.Concat([.. Used(s_plmn, all)])))}", current.Length);
        }
        Place place = s_places[file];
        Octets entries = FileEncoder.Encode(file, value, place.Filler.Length * (value.Length + 1));
        return Places(file, place, current, entries, isAdded);
    }

    private static Octets Bits(Octets current, Octets given, bool isAdded) =>
        Octets.Of([.. current.ToArray().Zip(given.ToArray(), (there, bit) => (byte)(isAdded ? there | bit : there & ~bit))]);

    /// <summary>The entries that are used move together; behind them comes what is added.</summary>
    private static Octets Places(string file, Place place, Octets current, Octets given, bool isAdded)
    {
        List<Octets> list = [.. Used(place, current)];
        foreach (Octets entry in Used(place, given))
        {
            int at = list.FindIndex(one => place.KeyOf(one) == place.KeyOf(entry));
            if (!isAdded) list.RemoveAll(one => place.KeyOf(one) == place.KeyOf(entry));
            else if (at >= 0) list[at] = entry;
            else list.Add(entry);
        }
        int length = place.Filler.Length, room = current.Length / length;
        if (list.Count > room) throw new FileValueException(file, FormattableString.Invariant($"{list.Count} entries are too many: there is room for {room}"));
        return Octets.Concat([.. list, Fillers(place, (room - list.Count) * length), current.Slice(room * length)]);
    }

    private static Octets Records(string file, string key, string value, bool isAdded, int recordLength, Octets current)
    {
        List<Octets> records = [.. Cut(current, recordLength)];
        Octets empty = FileOctets.Pad(Octets.Empty, recordLength);
        // An entry takes a character at least, and what separates it from the next.
        Octets given = FileEncoder.EncodeRecords(file, value, recordLength, value.Length + 1);
        foreach (Octets entry in Cut(given, recordLength).Where(one => one != empty))
        {
            string? name = KeyOf(file, key, entry);
            int at = records.FindIndex(one => KeyOf(file, key, one) == name);
            if (!isAdded)
            {
                for (int i = 0; i < records.Count; i++) if (KeyOf(file, key, records[i]) == name) records[i] = empty;
                continue;
            }
            if (at < 0) at = records.FindIndex(one => KeyOf(file, key, one) is null);
            if (at < 0) throw new FileValueException(file, FormattableString.Invariant($"all its {records.Count} records are in use"));
            records[at] = entry;
        }
        return Octets.Concat([.. records]);
    }

    /// <summary>What tells a record from the others; null for an empty one.</summary>
    private static string? KeyOf(string file, string key, Octets record)
    {
        if (!record.Span.ContainsAnyExcept((byte)0xFF)) return null;
        try
        {
            return FileDecoder.Decode(file, record) is { } decoded ? decoded.Parts.FirstOrDefault(part => part.Name == key)?.Text ?? FileDecoder.TextOf(decoded) : record.ToString();
        }
        catch (Asn1ContentException)
        {
            return record.ToString();
        }
    }

    private static IEnumerable<Octets> Used(Place place, Octets content) => Cut(content, place.Filler.Length).Where(one => place.KeyOf(one) != place.KeyOf(place.Filler));

    private static Octets Fillers(Place place, int octets) => Octets.Concat([.. Enumerable.Repeat(place.Filler, octets / place.Filler.Length)]);

    private static Octets Plmns(Octets display) => BerTlv.ReadWhole(display) is [{ Tag: 0xA3 } outer, ..] && BerTlv.ReadWhole(outer.Value) is [{ Tag: 0x80 } list, ..] ? list.Value : Octets.Empty;

    private static IEnumerable<Octets> Cut(Octets content, int length)
    {
        for (int at = 0; at + length <= content.Length; at += length) yield return content.Slice(at, length);
    }

    private static Octets Zeros(int length) => Octets.Wrap(new byte[length]);

    /// <summary>A place of a list: what stands in an empty one, and how many octets tell it from the others.</summary>
    private sealed record Place(Octets Filler, int Key)
    {
        internal Octets KeyOf(Octets entry) => entry.Slice(0, Key);
    }

    private const string DisplayFile = "EF.SPDI";
    private const int LongList = 4096;
    private static readonly Place s_plmn = new(Octets.FromHex("FFFFFF"), 3), s_plmnWithTechnologies = new(Octets.FromHex("FFFFFF0000"), 3), s_language = new(Octets.FromHex("FFFF"), 2);

    private static readonly FrozenDictionary<string, Place> s_places = new Dictionary<string, Place>
    {
        ["EF.FPLMN"] = s_plmn,
        ["EF.EHPLMN"] = s_plmn,
        ["EF.PLMNwAcT"] = s_plmnWithTechnologies,
        ["EF.OPLMNwAcT"] = s_plmnWithTechnologies,
        ["EF.HPLMNwAcT"] = s_plmnWithTechnologies,
        ["EF.PL"] = s_language,
        ["EF.LI"] = s_language,
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> s_bits = FrozenSet.Create("EF.UST", "EF.EST", "EF.IST", "EF.ACC", "EF.UAC_AIC");

    // With the field by which a person knows an entry; where there is none, all of it.
    private static readonly FrozenDictionary<string, string> s_records = new Dictionary<string, string>
    {
        ["EF.ECC"] = "number",
        ["EF.ADN"] = "number",
        ["EF.FDN"] = "number",
        ["EF.SDN"] = "number",
        ["EF.MSISDN"] = "number",
        ["EF.DIR"] = "aid",
        ["EF.PNN"] = "fullName",
        ["EF.OPL"] = "",
        ["EF.OPL5G"] = "",
        ["EF.IMPU"] = "",
        ["EF.P-CSCF"] = "",
        ["EF.ARR"] = "",
    }.ToFrozenDictionary();
}
