using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Cli.Smdp;

/// <summary>An order as a file has it: for tests that need a known server.</summary>
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

/// <summary>A file of orders: a JSON array.</summary>
internal static class OrdersFile
{
    internal static ProfileOrder[] Read(FileInfo file, string address, bool force, Surroundings at)
    {
        try
        {
            OrderEntry[] entries = JsonSerializer.Deserialize(InputFile.Read(file.FullName), OrdersFileJson.Default.OrderEntryArray) ?? [];
            return [.. entries.Select(entry => Order(entry, file.DirectoryName!, address, force, at))];
        }
        catch (Exception e) when (e is JsonException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw CommandFailure.Missing("orders", $"{file.FullName}: {e.Message}", e);
        }
    }

    private static ProfileOrder Order(OrderEntry entry, string folder, string address, bool force, Surroundings at)
    {
        Check(entry);
        Octets package = PackageSource.ReadPackage(new(Path.Combine(folder, entry.Profile)));
        if (entry.Iccid is { } digits && GivenNumber.Iccid(digits, force) is var iccid && iccid != Profile.IccidOf(package))
            package = Stock.WithIccid(package, iccid, at);
        OrderState state = StateOf(entry);
        bool isConfirmed = state is not (OrderState.Available or OrderState.Allocated or OrderState.Linked);
        return new()
        {
            Profile = Profile.ForServer(package, entry.ServiceProvider ?? "EuiccSim", address, entry.Name) with
            {
                ProfileType = entry.ProfileType,
                Owner = entry.Owner,
            },
            State = state,
            MatchingId = isConfirmed ? entry.MatchingId ?? "" : null,
            Eid = entry.Eid is { } eid ? GivenNumber.Eid(eid, force) : null,
            ConfirmationCodeHash = entry.ConfirmationCode is { } code ? Octets.Wrap(SHA256.HashData(Encoding.UTF8.GetBytes(code))) : null,
            MaxDownloadAttempts = entry.Attempts,
            ExpiresAt = entry.Expires,
        };
    }

    /// <summary>What <c>smdp order</c> refuses: nobody could download it.</summary>
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

[JsonSerializable(typeof(OrderEntry[]))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
internal sealed partial class OrdersFileJson : JsonSerializerContext;
