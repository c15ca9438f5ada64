using System.Text.Json;
using EuiccSim.Card.Chip;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;

namespace EuiccSim.Card.Store.Images;

/// <summary>The constant part of EUICCInfo2. Versions are written "2.5.0", bits and categories by their names.</summary>
internal static class PropertiesImage
{
    internal static void Write(string path, Utf8JsonWriter json, EuiccProperties properties)
    {
        json.WriteStartObject("properties");
        json.WriteString("profileVersion", properties.ProfileVersion.ToString());
        json.WriteString("svn", properties.Svn.ToString());
        json.WriteString("euiccFirmwareVer", properties.EuiccFirmwareVer.ToString());
        json.WriteString("uiccCapability", properties.UiccCapability.ToString());
        json.WriteString("rspCapability", properties.RspCapability.ToString());
        json.WriteString("ts102241Version", properties.Ts102241Version?.ToString());
        json.WriteString("globalplatformVersion", properties.GlobalplatformVersion?.ToString());
        json.WriteString("euiccCategory", properties.EuiccCategory?.ToString());
        json.WriteString("forbiddenProfilePolicyRules", properties.ForbiddenProfilePolicyRules?.ToString());
        json.WriteString("ppVersion", properties.PpVersion.ToString());
        json.WriteText(path, "sasAccreditationNumber", properties.SasAccreditationNumber);
        json.WriteNumber("nonVolatileMemory", properties.NonVolatileMemory);
        json.WriteNumber("volatileMemory", properties.VolatileMemory);
        // What follows was not there in the first images of version 1.
        if (properties.MaximumNotifications != EuiccProperties.DefaultMaximumNotifications)
            json.WriteNumber("maximumNotifications", properties.MaximumNotifications);
        if (!properties.AdditionalProfilePackageVersions.Equals(EuiccProperties.BothMajorVersions))
        {
            json.WriteStartArray("additionalProfilePackageVersions");
            foreach (VersionType version in properties.AdditionalProfilePackageVersions) json.WriteStringValue(version.ToString());
            json.WriteEndArray();
        }
        if (properties.NotificationMemory != EuiccProperties.DefaultNotificationMemory)
            json.WriteNumber("notificationMemory", properties.NotificationMemory);
        if (properties.DirectoryLevels != EuiccProperties.DefaultDirectoryLevels) json.WriteNumber("directoryLevels", properties.DirectoryLevels);
        json.WriteEndObject();
    }

    internal static EuiccProperties Read(ImageNode node)
    {
        node.Only("profileVersion", "svn", "euiccFirmwareVer", "uiccCapability", "rspCapability", "ts102241Version", "globalplatformVersion",
            "euiccCategory", "forbiddenProfilePolicyRules", "ppVersion", "sasAccreditationNumber", "nonVolatileMemory", "volatileMemory", "maximumNotifications",
            "additionalProfilePackageVersions", "notificationMemory", "directoryLevels");
        return new()
        {
            ProfileVersion = node["profileVersion"].As(VersionType.Parse),
            Svn = node["svn"].As(VersionType.Parse),
            EuiccFirmwareVer = node["euiccFirmwareVer"].As(VersionType.Parse),
            UiccCapability = node["uiccCapability"].Enumeration<UiccCapability>(),
            RspCapability = node["rspCapability"].Enumeration<RspCapability>(),
            Ts102241Version = node.Optional("ts102241Version")?.As(VersionType.Parse),
            GlobalplatformVersion = node.Optional("globalplatformVersion")?.As(VersionType.Parse),
            EuiccCategory = node.Optional("euiccCategory")?.Enumeration<EuiccCategory>(),
            ForbiddenProfilePolicyRules = node.Optional("forbiddenProfilePolicyRules")?.Enumeration<PprIds>(),
            PpVersion = node["ppVersion"].As(VersionType.Parse),
            SasAccreditationNumber = node["sasAccreditationNumber"].Text(),
            NonVolatileMemory = (int)node["nonVolatileMemory"].Number(0, int.MaxValue),
            VolatileMemory = (int)node["volatileMemory"].Number(0, int.MaxValue),
            MaximumNotifications = (int)(node.Optional("maximumNotifications")?.Number(0, int.MaxValue) ?? EuiccProperties.DefaultMaximumNotifications),
            AdditionalProfilePackageVersions = node.Optional("additionalProfilePackageVersions") is { } versions
                ? SequenceOf.From(versions.Items().Select(version => version.As(VersionType.Parse)))
                : EuiccProperties.BothMajorVersions,
            NotificationMemory = (int)(node.Optional("notificationMemory")?.Number(0, int.MaxValue) ?? EuiccProperties.DefaultNotificationMemory),
            DirectoryLevels = (int)(node.Optional("directoryLevels")?.Number(1, PackageRoom.MostLevels)
                ?? EuiccProperties.DefaultDirectoryLevels),
        };
    }
}
