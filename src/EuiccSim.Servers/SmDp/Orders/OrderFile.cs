using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Servers.SmDp.Orders;

/// <summary>Orders as a file has them, a JSON array: for tests that need a known server.</summary>
public sealed class OrderFile
{
    private readonly OrderFileOptions _options;

    /// <summary>A reader of such files.</summary>
    /// <param name="options">What it takes.</param>
    public OrderFile(OrderFileOptions options) => _options = options;

    /// <summary>Reads the orders.</summary>
    /// <param name="json">The file.</param>
    /// <exception cref="FormatException">It is no such array, or an entry is not as it should be.</exception>
    public IReadOnlyList<ProfileOrder> Read(ReadOnlySpan<byte> json)
    {
        // Editors begin files with a mark of UTF-8.
        using JsonDocument document = Parse((json.StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json).ToArray());
        if (document.RootElement.ValueKind != JsonValueKind.Array) throw new FormatException("it is no array of orders: [{…}, {…}]");
        List<ProfileOrder> orders = [];
        foreach (JsonElement element in document.RootElement.EnumerateArray())
        {
            try
            {
                orders.Add(Order(Entry(element)));
            }
            catch (Exception e) when (e is FormatException or Asn1ContentException)
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"order {orders.Count + 1}: {e.Message}"), e);
            }
        }
        return orders;
    }

    /// <summary>What the first order says of its profile: <c>profile build</c> writes such files beside packages.</summary>
    /// <param name="json">The file.</param>
    /// <param name="readIcon">Reads an icon, whose name is seen from the file's folder.</param>
    /// <exception cref="FormatException">It is no array with an order, or that is not as it should be.</exception>
    public static ProfileDescription ReadDescription(ReadOnlySpan<byte> json, Func<string, Octets> readIcon)
    {
        using JsonDocument document = Parse((json.StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json).ToArray());
        bool isFile = document.RootElement.ValueKind == JsonValueKind.Array && document.RootElement.GetArrayLength() > 0;
        if (!isFile) throw new FormatException("it is no array with an order: [{…}]");
        return Description(Entry(document.RootElement[0]), readIcon);
    }

    private static JsonDocument Parse(byte[] json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            throw new FormatException(FaultWords.Of(e), e);
        }
    }

    private static OrderEntry Entry(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new FormatException("it is no object");
        string[] known = [.. OrderFileJson.Default.OrderEntry.Properties.Select(property => property.Name)];
        foreach (JsonProperty member in element.EnumerateObject())
            if (!known.Contains(member.Name)) throw new FormatException($"there is no member '{member.Name}'; there are {string.Join(", ", known)}");
        if (!element.TryGetProperty("profile", out _)) throw new FormatException("'profile' is missing, the file of its package");
        try
        {
            return element.Deserialize(OrderFileJson.Default.OrderEntry)!;
        }
        catch (JsonException e)
        {
            string member = (e.Path ?? "").TrimStart('$', '.');
            // Not the value: a Confirmation Code is a secret.
            throw new FormatException($"{FaultWords.Of(e)}{(element.TryGetProperty(member, out JsonElement value) ? $"; it is {JsonKinds.Of(value.ValueKind)}" : "")}", e);
        }
    }

    private ProfileOrder Order(OrderEntry entry)
    {
        Check(entry);
        Octets package = _options.ReadPackage(entry.Profile);
        if (entry.Iccid is { } digits && _options.ReadIccid(digits) is var iccid && iccid != Profile.IccidOf(package))
            package = _options.WithIccid(package, iccid);
        OrderState state = StateOf(entry);
        bool isConfirmed = state is not (OrderState.Available or OrderState.Allocated or OrderState.Linked);
        Profile profile = Profile.ForServer(package, _options.ServerAddress, Description(entry, _options.ReadIcon)) with { ProfileType = entry.ProfileType, Owner = entry.Owner };
        return new()
        {
            Profile = entry.RandomKeys == true ? profile.WithRandomKeys(_options.Random) : profile,
            State = state,
            MatchingId = isConfirmed ? entry.MatchingId ?? "" : null,
            Eid = entry.Eid is { } eid ? _options.ReadEid(eid) : null,
            ConfirmationCodeHash = entry.ConfirmationCode is { } code ? Octets.Wrap(SHA256.HashData(Encoding.UTF8.GetBytes(code))) : null,
            MaxDownloadAttempts = entry.Attempts,
            ExpiresAt = entry.Expires,
        };
    }

    private static ProfileDescription Description(OrderEntry entry, Func<string, Octets> readIcon) => ProfileDescription.Read(
        entry.ServiceProvider, entry.Name, entry.Icon is { } icon ? readIcon(icon) : null, entry.ProfileClass, entry.PolicyRules, entry.ProfileOwner);

    /// <summary>What ES2+ refuses: nobody could download it.</summary>
    private static void Check(OrderEntry entry)
    {
        if (entry.ConfirmationCode is "") throw new FormatException("a Confirmation Code has at least one character");
        if (entry.MatchingId is { } matchingId && !ActivationCode.IsMatchingId(matchingId))
            throw new FormatException($"the MatchingID '{matchingId}' cannot stand in an Activation Code");
        if (entry.Attempts < 1) throw new FormatException($"attempts takes a number above 0, not {entry.Attempts}");
    }

    private static OrderState StateOf(OrderEntry entry)
    {
        if (entry.State is null) return OrderState.Released;
        bool isName = Enum.TryParse(entry.State, ignoreCase: true, out OrderState state) && Enum.IsDefined(state);
        if (!isName) throw new FormatException($"'{entry.State}' is no state: {string.Join(", ", Enum.GetNames<OrderState>())}");
        // How these came about must be known as well, which no file tells.
        if (state is OrderState.Downloaded or OrderState.Installed) throw new FormatException($"an order cannot begin as {state}");
        return state;
    }
}

