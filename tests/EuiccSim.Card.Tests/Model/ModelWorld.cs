using System.Collections.Immutable;
using EuiccSim.Card.Chip;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Testing;

namespace EuiccSim.Card.Tests.Model;

/// <summary>What all sequences have in common: one PKI, one server, a few Profiles to install.</summary>
internal static class ModelWorld
{
    internal const string ServerAddress = "testsmdpplus1.example.com";
    internal const string TransactionId = "0102030405060708";

    /// <summary>ICCIDs of 20 digits that a sequence may install.</summary>
    internal static ImmutableArray<string> Iccids { get; } = [.. Enumerable.Range(0, 6).Select(i => $"8901999000123456780{i}")];

    /// <summary>Who is told of what.</summary>
    internal static ImmutableArray<ImmutableArray<ModelRecipient>> Recipients { get; } =
    [
        [new(0x70, "a.example.com")],
        [],
        [new(0xF0, "b.example.com"), new(0x50, "a.example.com")],
        [new(0x90, "c.example.com"), new(0x20, "b.example.com")],
    ];

    internal static RspPki Pki { get; } = TestEuicc.Pki.WithSystemKeys();

    internal static EuiccConfiguration Euicc { get; } = EuiccConfigurations.From(Pki);

    /// <summary>CERT.EUICC and CERT.EUM, as they end each notification.</summary>
    internal static string Certificates { get; } = Pki.Euicc.Encoded.ToString() + Pki.Eum.Encoded;

    internal static TestServer Server { get; } = new() { Pki = Pki, ElementBlock = 500 };

    /// <summary>The packages, by ICCID.</summary>
    internal static ImmutableDictionary<string, Octets> Packages { get; } =
        Iccids.ToImmutableDictionary(iccid => iccid, iccid => TestPackages.Small(iccid));

    /// <summary>Each Profile installed once over APDUs: the fast path for cards that are to have some from the start.</summary>
    private static ImmutableDictionary<string, InstalledProfile> Installed { get; } = InstallAll();

    internal static StoreMetadataRequest Metadata(ModelProfile profile) => TestPackages.Metadata(profile.Iccid) with
    {
        ProfileClass = (ProfileClass)profile.Class,
        ProfileOwner = new() { MccMnc = Octets.FromHex("00F110") },
        ProfilePolicyRules = Rules(profile),
        NotificationConfigurationInfo = profile.Recipients.IsEmpty
            ? null
            : SequenceOf.From(profile.Recipients.Select(one => TestPackages.Recipient(Events(one.Events), one.Address))),
    };

    /// <summary>A card's state with these Profiles, disabled, and nothing to tell.</summary>
    internal static CardState State(IEnumerable<ModelProfile> profiles, int limit = 1000) => new()
    {
        Euicc = Euicc with { Properties = new() { MaximumNotifications = limit } },
        Profiles = [.. profiles.Select(profile => Installed[profile.Iccid] with
        {
            IsdpAid = Octets.FromHex(profile.Aid),
            KeptMetadata = Signed<StoreMetadataRequest>.Of(Metadata(profile)),
        })],
    };

    private static ImmutableDictionary<string, InstalledProfile> InstallAll()
    {
        TestEuicc card = new(euicc: Euicc);
        foreach (string iccid in Iccids) card.Load(Server.Bind(card.Prepare(Server), TestPackages.Metadata(iccid), Packages[iccid]));
        return card.State.Profiles.ToImmutableDictionary(profile => Protocol.Identifiers.Iccid.FromEf(profile.Iccid).Digits);
    }

    private static PprIds? Rules(ModelProfile profile)
    {
        PprIds rules = (profile.IsLocked ? PprIds.Ppr1 : 0) | (profile.IsKept ? PprIds.Ppr2 : 0);
        return rules == 0 ? null : rules;
    }

    private static NotificationEvent Events(int bits) =>
        ((bits & 0x80) != 0 ? NotificationEvent.NotificationInstall : 0) | ((bits & 0x40) != 0 ? NotificationEvent.NotificationEnable : 0)
        | ((bits & 0x20) != 0 ? NotificationEvent.NotificationDisable : 0) | ((bits & 0x10) != 0 ? NotificationEvent.NotificationDelete : 0);
}
