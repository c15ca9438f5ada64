using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Json;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Protocol.Personalising;

/// <summary>What a package is made of: a JSON object with a template, a subscriber's data, settings and files. docs/profile-build.md.</summary>
public sealed record PersonalisationSpec
{
    /// <summary>The package to make over, beside the file; null for one of our own.</summary>
    public string? Template { get; init; }

    /// <summary>Digits of the mobile network code, for a package of our own; null if nobody said.</summary>
    public int? MncLength { get; init; }

    /// <summary>False for a package of our own without ISIM.</summary>
    public bool HasIsim { get; init; } = true;

    /// <summary>The network's name in EF.PNN; null: as the template has it.</summary>
    public string? NetworkName { get; init; }

    /// <summary>Its short name.</summary>
    public string? ShortNetworkName { get; init; }

    /// <summary>The subscriber, with what elements besides files have.</summary>
    public required Personalisation Data { get; init; }

    /// <summary>What an SM-DP+ tells of the profile; null if nobody said anything.</summary>
    public SpecMetadata? Metadata { get; init; }

    /// <summary>What files get, from members with names of their own.</summary>
    internal SequenceOf<SpecFile> Fields { get; init; } = [];

    /// <summary>What files get, by their paths.</summary>
    internal SequenceOf<SpecFile> Files { get; init; } = [];

    /// <summary>Reads it. What is left out is null; ICCID and IMSI must be there.</summary>
    /// <param name="octets">JSON in UTF-8.</param>
    /// <param name="readIccid">Reads the ICCID, and may refuse one; null: any digits will do.</param>
    /// <exception cref="SpecException">It is something else, or a member is unknown, missing, double, not as it should be, or contradicts another.</exception>
    public static PersonalisationSpec Read(Octets octets, Func<string, Iccid>? readIccid = null)
    {
        try
        {
            using JsonDocument json = UnicodeJson.Parse(octets.Memory);
            return SpecReader.Read(json.RootElement, readIccid ?? Iccid.FromDigits);
        }
        catch (JsonException fault)
        {
            string words = FaultWords.Of(fault), line = $"line {fault.LineNumber + 1}:";
            // Lines and columns are counted from 1 by people.
            if (words.StartsWith(line, StringComparison.Ordinal)) words = $"line {fault.LineNumber + 1}, column {fault.BytePositionInLine + 1}:{words[line.Length..]}";
            throw new SpecException(words, fault);
        }
    }

    /// <summary>A package of our own to make over, if no template is named. Everything but the secrets is right from the start; some files follow from the IMSI.</summary>
    /// <exception cref="SpecException">A value is not as it should be.</exception>
    public Octets OwnTemplate() => InWords(() => ProfileBuilder.Build(new()
    {
        Iccid = Data.Iccid,
        Imsi = Data.Imsi,
        // Any of the algorithm's will do, as it is replaced: what was given is looked at there.
        Key = Octets.Wrap(new byte[Data is { Algorithm: AlgorithmId.Tuak, Key.Length: 32 } ? 32 : 16]),
        Opc = Octets.Wrap(new byte[Data.Algorithm == AlgorithmId.Tuak ? 32 : 16]),
        Algorithm = Data.Algorithm ?? AlgorithmId.Milenage,
        MncLength = MncLength ?? 2,
        HasIsim = HasIsim,
        NetworkName = NetworkName,
        ShortNetworkName = ShortNetworkName,
    }).Write());

