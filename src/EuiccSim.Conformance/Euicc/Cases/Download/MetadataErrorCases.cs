using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Conformance.Euicc.Cases.Download;

/// <summary>4.2.5: ES8+.StoreMetadata with metadata that are refused.</summary>
internal static class MetadataErrorCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        s_row.Refused("iccid-exists", "The ICCID of a Profile that is there is refused", async bench =>
        {
            await bench.InstallAsync();
            PlayedSession session = await bench.PreparedAsync();
            return (session, session.Bind().Segments());
        }, [ErrorReason.InstallFailedDueToIccidAlreadyExistsOnEuicc]),
        // To one eUICC the class is not supported, to another it is no class at all.
        Changed("class-unknown", "A class that SGP.22 does not have is refused", metadata => metadata with { ProfileClass = (ProfileClass)3 },
            [ErrorReason.UnsupportedProfileClass, ErrorReason.IncorrectInputValues]),
        Changed("class-test", "A test Profile is refused by an eUICC that does not support them", metadata => metadata with { ProfileClass = ProfileClass.Test },
            [ErrorReason.UnsupportedProfileClass], "!" + StandardName.Of(RspCapability.TestProfileSupport)),
        Changed("rules-without-owner", "Policy rules without a profileOwner are refused, whatever the Rules Authorisation Table says", metadata =>
            metadata with { ProfilePolicyRules = PprIds.Ppr1 }, [ErrorReason.PprNotAllowed, ErrorReason.IncorrectInputValues]),
        Changed("icon-without-type", "An icon without its type is refused", metadata => metadata with { Icon = Octets.FromHex("00") }, s_incorrect),
        Changed("type-without-icon", "The type of an icon without the icon is refused", metadata => metadata with { IconType = IconType.Png }, s_incorrect),
        s_row.Unfit("absent", "A package without StoreMetadata is refused", _ => (Octets.Empty, TestProfiles.Package(1)),
            [ErrorReason.IncorrectInputValues, ErrorReason.Scp03tStructureError]),
        Raw("empty", "Metadata without anything are refused", "BF2500"),
        Raw("iccid-absent", "Metadata without ICCID are refused", Names),
        Raw("iccid-short", "An ICCID of nine octets is refused", "5A09981099090021436587" + Names),
        Raw("names-absent", "Metadata without names are refused", Iccid),
        Raw("profile-name-absent", "Metadata without profileName are refused", Iccid + "910141"),
        Raw("provider-33", "A serviceProviderName of 33 characters is refused", Iccid + "9121" + new string('4', 66) + "920141"),
        Raw("profile-name-65", "A profileName of 65 characters is refused", Iccid + "910141" + "9241" + new string('4', 130)),
        Raw("icon-1025", "An icon of 1025 octets is refused", Iccid + Names + "930100" + "94820401" + new string('0', 2050)),
        Raw("cut-off", "Metadata that are shorter than they say are refused", "BF2513" + Iccid + Names),
        Raw("octets-behind", "Octets behind the metadata are refused", "BF2512" + Iccid + Names + "00"),
        Raw("other-command", "Another command in its place is refused", "BF2A12" + Iccid + Names),
        Blocks("mac", "An '88' with a wrong MAC is refused", blocks => [BoundPackage.Damage(blocks[0], -1), .. blocks.Skip(1)]),
        Blocks("changed", "An '88' with a letter changed is refused", blocks => [BoundPackage.Damage(blocks[0], 30), .. blocks.Skip(1)]),
        Blocks("split-mac", "A second '88' with a wrong MAC is refused", blocks => [blocks[0], BoundPackage.Damage(blocks[1], -1), .. blocks.Skip(2)]),
        Blocks("split-order", "Two '88' in the wrong order are refused", blocks => [blocks[1], blocks[0], .. blocks.Skip(2)]),
    ];

    /// <summary>Metadata in several '88', with something done to them.</summary>
    private static ConformanceCase Blocks(string word, string title, Func<SequenceOf<Octets>, SequenceOf<Octets>> edit) => s_row.Refused(word, title, async bench =>
    {
        PlayedSession session = await bench.PreparedAsync(bench.Server() with { MetadataBlock = 50 });
        BoundPackage package = session.Bind();
        return (session, (package with { StoreMetadata = edit(package.StoreMetadata) }).Segments());
    }, [ErrorReason.Scp03tSecurityError]);

    private static ConformanceCase Changed(
        string word, string title, Func<StoreMetadataRequest, StoreMetadataRequest> change, SequenceOf<ErrorReason> reasons, params SequenceOf<string> needs) =>
        s_row.Unfit(word, title, _ => (Asn1Codec.Encode(change(TestProfiles.Metadata(1))), TestProfiles.Package(1)), reasons, needs);

    /// <summary>Metadata as digits: whole, or what is in 'BF25'.</summary>
    private static ConformanceCase Raw(string word, string title, string digits) => s_row.Unfit(word, title, _ =>
    {
        Octets given = Octets.FromHex(digits);
        Octets metadata = digits.StartsWith("BF2", StringComparison.Ordinal) ? given : BoundPackage.Tlv("BF25", given);
        return (metadata, TestProfiles.Package(1));
    }, s_incorrect);

    private const string Iccid = "5A0A98109909002143658739";
    private const string Names = "910141" + "920141";
    private static readonly SequenceOf<ErrorReason> s_incorrect = [ErrorReason.IncorrectInputValues];
    private static readonly LoadRow s_row = new("4.2.5", "SGP.22 §5.5.3", BppCommandId.StoreMetadata);
}
