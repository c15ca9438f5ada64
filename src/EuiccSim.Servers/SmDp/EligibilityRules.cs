using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Saip;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Servers.SmDp;

/// <summary>Whether a profile fits.</summary>
public enum Eligibility
{
    /// <summary>It fits.</summary>
    Eligible,

    /// <summary>It does not: 8.2.5/4.3.</summary>
    NotEligible,

    /// <summary>It would, if there were more memory: 8.1/4.8.</summary>
    InsufficientMemory,
}

/// <summary>What eligibility is judged by. SGP.22 v2.5 §5.6.3 and Annex F.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Eid">The eUICC.</param>
/// <param name="EuiccInfo2">What the eUICC tells about itself.</param>
/// <param name="DeviceInfo">What the LPA tells about the device.</param>
public sealed record EligibilityQuestion(Profile Profile, Eid Eid, EuiccInfo2 EuiccInfo2, DeviceInfo DeviceInfo);

/// <summary>The rules by which profiles fit eUICCs.</summary>
public static class EligibilityRules
{
    /// <summary>
    /// Not eligible: a test profile where test profiles are not supported; a policy rule that the eUICC forbids; a package of a later major
    /// version of SAIP than the eUICC has; a service in its header that the eUICC lacks; contactless applications where the device has no
    /// contactless interface. Insufficient memory: a package longer than the free non-volatile memory.
    /// </summary>
    public static Eligibility Default(EligibilityQuestion question)
    {
        ProfileHeader header = question.Profile.Header;
        bool fits = IsUnderstood(header, question.EuiccInfo2) && HasInterfaces(header, question.DeviceInfo.DeviceCapabilities);
        return fits ? WithoutServices(question) : Eligibility.NotEligible;
    }

    /// <summary>
    /// As <see cref="Default"/>, but what the package's header asks for is left to the eUICC, which refuses what it cannot install. For test
    /// clients that make up what their eUICC can do.
    /// </summary>
    public static Eligibility WithoutServices(EligibilityQuestion question)
    {
        EuiccInfo2 info = question.EuiccInfo2;
        if (!IsAllowed(question.Profile.Metadata.Value, info)) return Eligibility.NotEligible;
        return FreeMemory(info.ExtCardResource) < question.Profile.Package.Length ? Eligibility.InsufficientMemory : Eligibility.Eligible;
    }

    private static bool IsAllowed(StoreMetadataRequest metadata, EuiccInfo2 info)
    {
        bool isTest = metadata.ProfileClass == ProfileClass.Test;
        if (isTest && (info.RspCapability & RspCapability.TestProfileSupport) == 0) return false;
        PprIds rules = metadata.ProfilePolicyRules ?? 0;
        return (rules & (info.ForbiddenProfilePolicyRules ?? 0) & ~PprIds.PprUpdateControl) == 0;
    }

    private static bool IsUnderstood(ProfileHeader header, EuiccInfo2 info)
    {
        int newest = info.ProfileVersion.Major;
        foreach (VersionType version in info.AdditionalEuiccProfilePackageVersions ?? []) newest = Math.Max(newest, version.Major);
        return header.MajorVersion <= newest && MandatoryServices.FindMissing(header.EuiccMandatoryServices, info.UiccCapability) is null;
    }

    private static bool HasInterfaces(ProfileHeader header, DeviceCapabilities device) =>
        !header.EuiccMandatoryServices.Contactless || device.ContactlessSupportedRelease is not null;

    // TLVs of ETSI TS 102 226 §8.2.1.7.2: '82' is the free non-volatile memory in octets.
    private static long FreeMemory(Octets resources)
    {
        try
        {
            AsnReader reader = new(resources.Memory, AsnEncodingRules.BER);
            while (reader.HasData)
            {
                if (!reader.PeekTag().HasSameClassAndValue(FreeNonVolatileMemory))
                {
                    reader.ReadEncodedValue();
                    continue;
                }
                return Number(reader.ReadOctetString(FreeNonVolatileMemory));
            }
        }
        catch (AsnContentException)
        {
            // An eUICC that does not tell its memory is not refused for it.
        }
        return long.MaxValue;
    }

    private static long Number(byte[] octets)
    {
        if (octets.Length > sizeof(int)) return long.MaxValue;
        long number = 0;
        foreach (byte octet in octets) number = (number << 8) | octet;
        return number;
    }

    private static readonly Asn1Tag FreeNonVolatileMemory = new(TagClass.ContextSpecific, 2);
}
