using System.Text.RegularExpressions;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Forms;

namespace EuiccSim.Protocol.Messages;

/// <summary>Several texts in PEM in one file, as chains of certificates come. RFC 7468.</summary>
internal static partial class PemBlocks
{
    internal static IReadOnlyList<string> Of(string text) => [.. Block().Matches(text).Select(block => block.Value)];

    /// <exception cref="ProfileTextException">One of them is no base64.</exception>
    internal static MessageReading Decode(IReadOnlyList<string> blocks)
    {
        Asn1Fields fields = new();
        HashSet<string> names = [];
        foreach (string block in blocks)
        {
            MessageReading reading = MessageDecoder.DecodeOctets(Base64Text.ReadFile(block));
            DecodedMessage message = reading.Candidates.Count > 0 ? reading.Candidates[0] : new("", Asn1Description.Of("", reading.Reason!));
            if (message.Name.Length > 0) names.Add(message.Name);
            fields.Add(message.Content with { Name = "" });
        }
        string name = FormattableString.Invariant($"{blocks.Count} texts in PEM");
        return names.Count == 0
            ? MessageReading.None("it has several texts in PEM, and none is a certificate or another message")
            : MessageReading.Of(new DecodedMessage($"{name} ({string.Join(", ", names)})", fields.Under(name) with { IsList = true }));
    }

    [GeneratedRegex("-----BEGIN [^-]*-----[^-]*-----END [^-]*-----")]
    private static partial Regex Block();
}
