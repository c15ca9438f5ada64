using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Uicc;

/// <summary>What the octets of a file mean, where the standards say so for a file of its name and structure.</summary>
/// <param name="Name">The file's name, "EF.IMSI"; empty where it has none.</param>
/// <param name="Type">Its structure.</param>
/// <param name="IsOfCsim">True for a file of the CSIM: its files have the names of others and hold something else (3GPP2 C.S0065).</param>
public sealed record FileMeaning(string Name, FileType Type, bool IsOfCsim = false)
{
    /// <summary>
    /// True for a file that can be decoded. One of the same name can hold something else elsewhere: EF.ECC of a SIM of the second generation has no
    /// records.
    /// </summary>
    public bool IsKnown => !IsOfCsim && FileDecoder.Knows(Name)
        && KnownFiles.All.Any(known => known.Address.Root != Csim && known.Name == Name && known.Type == Type);

    /// <summary>What the content of a transparent file, or a record, means.</summary>
    /// <returns>Neither for an empty record, and for a file that is not known; the fault where the octets are not what such a file holds.</returns>
    public (Asn1Description? Meaning, string? Fault) Decode(Octets part)
    {
        if (!IsKnown) return default;
        try
        {
            return (FileDecoder.Decode(Name, part), null);
        }
        catch (Asn1ContentException fault)
        {
            return (null, fault.Message);
        }
    }

    /// <summary>The fields of a meaning, a line each; a text or a list under its name.</summary>
    public static IEnumerable<string> LinesOf(Asn1Description meaning)
    {
        if (meaning.Text is { } text) return [$"{meaning.Name}: {text}"];
        if (meaning is { IsList: true, Parts.Count: 0 }) return ["(empty)"];
        return meaning.Parts.Select(part => meaning.IsList ? FileDecoder.TextOf(part) : $"{part.Name}: {FileDecoder.TextOf(part)}");
    }

    /// <summary>Writes the meaning of a part: an object of its fields, with "fault" where the octets do not fit; null for an empty record.</summary>
    public void WriteValue(Utf8JsonWriter json, Octets part)
    {
        (Asn1Description? meaning, string? fault) = Decode(part);
        if (meaning is null && fault is null)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        if (fault is not null) json.WriteString("fault", fault);
        else if (meaning is { Text: not null } or { IsList: true }) meaning.WriteMember(json);
        else foreach (Asn1Description field in meaning!.Parts) field.WriteMember(json);
        json.WriteEndObject();
    }

    private const string Csim = "CSIM";
}
