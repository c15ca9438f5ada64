using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Servers.SmDp.Orders;

/// <summary>What an operator says of a profile beside its package: names, icon, class and policy rules of its metadata. SGP.22 v2.5 §5.5.3.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record ProfileDescription
{
    /// <summary>Nothing said.</summary>
    public static ProfileDescription None { get; } = new();

    /// <summary>Who provides the service, up to 32 characters; null for "EuiccSim".</summary>
    public string? ServiceProvider { get; private init; }

    /// <summary>The profile's name, up to 64 characters; null for the profile type that the package's header tells, as far as it fits.</summary>
    public string? Name { get; private init; }

    /// <summary>A PNG or JPEG picture of up to 1024 octets; null for none.</summary>
    public Octets? Icon { get; private init; }

    /// <summary>What the profile is for; null for operational.</summary>
    public ProfileClass? Class { get; private init; }

    /// <summary>The policy rules; null for none.</summary>
    public PprIds? PolicyRules { get; private init; }

    /// <summary>The operator that owns the profile, 5 or 6 digits of MCC and MNC; null for the one that the package's IMSI tells, where rules need one.</summary>
    public string? Owner { get; private init; }

    /// <summary>True if nothing is said.</summary>
    public bool IsEmpty => this == None;

    /// <summary>The rules by their names in the standard, "ppr1,ppr2"; null for none.</summary>
    internal string? PolicyRuleNames => PolicyRules is { } rules ? string.Join(',', StandardName.OfBits(rules)) : null;

    /// <summary>The class by its name in the standard; null if it is not said.</summary>
    internal string? ClassName => Class is { } said ? StandardName.Of(said) : null;

    /// <summary>Reads what people write. Whatever is null is not said.</summary>
    /// <param name="serviceProvider">Up to 32 characters.</param>
    /// <param name="name">Up to 64 characters.</param>
    /// <param name="icon">A PNG or JPEG picture.</param>
    /// <param name="profileClass">"operational", "provisioning" or "test".</param>
    /// <param name="policyRules">"ppr1" (it must not be disabled), "ppr2" (not deleted), "pprUpdateControl"; each may be several with commas between.</param>
    /// <param name="owner">MCC and MNC.</param>
    /// <exception cref="FormatException">One of them is not as it should be; the message says which, and what is.</exception>
    public static ProfileDescription Read(
        string? serviceProvider = null, string? name = null, Octets? icon = null, string? profileClass = null, IEnumerable<string>? policyRules = null, string? owner = null) => new()
        {
            ServiceProvider = Fitting("the service provider's name", serviceProvider, LongestServiceProvider),
            Name = Fitting("the profile's name", name, LongestName),
            Icon = icon is { } picture ? Checked(picture) : null,
            Class = profileClass is null ? null : ReadClass(profileClass),
            PolicyRules = ReadRules(policyRules),
            Owner = owner is null || IsOwner(owner) ? owner : throw new FormatException($"an owner is MCC and MNC, 5 or 6 digits, not '{owner}'"),
        };

    /// <summary>The format of a picture, by its first octets; null for neither PNG nor JPEG.</summary>
    internal static IconType? FormatOf(Octets picture)
    {
        if (picture.Span.StartsWith(s_png)) return IconType.Png;
        return picture.Span.StartsWith(s_jpeg) ? IconType.Jpg : null;
    }

    private static string? Fitting(string what, string? text, int longest)
    {
        int length = text?.EnumerateRunes().Count() ?? 0;
        return length <= longest ? text : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{what} has {length} characters, and may have {longest}"));
    }

    private static Octets Checked(Octets picture)
    {
        if (FormatOf(picture) is null) throw new FormatException("the icon is neither a PNG nor a JPEG picture");
        return picture.Length <= LargestIcon
            ? picture
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"the icon has {picture.Length} octets, and may have {LargestIcon}: a picture of 64 by 64 pixels with few colours fits"));
    }

    private static ProfileClass ReadClass(string text)
    {
        foreach (ProfileClass one in Enum.GetValues<ProfileClass>())
            if (StandardName.Of(one).Equals(text, StringComparison.OrdinalIgnoreCase)) return one;
        throw new FormatException($"a profile class is operational, provisioning or test, not '{text}'");
    }

    private static PprIds? ReadRules(IEnumerable<string>? texts)
    {
        string[] words = [.. (texts ?? []).SelectMany(text => text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))];
        PprIds rules = 0;
        foreach (string word in words)
        {
            rules |= word.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant() switch
            {
                "PPR1" => PprIds.Ppr1,
                "PPR2" => PprIds.Ppr2,
                "PPRUPDATECONTROL" => PprIds.PprUpdateControl,
                _ => throw new FormatException($"a policy rule is ppr1, ppr2 or pprUpdateControl, not '{word}'"),
            };
        }
        return rules == 0 ? null : rules;
    }

    private static bool IsOwner(string text) => text.Length is 5 or 6 && !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    private const int LongestServiceProvider = 32;
    private const int LongestName = 64;
    private const int LargestIcon = 1024;
    private static ReadOnlySpan<byte> s_png => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static ReadOnlySpan<byte> s_jpeg => [0xFF, 0xD8, 0xFF];
}
