using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Protocol.Personalising;

/// <summary>Reads the members of a specification, and refuses those that contradict each other.</summary>
internal sealed class SpecReader
{
    private readonly SpecObject _spec;
    private readonly SpecObject? _pin1, _pin2, _adm1, _sqn, _services;
    private readonly List<SpecFile> _fields = [];

    private SpecReader(JsonElement json)
    {
        _spec = new(json, "", s_members);
        SpecObject? pins = _spec.Object("pins", "pin1", "pin2", "adm1");
        _pin1 = pins?.Object("pin1", "value", "puk", "enabled", "tries");
        _pin2 = pins?.Object("pin2", "value", "puk", "enabled", "tries");
        _adm1 = pins?.Object("adm1", "value", "tries");
        _sqn = _spec.Object("sqn", "options", "delta", "ageLimit", "init");
        _services = _spec.Object("services", "mandatory", "usim", "isim");
    }

    internal static PersonalisationSpec Read(JsonElement json, Func<string, Iccid> readIccid) => new SpecReader(json).Read(readIccid);

    private PersonalisationSpec Read(Func<string, Iccid> readIccid)
    {
        foreach (string needed in (ReadOnlySpan<string>)["iccid", "imsi"])
            if (!_spec.Has(needed)) throw new SpecException($"\"{needed}\" is missing");
        Personalisation data = Data(readIccid);
        int? mncLength = (int?)_spec.Number("mncLength", 2, 3);
        (string? network, string? brief) = NetworkName();
        SpecObject? applications = _spec.Object("applications", "usim", "isim");
        if (applications?.Flag("usim") == false) throw new SpecException("\"applications.usim\" is false, and a package has a USIM");
        PersonalisationSpec spec = new()
        {
            Template = _spec.Text("template"),
            MncLength = mncLength,
            HasIsim = applications?.Flag("isim") ?? true,
            NetworkName = network,
            ShortNetworkName = brief,
            Data = data,
            Metadata = Metadata(),
            Files = Files(),
        };
        if (spec.Template is not null) CheckTemplate();
        CheckIsim(spec);
        AddFields(spec);
        return spec with { Fields = SequenceOf.From(_fields) };
    }

    private Personalisation Data(Func<string, Iccid> readIccid) => new()
    {
        Iccid = ReadIccid(readIccid),
        Imsi = _spec.Text("imsi")!,
        Algorithm = Algorithm(_spec.Text("algorithm")),
        Key = _spec.Hex("key"),
        Opc = _spec.Hex("opc"),
        Op = _spec.Hex("op"),
        Pin1 = OneOf("pin1", _pin1, "value"),
        Pin2 = OneOf("pin2", _pin2, "value"),
        Puk1 = OneOf("puk1", _pin1, "puk"),
        Puk2 = OneOf("puk2", _pin2, "puk"),
        Adm1 = OneOf("adm1", _adm1, "value"),
        Pin1State = State(_pin1),
        Pin2State = State(_pin2),
        Adm1State = _adm1?.Number("tries", 1, 15) is { } tries ? new(null, (int)tries) : null,
        ProfileType = _spec.Text("profileType"),
        ServiceProviderName = _spec.Text("serviceProviderName"),
        Msisdn = _spec.Text("msisdn"),
        Impi = _spec.Text("impi"),
        Impu = _spec.Text("impu"),
        Aka = Aka(),
        MandatoryServices = _services?.Texts("mandatory") is { } services ? SequenceOf.From(services) : null,
        OtaKeys = OtaKeys(),
    };

    private Iccid ReadIccid(Func<string, Iccid> readIccid)
    {
        try
        {
            return readIccid(_spec.Text("iccid")!);
        }
        catch (FormatException fault) when (fault is not SpecException)
        {
            throw new SpecException($"\"iccid\": {FaultWords.Of(fault)}", fault);
        }
    }

    /// <summary>A value that has a short name and a place in "pins".</summary>
    private string? OneOf(string name, SpecObject? state, string member)
    {
        string? brief = _spec.Text(name), other = state?.Text(member);
        if (brief is not null && other is not null && brief != other) throw new SpecException($"\"{name}\" and \"{state!.PathOf(member)}\" have different values");
        return brief ?? other;
    }

    private static PinState? State(SpecObject? pin) => pin is not null && (pin.Has("enabled") || pin.Has("tries")) ? new(pin.Flag("enabled"), (int?)pin.Number("tries", 1, 15)) : null;

    private static AlgorithmId? Algorithm(string? name) => name switch
    {
        null => null,
        "milenage" => AlgorithmId.Milenage,
        "tuak" => AlgorithmId.Tuak,
        "usimTestAlgorithm" => AlgorithmId.UsimTestAlgorithm,
        _ => throw new SpecException($"\"algorithm\": '{name}' is none of milenage, tuak, usimTestAlgorithm"),
    };

    private AkaSettings? Aka()
    {
        AkaSettings settings = new()
        {
            SqnOptions = _sqn?.Octet("options"),
            SqnDelta = _sqn?.Octets48("delta"),
            SqnAgeLimit = _sqn?.Octets48("ageLimit"),
            SqnInit = SqnInit(),
            AlgorithmOptions = _spec.Octet("algorithmOptions"),
            RotationConstants = _spec.Hex("rotationConstants"),
            XoringConstants = _spec.Hex("xoringConstants"),
            NumberOfKeccak = (int?)_spec.Number("numberOfKeccak", 1, 255),
        };
        return settings == new AkaSettings() ? null : settings;
    }

