using EuiccSim.Card.Chip;
using EuiccSim.Card.Kernel;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Card.IsdR.Functions;

/// <summary>ES10b.GetEUICCInfo, both forms. SGP.22 v2.5 §5.7.8.</summary>
internal static class GetEuiccInfo
{
    internal static EuiccInfo1 Handle(GetEuiccInfo1Request request, IsdRTransaction tx)
    {
        EuiccConfiguration euicc = tx.Euicc;
        return new()
        {
            Svn = euicc.Properties.Svn,
            EuiccCiPKIdListForVerification = ForVerification(euicc),
            EuiccCiPKIdListForSigning = ForSigning(euicc),
        };
    }

    internal static EuiccInfo2 Handle(GetEuiccInfo2Request request, IsdRTransaction tx) => Info2(tx);

    /// <summary>EuiccInfo2 as it is also signed in AuthenticateServer.</summary>
    internal static EuiccInfo2 Info2(IsdRTransaction tx)
    {
        (CardState state, EuiccConfiguration euicc) = (tx.State, tx.Euicc);
        EuiccProperties properties = euicc.Properties;
        return new()
        {
            ProfileVersion = tx.Kernel.Personality.ProfileVersion ?? properties.ProfileVersion,
            Svn = properties.Svn,
            EuiccFirmwareVer = properties.EuiccFirmwareVer,
            ExtCardResource = ExtendedCardResources(state),
            UiccCapability = properties.UiccCapability,
            Ts102241Version = JavaCardVersion(properties),
            GlobalplatformVersion = properties.GlobalplatformVersion,
            RspCapability = properties.RspCapability,
            EuiccCiPKIdListForVerification = ForVerification(euicc),
            EuiccCiPKIdListForSigning = ForSigning(euicc),
            EuiccCategory = properties.EuiccCategory,
            ForbiddenProfilePolicyRules = properties.ForbiddenProfilePolicyRules,
            PpVersion = properties.PpVersion,
            SasAcreditationNumber = properties.SasAccreditationNumber,
            AdditionalEuiccProfilePackageVersions = OtherPackageVersions(properties),
        };
    }

    private static VersionType? JavaCardVersion(EuiccProperties properties) => properties.UiccCapability.HasFlag(UiccCapability.Javacard)
        ? properties.Ts102241Version ?? EuiccProperties.DefaultTs102241Version
        : null;

    private static SequenceOf<VersionType>? OtherPackageVersions(EuiccProperties properties)
    {
        VersionType[] others = [.. properties.AdditionalProfilePackageVersions.Where(version => version.Major != properties.ProfileVersion.Major)];
        return others.Length == 0 ? null : SequenceOf.From(others);
    }

    /// <summary>TS 102 226 §8.2.1.7.2: number of applications, free non-volatile memory, free volatile memory.</summary>
    private static Octets ExtendedCardResources(CardState state)
    {
        int applications = state.Profiles.Sum(profile => profile.Uicc.Applications.Length + profile.Uicc.SecurityDomains.Length);
        TlvWriter writer = new(stackalloc byte[15]);
        writer.AddNumber(0x81, Math.Min(applications, byte.MaxValue), 1);
        writer.AddNumber(0x82, state.FreeMemory, 4);
        writer.AddNumber(0x83, state.Euicc.Properties.VolatileMemory, 4);
        return Octets.Of(writer.Written);
    }

    private static SequenceOf<Octets> ForVerification(EuiccConfiguration euicc) =>
        SequenceOf.From(euicc.TrustedCis.Select(one => one.SubjectKeyIdentifier));

    private static SequenceOf<Octets> ForSigning(EuiccConfiguration euicc) => SequenceOf.From(euicc.Credentials.Select(one => one.CiPkId));
}
