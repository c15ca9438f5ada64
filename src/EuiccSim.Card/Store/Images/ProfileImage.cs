using System.Text.Json;
using EuiccSim.Card.Chip;
using EuiccSim.Card.Install;
using EuiccSim.Card.Profiles;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Card.Store.Images;

/// <summary>One installed Profile: its package, what the server said of it, and what has changed since.</summary>
internal static class ProfileImage
{
    internal static void Write(string path, Utf8JsonWriter json, InstalledProfile profile)
    {
        if (profile.Uicc.Package.IsEmpty) throw new CardImageException(path, "profiles", $"{profile.IsdpAid} was not made from a package");
        json.WriteStartObject();
        json.WriteOctets("isdpAid", profile.IsdpAid);
        json.WriteOctets("iccid", profile.Iccid);
        json.WriteBoolean("enabled", profile.Port is not null);
        if (profile.Port is > 0 and int port) json.WriteNumber("port", port);
        json.WriteText(path, "nickname", profile.Nickname);
        json.WriteOctets("ciPkId", profile.CiPkId);
        json.WriteOctets("metadata", Asn1Codec.Encode(profile.Metadata));
        json.WriteOctets("dpProprietaryData", profile.DpProprietaryData is { } data ? Asn1Codec.Encode(data) : (Octets?)null);
        UiccImage.Write(json, profile.Uicc);
        json.WriteOctets("package", profile.Uicc.Package);
        json.WriteEndObject();
    }

    internal static InstalledProfile Read(ImageNode node, EuiccProperties properties, CardCache cache, CardState? known)
    {
        node.Only("isdpAid", "iccid", "enabled", "port", "nickname", "ciPkId", "metadata", "dpProprietaryData",
            "contents", "lifeCycles", "pins", "puks", "aka", "package");
        StoreMetadataRequest metadata = node["metadata"].Decode<StoreMetadataRequest>();
        Octets iccid = node["iccid"].Octets(IccidSize, IccidSize);
        if (iccid != metadata.Iccid.Ef) throw node["iccid"].Fault($"the metadata have {metadata.Iccid.Ef}");
        (UiccProfile uicc, int size) = Install(node["package"], metadata, properties, cache, known);
        return new()
        {
            IsdpAid = node["isdpAid"].Octets(5, 16),
            Iccid = iccid,
            Port = PortImage.ReadPort(node),
            Nickname = ReadNickname(node),
            CiPkId = node["ciPkId"].Octets(),
            KeptMetadata = Signed<StoreMetadataRequest>.Of(metadata),
            DpProprietaryData = ReadProprietaryData(node),
            Uicc = UiccImage.Read(node, uicc),
            Size = size,
        };
    }

    private static DpProprietaryData? ReadProprietaryData(ImageNode node)
    {
        if (node.Optional("dpProprietaryData") is not { } data) return null;
        return data.Octets().Length <= MaximumProprietaryData ? data.Decode<DpProprietaryData>() : throw data.Fault($"these are up to {MaximumProprietaryData} octets");
    }

    private static string? ReadNickname(ImageNode node)
    {
        if (node.Optional("nickname") is not { } nickname) return null;
        string text = nickname.Text();
        return text.EnumerateRunes().Count() <= MaximumNickname ? text : throw nickname.Fault($"a nickname has up to {MaximumNickname} characters");
    }

    private static (UiccProfile Uicc, int Size) Install(
        ImageNode node, StoreMetadataRequest metadata, EuiccProperties properties, CardCache cache, CardState? known)
    {
        Octets package = node.Octets();
        if (known?.Profiles.Find(one => one.Iccid == metadata.Iccid.Ef && one.Metadata.ProfileClass == metadata.ProfileClass && one.Uicc.Package == package)
            is { } same)
            return (same.Uicc, same.Size);
        if (ProfileInstaller.InstallWhole(properties, metadata, package, int.MaxValue, cache, out InstalledPackage? installed) is not { } failure)
            return (installed!.Uicc, installed.Size);
        PeStatus status = failure.Fault.Status;
        throw node.Fault($"this cannot be installed: {status.Status} (element {status.Identification})");
    }

    private const int IccidSize = 10;
    private const int MaximumNickname = 64;

    // 128 with its own tag and length, which are longer here by one octet at most (SGP.22 v2.5 §5.5.2).
    private const int MaximumProprietaryData = 129;
}
