using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Store.Images;

/// <summary>The revocation lists. A card without any has no such member: the first images of version 1 do not know it.</summary>
internal static class RevocationImage
{
    internal static void Write(Utf8JsonWriter json, ImmutableList<LoadedRevocationList> lists)
    {
        if (lists.IsEmpty) return;
        json.WriteStartArray(Member);
        foreach (LoadedRevocationList list in lists) Write(json, list);
        json.WriteEndArray();
    }

    internal static ImmutableList<LoadedRevocationList> Read(ImageNode image) =>
        image.Optional(Member) is { } lists ? [.. lists.Items().Select(ReadList)] : [];

    private static void Write(Utf8JsonWriter json, LoadedRevocationList list)
    {
        json.WriteStartObject();
        json.WriteOctets("ciPkId", list.CiPkId);
        json.WriteOctets("distributionPoint", list.DistributionPoint);
        json.WriteString("number", list.Number.ToString(CultureInfo.InvariantCulture));
        json.WriteNumber("totalParts", list.TotalParts);
        json.WriteStartArray("parts");
        foreach (int part in list.Parts) json.WriteNumberValue(part);
        json.WriteEndArray();
        WriteSerials(json, "revoked", list.Revoked);
        WriteSerials(json, "revokedBefore", list.RevokedBefore);
        json.WriteEndObject();
    }

    private static void WriteSerials(Utf8JsonWriter json, string name, SequenceOf<Octets> serials)
    {
        json.WriteStartArray(name);
        foreach (Octets serial in serials) json.WriteOctetsValue(serial);
        json.WriteEndArray();
    }

    private static LoadedRevocationList ReadList(ImageNode node)
    {
        node.Only("ciPkId", "distributionPoint", "number", "totalParts", "parts", "revoked", "revokedBefore");
        int total = (int)node["totalParts"].Number(1, LoadedRevocationList.MaximumParts);
        return new()
        {
            CiPkId = node["ciPkId"].Octets(),
            DistributionPoint = node.Optional("distributionPoint")?.Octets(),
            Number = node["number"].As(ReadNumber),
            TotalParts = total,
            Parts = SequenceOf.From(ReadParts(node["parts"], total)),
            Revoked = ReadSerials(node["revoked"]),
            RevokedBefore = ReadSerials(node["revokedBefore"]),
        };
    }

    private static IEnumerable<int> ReadParts(ImageNode node, int total) => node.Count <= total
        ? node.Items().Select(part => (int)part.Number(1, total)).Distinct().Order()
        : throw node.Fault($"there are {total} parts");

    private static BigInteger ReadNumber(string text) => text.Length <= LongestNumber
        ? BigInteger.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
        : throw new FormatException($"the number of a list has {LongestNumber} digits at most");

    private static SequenceOf<Octets> ReadSerials(ImageNode node) => SequenceOf.From(node.Items().Select(serial => serial.Octets(1)));

    internal const string Member = "revocationLists";
    private const int LongestNumber = 49; // of 20 octets, RFC 5280 §5.2.3
}
