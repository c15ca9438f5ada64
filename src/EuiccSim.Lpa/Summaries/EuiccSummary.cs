using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Linting;
using EuiccSim.Protocol.Rsp.Es10a;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Lpa.Summaries;

/// <summary>What an eUICC says of itself.</summary>
/// <param name="Eid">Its identifier.</param>
/// <param name="Addresses">Its servers.</param>
/// <param name="Info">What it is and can do, as far as it can be read.</param>
public sealed record EuiccSummary(Eid Eid, EuiccConfiguredAddressesResponse Addresses, Entry<EuiccInfo2> Info)
{
    /// <summary>The default SM-DP+; null or empty for none.</summary>
    public string? DefaultDpAddress => Addresses.DefaultDpAddress;

    /// <summary>The root SM-DS.</summary>
    public string? RootDsAddress => Addresses.RootDsAddress;

    /// <summary>Non-volatile memory that is free, in octets; null where the eUICC does not tell it.</summary>
    public long? FreeMemory => CardResources.TryRead(Info.Value.ExtCardResource)?.FreeNonVolatileMemory;

    /// <summary>What is wrong with EUICCInfo2; null for nothing.</summary>
    public DamageSummary? Damage => DamageSummary.Of(Info);

    /// <summary>Asks for it.</summary>
    /// <exception cref="EuiccFunctionException">The eUICC refuses a function.</exception>
    /// <remarks>Throws as <see cref="LpaClient"/> says besides.</remarks>
    public static async Task<EuiccSummary> AskAsync(LpaClient lpa, CancellationToken cancellationToken = default) => new(
        await lpa.Es10c.GetEidAsync(cancellationToken).ConfigureAwait(false),
        await lpa.Es10a.GetEuiccConfiguredAddressesAsync(cancellationToken).ConfigureAwait(false),
        await lpa.Es10b.GetEuiccInfo2Async(cancellationToken).ConfigureAwait(false));

    /// <summary>What it tells of itself to whoever wants to know whether it would take a profile package; what is damaged it does not tell.</summary>
    /// <param name="profiles">Its profiles; null: nobody asked.</param>
    public CardAbilities AbilitiesWith(IEnumerable<ProfileSummary>? profiles) => new()
    {
        ProfileVersions = IsDamaged("profileVersion")
            ? []
            : [VersionOf(Info.Value.ProfileVersion), .. (Info.Value.AdditionalEuiccProfilePackageVersions ?? []).Select(VersionOf)],
        Capability = IsDamaged("uiccCapability") ? null : Info.Value.UiccCapability,
        FreeMemory = IsDamaged("extCardResource") ? null : FreeMemory,
        Iccids = profiles is null ? null : [.. profiles.Select(profile => profile.Iccid).OfType<Iccid>().Select(iccid => iccid.Ef)],
    };

    /// <summary>Asks an eUICC what it can do and which profiles it has. Nothing on it changes.</summary>
    /// <exception cref="EuiccFunctionException">The eUICC refuses a function.</exception>
    /// <remarks>Throws as <see cref="LpaClient"/> says besides.</remarks>
    public static async Task<CardAbilities> AskAbilitiesAsync(LpaClient lpa, CancellationToken cancellationToken = default)
    {
        EuiccSummary euicc = await AskAsync(lpa, cancellationToken).ConfigureAwait(false);
        return euicc.AbilitiesWith(await lpa.ListProfilesAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>All that people want to know, by names; of several values with one name, the later ones have none.</summary>
    public IEnumerable<(string Name, string? Value)> Facts =>
    [
        ("EID", Eid.Digits),
        ("default SM-DP+", DefaultDpAddress ?? "none"),
        ("root SM-DS", RootDsAddress),
        Fact("SGP.22", "svn", info => info.Svn.ToString()),
        Fact("profile packages", "profileVersion", info => info.ProfileVersion.ToString()),
        Fact("firmware", "euiccFirmwareVer", info => info.EuiccFirmwareVer.ToString()),
        Fact("category", "euiccCategory", info => info.EuiccCategory is { } category ? StandardName.Of(category) : null),
        Fact("free memory", "extCardResource", info => FreeMemory is { } free ? $"{free} octets" : info.ExtCardResource.ToString()),
        .. Several("trusts the CIs", "euiccCiPKIdListForVerification", info => info.EuiccCiPKIdListForVerification.Select(key => key.ToString())),
        .. Several("UICC", "uiccCapability", info => StandardName.OfBits(info.UiccCapability)),
        .. Several("RSP", "rspCapability", info => StandardName.OfBits(info.RspCapability)),
    ];

    /// <summary>Writes it as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("eid", Eid.Digits);
        WriteAddresses(json);
        WriteInfo(json);
    }

    /// <summary>Writes the servers as members of the object that is open.</summary>
    public void WriteAddresses(Utf8JsonWriter json)
    {
        json.WriteString("defaultDp", DefaultDpAddress);
        json.WriteString("rootDs", RootDsAddress);
    }

    /// <summary>Writes EUICCInfo2 as a member of the object that is open.</summary>
    public void WriteInfo(Utf8JsonWriter json) => EuiccInfo2Json.Write(json, "euiccInfo2", Info);

    private bool IsDamaged(string field) => DamageSummary.InPlaceOf(Info, field) is not null;

    private static (int Major, int Minor) VersionOf(VersionType version) => (version.Major, version.Minor);

    private (string Name, string? Value) Fact(string name, string field, Func<EuiccInfo2, string?> value) =>
        (name, DamageSummary.InPlaceOf(Info, field) ?? value(Info.Value));

    private IEnumerable<(string Name, string? Value)> Several(string name, string field, Func<EuiccInfo2, IEnumerable<string>> values) =>
        DamageSummary.InPlaceOf(Info, field) is { } fault
            ? [(name, fault)]
            : values(Info.Value).DefaultIfEmpty("").Select((value, i) => (i == 0 ? name : "", (string?)value));
}
