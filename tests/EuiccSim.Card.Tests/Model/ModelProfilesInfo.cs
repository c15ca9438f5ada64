namespace EuiccSim.Card.Tests.Model;

/// <summary>GetProfilesInfo. SGP.22 v2.5 §5.7.15.</summary>
internal static class ModelProfilesInfo
{
    private const string DefaultTags = "5A4F9F70909192939495";

    internal static ModelCommand Command(string criterion, string? tags)
    {
        string request = Hex.Tlv("BF2D", criterion.Length == 0 ? "" : Hex.Tlv("A0", criterion), tags is null ? "" : Hex.Tlv("5C", tags));
        return new($"profiles {criterion} {tags}", request, card =>
            Hex.Tlv("BF2D", Hex.Tlv("A0", [.. card.State.Profiles.Where(one => Fits(one, criterion)).Select(one => Info(one, tags ?? DefaultTags))])));
    }

    private static bool Fits(ModelProfile profile, string criterion) =>
        criterion.Length == 0 || criterion == ModelCommand.Identifier(profile.Iccid) || criterion == ModelCommand.Identifier(profile.Aid)
        || criterion == Hex.Tlv("95", $"{(int)profile.Class:X2}");

    /// <summary>Tags in the order of the standard; only those that were asked for and have a value.</summary>
    private static string Info(ModelProfile profile, string asked)
    {
        HashSet<string> tags = Split(asked);
        (string Tag, string Value)[] all =
        [
            ("5A", Hex.Swap(profile.Iccid)),
            ("4F", profile.Aid),
            ("9F70", profile.IsEnabled ? "01" : "00"),
            ("90", Hex.Text(profile.Nickname)),
            ("91", Hex.Text("Provider")),
            ("92", Hex.Text("Profile")),
            ("95", $"{(int)profile.Class:X2}"),
            ("B6", string.Concat(profile.Recipients.Select(
                one => Hex.Tlv("30", Hex.Tlv("80", Hex.Bits(one.Events)), Hex.Tlv("81", Hex.Text(one.Address)))))),
            ("99", Rules(profile)),
        ];
        return Hex.Tlv("E3", [.. all.Where(one => tags.Contains(one.Tag) && one.Value.Length > 0).Select(one => Hex.Tlv(one.Tag, one.Value))]);
    }

    private static string Rules(ModelProfile profile)
    {
        int rules = (profile.IsLocked ? 0x40 : 0) | (profile.IsKept ? 0x20 : 0);
        return rules == 0 ? "" : Hex.Bits(rules);
    }

    private static HashSet<string> Split(string tags)
    {
        HashSet<string> found = [];
        for (int i = 0; i < tags.Length;)
        {
            int length = tags.AsSpan(i).StartsWith("9F") || tags.AsSpan(i).StartsWith("BF") ? 4 : 2;
            found.Add(tags.Substring(i, length));
            i += length;
        }
        return found;
    }
}
