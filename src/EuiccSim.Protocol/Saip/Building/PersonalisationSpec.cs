using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Json;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>What a package is made of: a JSON object with a template and a subscriber's data.</summary>
/// <param name="Template">The package to make over, beside the file; null for one of our own.</param>
/// <param name="MncLength">Digits of the mobile network code, for a package of our own; null if nobody said.</param>
/// <param name="Data">The subscriber.</param>
public sealed record PersonalisationSpec(string? Template, int? MncLength, Personalisation Data)
{
    /// <summary>Reads it. What is left out is null; ICCID and IMSI must be there.</summary>
    /// <param name="octets">JSON in UTF-8.</param>
    /// <param name="readIccid">Reads the ICCID, and may refuse one; null: any digits will do.</param>
    /// <exception cref="FormatException">It is something else, or a member is unknown, missing, double, or not as it should be.</exception>
    public static PersonalisationSpec Read(Octets octets, Func<string, Iccid>? readIccid = null)
    {
        try
        {
            using JsonDocument json = UnicodeJson.Parse(octets.Memory);
            if (json.RootElement.ValueKind != JsonValueKind.Object) throw new FormatException("it is no JSON object");
            return Read(json.RootElement, readIccid ?? Iccid.FromDigits);
        }
        catch (JsonException fault)
        {
            throw new FormatException(FaultWords.Of(fault), fault);
        }
    }

    /// <summary>A package of our own to make over, if no template is named. Everything but the secrets is right from the start; some files follow from the IMSI.</summary>
    public Octets OwnTemplate() => ProfileBuilder.Build(new()
    {
        Iccid = Data.Iccid,
        Imsi = Data.Imsi,
        // Any of the algorithm's will do, as it is replaced: what was given is looked at there.
        Key = Octets.Wrap(new byte[Data is { Algorithm: AlgorithmId.Tuak, Key.Length: 32 } ? 32 : 16]),
        Opc = Octets.Wrap(new byte[Data.Algorithm == AlgorithmId.Tuak ? 32 : 16]),
        Algorithm = Data.Algorithm ?? AlgorithmId.Milenage,
        MncLength = MncLength ?? 2,
    }).Write();

    private static PersonalisationSpec Read(JsonElement json, Func<string, Iccid> readIccid)
    {
        PersonalisationSpec spec = new(null, null, new() { Iccid = default, Imsi = "" });
        HashSet<string> seen = [];
        foreach (JsonProperty member in json.EnumerateObject())
        {
            if (!seen.Add(member.Name)) throw Wrong($"\"{member.Name}\" comes twice");
            (string name, Func<PersonalisationSpec, string, PersonalisationSpec> read) = Array.Find(s_members, one => one.Name == member.Name);
            if (name is null) throw Wrong($"there is no \"{member.Name}\"; there are {string.Join(", ", s_members.Select(one => one.Name))}");
            if (member.Value.ValueKind != JsonValueKind.String) throw Wrong($"\"{member.Name}\" is no text");
            try
            {
                spec = read(spec, member.Value.GetString()!);
                if (member.Name == "iccid") _ = readIccid(member.Value.GetString()!);
            }
            catch (FormatException fault)
            {
                throw Wrong($"\"{member.Name}\": {fault.Message}", fault);
            }
        }
        foreach (string needed in new[] { "iccid", "imsi" })
            if (!seen.Contains(needed)) throw Wrong($"\"{needed}\" is missing");
        if (spec is { Template: not null, MncLength: not null }) throw Wrong("\"mncLength\" is for a package of our own: a template keeps its EF.AD");
        return spec;
    }

    private static Func<PersonalisationSpec, string, PersonalisationSpec> Of(Func<Personalisation, string, Personalisation> change) =>
        (spec, text) => spec with { Data = change(spec.Data, text) };

    private static AlgorithmId Algorithm(string name) => name switch
    {
        "milenage" => AlgorithmId.Milenage,
        "tuak" => AlgorithmId.Tuak,
        "usimTestAlgorithm" => AlgorithmId.UsimTestAlgorithm,
        _ => throw new FormatException($"'{name}' is none of milenage, tuak, usimTestAlgorithm"),
    };

    private static int Digits(string text) => text is "2" or "3" ? text[0] - '0' : throw new FormatException($"'{text}' is neither 2 nor 3");

    private static FormatException Wrong(string what, Exception? inner = null) => new(what, inner);

    private static readonly (string Name, Func<PersonalisationSpec, string, PersonalisationSpec> Read)[] s_members =
    [
        ("template", (spec, text) => spec with { Template = text }),
        ("mncLength", (spec, text) => spec with { MncLength = Digits(text) }),
        ("iccid", Of((data, text) => data with { Iccid = Iccid.FromDigits(text) })),
        ("imsi", Of((data, text) => data with { Imsi = text })),
        ("algorithm", Of((data, text) => data with { Algorithm = Algorithm(text) })),
        ("key", Of((data, text) => data with { Key = Octets.FromHex(text) })),
        ("opc", Of((data, text) => data with { Opc = Octets.FromHex(text) })),
        ("op", Of((data, text) => data with { Op = Octets.FromHex(text) })),
        ("pin1", Of((data, text) => data with { Pin1 = text })),
        ("pin2", Of((data, text) => data with { Pin2 = text })),
        ("puk1", Of((data, text) => data with { Puk1 = text })),
        ("puk2", Of((data, text) => data with { Puk2 = text })),
        ("adm1", Of((data, text) => data with { Adm1 = text })),
        ("profileType", Of((data, text) => data with { ProfileType = text })),
        ("serviceProviderName", Of((data, text) => data with { ServiceProviderName = text })),
        ("msisdn", Of((data, text) => data with { Msisdn = text })),
        ("impi", Of((data, text) => data with { Impi = text })),
        ("impu", Of((data, text) => data with { Impu = text })),
    ];
}