/// <summary>What it takes to make orders of a file.</summary>
public sealed record OrderFileOptions
{
    /// <summary>The address of the server: eUICCs tell it what becomes of the profiles.</summary>
    public required string ServerAddress { get; init; }

    /// <summary>Reads a package, whose name is seen from the file's folder.</summary>
    public required Func<string, Octets> ReadPackage { get; init; }

    /// <summary>Reads an icon, whose name is seen from the file's folder; by default orders have none.</summary>
    public Func<string, Octets> ReadIcon { get; init; } = name => throw new FormatException($"the icon '{name}' cannot be read here");

    /// <summary>Gives a package another ICCID: <see cref="PackageTemplate.WithIccid"/>, for example.</summary>
    public required Func<Octets, Iccid, Octets> WithIccid { get; init; }

    /// <summary>Where the keys come from under which packages are protected beforehand.</summary>
    public RandomSource Random { get; init; } = RandomSource.System;

    /// <summary>Reads an ICCID; by default any check digit is right.</summary>
    public Func<string, Iccid> ReadIccid { get; init; } = Iccid.FromDigits;

    /// <summary>Reads an EID; by default any check digits are right.</summary>
    public Func<string, Eid> ReadEid { get; init; } = Eid.FromDigits;
}

/// <summary>An order as a file has it.</summary>
internal sealed record OrderEntry
{
    /// <summary>The package; seen from the file's folder.</summary>
    public required string Profile { get; init; }

    public string? MatchingId { get; init; }

    /// <summary>Another ICCID than the package's.</summary>
    public string? Iccid { get; init; }

    public string? Eid { get; init; }

    public string? ConfirmationCode { get; init; }

    /// <summary>A name of <see cref="OrderState"/>, in whatever case; "released" if absent.</summary>
    public string? State { get; init; }

    /// <summary>How many sessions may ask for it.</summary>
    public int? Attempts { get; init; }

    /// <summary>When it ends, in ISO 8601.</summary>
    public DateTimeOffset? Expires { get; init; }

    public string? ProfileType { get; init; }

    /// <summary>The one operator that may order it on ES2+, as its certificate names it; absent for every operator.</summary>
    public string? Owner { get; init; }

    /// <summary>True for a package that is protected beforehand, under keys of its own (ReplaceSessionKeys); else it is when it is delivered.</summary>
    public bool? RandomKeys { get; init; }

    public string? ServiceProvider { get; init; }

    public string? Name { get; init; }

    /// <summary>A PNG or JPEG picture; seen from the file's folder.</summary>
    public string? Icon { get; init; }

    /// <summary>"operational", "provisioning" or "test".</summary>
    public string? ProfileClass { get; init; }

    /// <summary>"ppr1", "ppr2", "pprUpdateControl".</summary>
    public string[]? PolicyRules { get; init; }

    /// <summary>MCC and MNC of the operator that the policy rules are of; that of the package's IMSI if absent.</summary>
    public string? ProfileOwner { get; init; }
}

[JsonSerializable(typeof(OrderEntry))]
[JsonSourceGenerationOptions(RespectNullableAnnotations = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
internal sealed partial class OrderFileJson : JsonSerializerContext;