    /// <summary>Makes the package. The same template and randomness always give the same octets.</summary>
    /// <param name="template">The template's octets, or those of <see cref="OwnTemplate"/>.</param>
    /// <param name="random">Gives the secrets that the specification lacks.</param>
    /// <exception cref="SpecException">A value is not as it should be, contradicts another one or the template, or has no place there.</exception>
    /// <exception cref="Asn1ContentException">The template breaks a rule of SAIP at a place that is to be changed.</exception>
    public MadePackage Make(Octets template, RandomSource random)
    {
        // A template's keys for management are its operator's; those of our own are printed for all to read.
        Personalisation given = Template is null ? Data with { OtaKeys = WithOwnKeys(Data.OtaKeys ?? []) } : Data;
        PersonalisedPackage made = InWords(() => new PackageTemplate(template).Personalise(given, random));
        CheckClass(made.Data);
        SpecFiles files = new(this);
        Octets package = files.Apply(made.Package);
        new SpecContradictions(ProfilePackage.Read(template), ProfilePackage.Read(package), files.Settings).Check(Data.Imsi);
        return new(package, made.Data, given);
    }

    /// <summary>The key set that a package of our own has is among those that are given, or drawn.</summary>
    private static SequenceOf<OtaKeySet> WithOwnKeys(SequenceOf<OtaKeySet> given) =>
        given.Any(keys => keys.Version == ManagementElements.KeyVersion) ? given : SequenceOf.From(given.Prepend(new() { Version = ManagementElements.KeyVersion }));

    /// <summary>SGP.22 §2.4.5.4: an eUICC refuses a test profile with a key that is not known to all.</summary>
    private void CheckClass(Personalisation made)
    {
        if (!string.Equals(Metadata?.ProfileClass, "test", StringComparison.OrdinalIgnoreCase) || CodeRules.IsForTests(made.Algorithm!.Value, made.Key!.Value)) return;
        throw new SpecException($"\"metadata.profileClass\" is test, and \"key\" is {(Data.Key is null ? "not given" : "none for tests")}: a test profile has the test algorithm, the key of TS 34.108 or zeros");
    }

    private static T InWords<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (SubscriberDataException fault)
        {
            throw new SpecException($"\"{fault.Field}\": {fault.Problem}", fault);
        }
    }
}

/// <summary>What a file gets.</summary>
/// <param name="Member">The member that says so, for messages.</param>
/// <param name="Path">The file.</param>
/// <param name="Value">The value.</param>
/// <param name="FirstOnly">True: the first record, and the others stay.</param>
internal sealed record SpecFile(string Member, string Path, JsonElement Value, bool FirstOnly = false);

/// <summary>
/// What is not in a package: names, icon, class and policy rules of the profile's metadata, as in an order of <c>smdp serve --orders</c>.
/// SGP.22 §5.5.3.
/// </summary>
/// <param name="ServiceProvider">Who provides the service.</param>
/// <param name="Name">The profile's name.</param>
/// <param name="Icon">A PNG or JPEG picture, beside the specification.</param>
/// <param name="ProfileClass">"operational", "provisioning", "test".</param>
/// <param name="PolicyRules">"ppr1", "ppr2", "pprUpdateControl".</param>
/// <param name="ProfileOwner">MCC and MNC of the operator that the rules are of.</param>
public sealed record SpecMetadata(string? ServiceProvider, string? Name, string? Icon, string? ProfileClass, SequenceOf<string>? PolicyRules, string? ProfileOwner)
{
    /// <summary>A file of orders with one order, of a package with this metadata: what <c>smdp serve --orders</c> takes.</summary>
    /// <param name="package">The package, seen from the folder of the orders.</param>
    /// <param name="icon">The icon, seen from there; null for none.</param>
    public Octets WriteOrders(string package, string? icon)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new() { Indented = true }))
        {
            json.WriteStartArray();
            json.WriteStartObject();
            json.WriteString("profile", package);
            foreach ((string name, string? value) in (ReadOnlySpan<(string, string?)>)
                [("serviceProvider", ServiceProvider), ("name", Name), ("icon", icon), ("profileClass", ProfileClass), ("profileOwner", ProfileOwner)])
                if (value is not null) json.WriteString(name, value);
            if (PolicyRules is { } rules)
            {
                json.WriteStartArray("policyRules");
                foreach (string rule in rules) json.WriteStringValue(rule);
                json.WriteEndArray();
            }
            json.WriteEndObject();
            json.WriteEndArray();
        }
        return Octets.Wrap(stream.ToArray());
    }
}
