using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Rsp.Es8;

/// <summary>Reads metadata that are there for a person to look at. <see cref="StoreMetadataRequest.ForDisplay"/> says what is forgiven.</summary>
internal static class LenientMetadata
{
    internal static StoreMetadataRequest Decode(Octets encoded)
    {
        Entry<StoreMetadataRequest> entry = Asn1Codec.DecodeByField<StoreMetadataRequest>(encoded);
        foreach (FieldFault fault in entry.Faults)
        {
            bool isDecided = fault.Kind is FieldFaultKind.OutOfOrder or FieldFaultKind.WrongSize;
            if (Deciding.Contains(fault.Field) && !isDecided) throw new Asn1ContentException($"StoreMetadataRequest.{fault}");
        }
        return entry.Value with
        {
            ServiceProviderName = TextOf(entry, "serviceProviderName", entry.Value.ServiceProviderName),
            ProfileName = TextOf(entry, "profileName", entry.Value.ProfileName),
        };
    }

    private static string TextOf(Entry<StoreMetadataRequest> entry, string field, string known)
    {
        if (!entry.Lacks(field)) return known;
        Octets octets = entry.Faults.First(fault => fault.Field == field).Octets;
        if (octets.IsEmpty) return "(absent)";
        Octets value = SequenceContent.Of(octets);
        bool isLong = value.Length > LongestShown;
        return $"(not UTF-8: {(isLong ? value.Slice(0, LongestShown) : value)}{(isLong ? "…" : "")})";
    }

    private const int LongestShown = 64;
    private static readonly string[] Deciding = ["iccid", "profileOwner", "profilePolicyRules"];
}
