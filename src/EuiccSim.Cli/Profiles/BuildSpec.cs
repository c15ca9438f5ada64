using System.Text.Json;
using EuiccSim.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;

namespace EuiccSim.Cli.Profiles;

/// <summary>What <c>profile build</c> reads: a JSON object with a template and a subscriber's data.</summary>
/// <param name="Template">The package to make over, beside the file; null for one of our own.</param>
/// <param name="MncLength">Digits of the mobile network code, for a package of our own; null if nobody said.</param>
/// <param name="Data">The subscriber.</param>
internal sealed record BuildSpec(string? Template, int? MncLength, Personalisation Data)
{
    internal static BuildSpec Read(FileInfo file, bool force)
    {
        try
        {
            using JsonDocument json = UnicodeJson.Parse(PackageSource.Read(file).Memory);
            if (json.RootElement.ValueKind != JsonValueKind.Object) throw Wrong("it is no JSON object");
            return Read(json.RootElement, force);
        }
        catch (JsonException fault)
        {
            throw Wrong(fault.Message, fault);
        }
    }

    private static BuildSpec Read(JsonElement json, bool force)
    {
        BuildSpec spec = new(null, null, new() { Iccid = default, Imsi = "" });
        HashSet<string> seen = [];
        foreach (JsonProperty member in json.EnumerateObject())
        {
            if (!seen.Add(member.Name)) throw Wrong($"\"{member.Name}\" comes twice");
            if (!s_members.TryGetValue(member.Name, out Func<BuildSpec, string, BuildSpec>? read))
                throw Wrong($"there is no \"{member.Name}\"; there are {string.Join(", ", s_members.Keys)}");
            if (member.Value.ValueKind != JsonValueKind.String) throw Wrong($"\"{member.Name}\" is no text");
            try
            {
                spec = read(spec, member.Value.GetString()!);
                if (member.Name == "iccid") _ = GivenNumber.Iccid(member.Value.GetString()!, force);
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

    private static Func<BuildSpec, string, BuildSpec> Of(Func<Personalisation, string, Personalisation> change) =>
        (spec, text) => spec with { Data = change(spec.Data, text) };

    private static AlgorithmId Algorithm(string name) => name switch
    {
        "milenage" => AlgorithmId.Milenage,
        "tuak" => AlgorithmId.Tuak,
        "usimTestAlgorithm" => AlgorithmId.UsimTestAlgorithm,
        _ => throw new FormatException($"'{name}' is none of milenage, tuak, usimTestAlgorithm"),
    };

    private static int Digits(string text) => text is "2" or "3" ? text[0] - '0' : throw new FormatException($"'{text}' is neither 2 nor 3");

    internal static CommandFailure Wrong(string what, Exception? inner = null) => CommandFailure.Missing("spec", $"The specification: {what}.", inner);

    private static readonly Dictionary<string, Func<BuildSpec, string, BuildSpec>> s_members = new()
    {
        ["template"] = (spec, text) => spec with { Template = text },
        ["mncLength"] = (spec, text) => spec with { MncLength = Digits(text) },
        ["iccid"] = Of((data, text) => data with { Iccid = Iccid.FromDigits(text) }),
        ["imsi"] = Of((data, text) => data with { Imsi = text }),
        ["algorithm"] = Of((data, text) => data with { Algorithm = Algorithm(text) }),
        ["key"] = Of((data, text) => data with { Key = Octets.FromHex(text) }),
        ["opc"] = Of((data, text) => data with { Opc = Octets.FromHex(text) }),
        ["op"] = Of((data, text) => data with { Op = Octets.FromHex(text) }),
        ["pin1"] = Of((data, text) => data with { Pin1 = text }),
        ["pin2"] = Of((data, text) => data with { Pin2 = text }),
        ["puk1"] = Of((data, text) => data with { Puk1 = text }),
        ["puk2"] = Of((data, text) => data with { Puk2 = text }),
        ["adm1"] = Of((data, text) => data with { Adm1 = text }),
        ["profileType"] = Of((data, text) => data with { ProfileType = text }),
        ["serviceProviderName"] = Of((data, text) => data with { ServiceProviderName = text }),
        ["msisdn"] = Of((data, text) => data with { Msisdn = text }),
        ["impi"] = Of((data, text) => data with { Impi = text }),
        ["impu"] = Of((data, text) => data with { Impu = text }),
    };
}
