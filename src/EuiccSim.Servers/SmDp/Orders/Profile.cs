using System.Formats.Asn1;
using EuiccSim.Keeping;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Saip;
using EuiccSim.Servers.SmDp.Binding;
using EuiccSim.Servers.SmDp.Storage;

namespace EuiccSim.Servers.SmDp.Orders;

/// <summary>A profile as the operator gave it to the SM-DP+: the package, and what is shown and kept beside it.</summary>
/// <threadsafety>Immutable; safe for use by many threads.</threadsafety>
public sealed record Profile : IOrderPart
{
    private PartName _name;

    private Profile(Octets package, Signed<StoreMetadataRequest> metadata) => (KeptPackage, Metadata) = (KeptOctets.Of(package), metadata);

    // What "with" begins with: all but the name, which is that of the other value.
    private Profile(Profile other)
    {
        (KeptPackage, Metadata, ProfileType, Owner) = (other.KeptPackage, other.Metadata, other.ProfileType, other.Owner);
        (ProtectedPackage, DpProprietaryData) = (other.ProtectedPackage, other.DpProprietaryData);
    }

    ref PartName IOrderPart.Name => ref _name;

    /// <summary>The unprotected profile package (UPP): profile elements, one after the other. It holds the subscriber's keys.</summary>
    public Octets Package => KeptPackage.Whole;

    /// <summary><see cref="Package"/> as it is kept.</summary>
    internal KeptOctets KeptPackage { get; private init; }

    /// <summary>The metadata, the TLV 'BF25'.</summary>
    public Signed<StoreMetadataRequest> Metadata { get; private init; }

    /// <summary>The header of the package, read anew each time: what it asks of an eUICC.</summary>
    internal ProfileHeader Header => HeaderOf(Package);

    /// <summary>The profile's identifier.</summary>
    public Iccid Iccid => Metadata.Value.Iccid;

    /// <summary>A kind of profile by which an operator may order one of many, or null.</summary>
    public string? ProfileType { get; init; }

    /// <summary>
    /// The operator that may order it over ES2+, as its certificate names it: the registered identifier in it (dotted) or else the common
    /// name. Null for every operator.
    /// </summary>
    public string? Owner { get; init; }

    /// <summary>The package already protected under random keys; null to protect it under the session keys when it is bound.</summary>
    public ProtectedProfilePackage? ProtectedPackage { get; init; }

    /// <summary>The SM-DP+'s own data for the ISD-P, as the content of ES8+.ConfigureISDP; null for none.</summary>
    public DpProprietaryData? DpProprietaryData { get; init; }

    /// <summary>The TLV 'BF24'.</summary>
    internal Octets ConfigureIsdp => Asn1Codec.Encode(new ConfigureIsdpRequest { DpProprietaryData = DpProprietaryData });

    /// <summary>A profile with metadata made for it.</summary>
    /// <param name="package">The unprotected profile package.</param>
    /// <param name="metadata">The metadata. The ICCID is coded as in EF.ICCID, whatever form the package's header has.</param>
    /// <exception cref="Asn1ContentException">The package does not begin with a profile header, or the metadata is too long.</exception>
    /// <exception cref="ArgumentException">The metadata has another ICCID than the package.</exception>
    public static Profile FromPackage(Octets package, StoreMetadataRequest metadata)
    {
        Iccid iccid = IccidOf(package);
        if (metadata.Iccid != iccid) throw new ArgumentException($"it is of {metadata.Iccid}, the package of {iccid}", nameof(metadata));
        // Decoded from its encoding, so that no eUICC or LPA can find a size in it that the standard forbids.
        return new(package, Asn1Codec.Decode<Signed<StoreMetadataRequest>>(Asn1Codec.Encode(metadata)));
    }

    /// <summary>An operational profile with just the two names.</summary>
    /// <param name="package">The unprotected profile package.</param>
    /// <param name="serviceProviderName">Up to 32 characters.</param>
    /// <param name="profileName">Up to 64 characters; null for the profile type that the package's header tells, as far as it fits.</param>
    /// <exception cref="Asn1ContentException">The package does not begin with a profile header, or a name is too long.</exception>
    public static Profile FromPackage(Octets package, string serviceProviderName, string? profileName = null) => FromPackage(package, new()
    {
        Iccid = IccidOf(package),
        ServiceProviderName = serviceProviderName,
        ProfileName = profileName ?? Shorten(HeaderOf(package).ProfileType ?? ""),
    });