    /// <summary>One number for all, or 32.</summary>
    private SequenceOf<Octets>? SqnInit()
    {
        if (_sqn?.Value("init") is not { } value) return null;
        string path = _sqn.PathOf("init");
        if (value.ValueKind != JsonValueKind.Array) return SequenceOf.From(Enumerable.Repeat(SpecObject.Octets48(path, value), SqnCount));
        if (value.GetArrayLength() != SqnCount) throw new SpecException($"\"{path}\" has {value.GetArrayLength()} numbers, and should have {SqnCount}, or be one for all");
        return SequenceOf.From(value.EnumerateArray().Select(number => SpecObject.Octets48(path, number)));
    }

    private SequenceOf<OtaKeySet>? OtaKeys()
    {
        if (_spec.Value("otaKeys") is not { } value) return null;
        if (value.ValueKind != JsonValueKind.Array) throw _spec.Kind("otaKeys", value, "a list of objects");
        return SequenceOf.From(value.EnumerateArray().Select(entry =>
        {
            SpecObject keys = new(entry, "otaKeys", "kvn", "type", "kic", "kid", "kik");
            string type = keys.Text("type") ?? "aes";
            if (type is not ("aes" or "des")) throw new SpecException($"\"otaKeys.type\": '{type}' is none of aes, des");
            byte version = keys.Octet("kvn") ?? throw new SpecException("\"otaKeys.kvn\" is missing");
            return new OtaKeySet { Version = version, IsAes = type == "aes", Kic = keys.Hex("kic"), Kid = keys.Hex("kid"), Kik = keys.Hex("kik") };
        }));
    }

    private (string? Full, string? Brief) NetworkName()
    {
        if (_spec.Value("networkName") is not { ValueKind: JsonValueKind.Object }) return (_spec.Text("networkName"), null);
        SpecObject name = _spec.Object("networkName", "fullName", "shortName")!;
        return (name.Text("fullName") ?? throw new SpecException("\"networkName.fullName\" is missing"), name.Text("shortName"));
    }

    private SpecMetadata? Metadata() => _spec.Object("metadata", "serviceProvider", "name", "icon", "profileClass", "policyRules", "profileOwner") is { } metadata
        ? new(metadata.Text("serviceProvider"), metadata.Text("name"), metadata.Text("icon"), metadata.Text("profileClass"),
            metadata.Texts("policyRules") is { } rules ? SequenceOf.From(rules) : null, metadata.Text("profileOwner"))
        : null;

    private SequenceOf<SpecFile> Files() => _spec.Object("files") is { } files
        ? SequenceOf.From(files.Names.Select(path => new SpecFile($"files.{path}", path, files.Value(path)!.Value.Clone())))
        : [];

    /// <summary>What only a package of our own is asked.</summary>
    private void CheckTemplate()
    {
        if (_spec.Has("mncLength")) throw new SpecException("\"mncLength\" is for a package of our own: a \"template\" keeps its EF.AD, which \"files\" can change");
        if (_spec.Has("applications")) throw new SpecException("\"applications\" is for a package of our own: a \"template\" has those that it has");
    }

    private void CheckIsim(PersonalisationSpec spec)
    {
        if (spec.HasIsim) return;
        foreach (string name in (ReadOnlySpan<string>)["impi", "impu"])
            if (_spec.Has(name)) throw new SpecException($"\"{name}\" is the ISIM's, and \"applications.isim\" is false");
        if (_services?.Has("isim") == true) throw new SpecException("\"services.isim\" is the ISIM's, and \"applications.isim\" is false");
        foreach (string service in spec.Data.MandatoryServices ?? [])
            if (service.TrimStart('+') is "isim" or "gba-isim" or "multiple-isim") throw new SpecException($"\"services.mandatory\" asks for '{service}', and \"applications.isim\" is false");
    }

    /// <summary>Members that stand for a file.</summary>
    private void AddFields(PersonalisationSpec spec)
    {
        if (_spec.Object("spn", "showsPlmnAtHome", "showsNameAbroad") is { } display)
        {
            _ = (display.Flag("showsPlmnAtHome"), display.Flag("showsNameAbroad"));
            _fields.Add(new("spn", "ADF.USIM/EF.SPN", _spec.Value("spn")!.Value.Clone()));
        }
        if (spec is { NetworkName: { } name, Template: not null })
            _fields.Add(new("networkName", "ADF.USIM/EF.PNN", Json(spec.ShortNetworkName is { } brief ? $"{name}|{brief}" : name), FirstOnly: true));
        AddServices("usim", "ADF.USIM/EF.UST");
        AddServices("isim", "ADF.ISIM/EF.IST");
    }

    private void AddServices(string name, string path)
    {
        if (_services?.Texts(name) is { } services) _fields.Add(new($"services.{name}", path, Json(string.Join(' ', services))));
    }

    private static JsonElement Json(string text)
    {
        using JsonDocument json = JsonDocument.Parse($"\"{JsonEncodedText.Encode(text)}\"");
        return json.RootElement.Clone();
    }

    private const int SqnCount = 32;

    private static readonly string[] s_members =
    [
        "template", "iccid", "imsi", "mncLength", "algorithm", "key", "opc", "op", "sqn", "algorithmOptions", "rotationConstants", "xoringConstants", "numberOfKeccak",
        "pin1", "pin2", "puk1", "puk2", "adm1", "pins", "otaKeys", "profileType", "serviceProviderName", "spn", "networkName", "msisdn", "impi", "impu",
        "services", "applications", "files", "metadata",
    ];
}
