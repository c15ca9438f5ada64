using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using EuiccSim.Protocol.Asn1;
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
        try
        {
            OrderEntry?[] entries = JsonSerializer.Deserialize(json, OrderFileJson.Default.OrderEntryArray) ?? [];
            return [.. entries.Select(entry => Order(entry ?? throw new FormatException("an entry is null")))];
        }
        catch (JsonException e)
        {
            throw new FormatException(FaultWords.Of(e), e);
        }
        catch (Asn1ContentException e)
        {
            throw new FormatException($"what an order says does not fit into the profile's metadata: {e.Message}", e);
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
        return new()
        {
            Profile = Profile.ForServer(package, entry.ServiceProvider ?? "EuiccSim", _options.ServerAddress, entry.Name) with
            {
                ProfileType = entry.ProfileType,
                Owner = entry.Owner,
            },
            State = state,
            MatchingId = isConfirmed ? entry.MatchingId ?? "" : null,
            Eid = entry.Eid is { } eid ? _options.ReadEid(eid) : null,
            ConfirmationCodeHash = entry.ConfirmationCode is { } code ? Octets.Wrap(SHA256.HashData(Encoding.UTF8.GetBytes(code))) : null,
            MaxDownloadAttempts = entry.Attempts,
            ExpiresAt = entry.Expires,
        };
    }

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

    /// <summary>Gives a package another ICCID: <see cref="PackageTemplate.WithIccid"/>, for example.</summary>
    public required Func<Octets, Iccid, Octets> WithIccid { get; init; }

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

    public string? ServiceProvider { get; init; }

    public string? Name { get; init; }
}

[JsonSerializable(typeof(OrderEntry[]))]
[JsonSourceGenerationOptions(RespectNullableAnnotations = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
internal sealed partial class OrderFileJson : JsonSerializerContext;