    /// <summary>A profile whose eUICC tells its server when it is enabled, disabled or deleted.</summary>
    /// <param name="package">The unprotected profile package.</param>
    /// <param name="serverAddress">The SM-DP+ that is told: its FQDN.</param>
    /// <param name="description">Names, icon, class and policy rules; null for an operational profile with names that are made up.</param>
    /// <exception cref="Asn1ContentException">The package does not begin with a profile header.</exception>
    /// <exception cref="FormatException">There are policy rules, and nobody is named to whom the profile belongs, nor does the package tell.</exception>
    public static Profile ForServer(Octets package, string serverAddress, ProfileDescription? description = null)
    {
        const NotificationEvent all = NotificationEvent.NotificationEnable | NotificationEvent.NotificationDisable | NotificationEvent.NotificationDelete;
        ProfileDescription said = description ?? ProfileDescription.None;
        StoreMetadataRequest metadata = FromPackage(package, said.ServiceProvider ?? DefaultProvider, said.Name).Metadata.Value;
        NotificationConfigurationInformation here = new() { ProfileManagementOperation = all, NotificationAddress = serverAddress };
        return FromPackage(package, metadata with
        {
            Icon = said.Icon,
            IconType = said.Icon is { } icon ? ProfileDescription.FormatOf(icon) : null,
            ProfileClass = said.Class ?? ProfileClass.Operational,
            NotificationConfigurationInfo = [here],
            ProfileOwner = said.Owner is { } owner ? ProfileOwner.Of(owner) : said.PolicyRules is null ? null : ProfileOwner.Of(package),
            ProfilePolicyRules = said.PolicyRules,
        });
    }

    /// <summary>This profile with what is said of another with the same package.</summary>
    internal Profile DescribedAs(Profile other) => this with { Metadata = other.Metadata };

    /// <summary>A profile as it was written down. The package was looked into when it came; it may be of hundreds of files.</summary>
    /// <exception cref="Asn1ContentException">A TLV is not what it should be.</exception>
    internal static Profile Restore(Octets package, Octets metadata, Octets configureIsdp) =>
        new(package, Asn1Codec.Decode<Signed<StoreMetadataRequest>>(metadata))
        {
            DpProprietaryData = Asn1Codec.Decode<ConfigureIsdpRequest>(configureIsdp).DpProprietaryData,
        };

    /// <summary>This profile, of whose package only what differs from others is kept.</summary>
    internal Profile Beside(Octets others) => this with { KeptPackage = KeptPackage.Beside(others) };

    /// <summary>The ICCID in a package's header, as <see cref="ProfileHeader.TryReadIccid"/> reads it.</summary>
    /// <exception cref="Asn1ContentException">The package does not begin with a profile header, or its ICCID is not decimal.</exception>
    public static Iccid IccidOf(Octets package)
    {
        ProfileHeader header = HeaderOf(package);
        return header.TryReadIccid(out Iccid iccid) ? iccid : throw new Asn1ContentException($"'{header.Iccid}' is no ICCID");
    }

    /// <summary>This profile, with its package protected beforehand under random keys (SGP.22 v2.5 §2.5.3).</summary>
    /// <param name="random">Where the keys come from.</param>
    public Profile WithRandomKeys(RandomSource random) => this with { ProtectedPackage = ProtectedProfilePackage.Protect(Package, random) };

    /// <summary>The ICCID and the name, and nothing secret.</summary>
    public override string ToString() => $"{Iccid} \"{Metadata.Value.ProfileName}\"";

    /// <summary>A profile type has up to 100 characters (SAIP §8.2), a profile name up to 64 (SGP.22 v2.5 §2.4a.1.3).</summary>
    private static string Shorten(string profileType) => string.Concat(profileType.EnumerateRunes().Take(MaximumProfileName));

    // Only the first element: what follows is the eUICC's business, also where it is wrong on purpose.
    private static ProfileHeader HeaderOf(Octets package)
    {
        try
        {
            AsnReader reader = new(package.Memory, AsnEncodingRules.BER);
            if (reader.HasData && ProfilePackage.Read(Octets.Wrap(reader.ReadEncodedValue())).Header is { } header) return header;
        }
        catch (AsnContentException fault)
        {
            throw Asn1ContentException.Within("ProfileHeader", fault);
        }
        throw new Asn1ContentException("the first profile element is no header");
    }

    private const int MaximumProfileName = 64;
    private const string DefaultProvider = "EuiccSim";
    private static readonly Octets NoProprietaryData = Octets.FromHex("BF2400");
}
