using System.Text;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>
/// Reads EUICCResponse as cards in the field write it: several behind one another, texts of any length and character set, an end that is cut
/// off. One part that cannot be understood does not hide the others. SAIP §8.11.
/// </summary>
internal static class PackageAnswerReader
{
    /// <summary>Reads an answer.</summary>
    /// <param name="simaResponse">The octets.</param>
    /// <param name="locate">Tells more about an element.</param>
    internal static PackageAnswer Read(Octets simaResponse, Func<ProfileFault, ProfileFault> locate)
    {
        List<ProfileFault> elements = [];
        List<string> words = [];
        List<Octets> unreadable = [];
        bool isAborted = false;
        foreach ((int tag, Octets whole, Octets value) in Parts(simaResponse, unreadable))
        {
            if (tag != Response)
            {
                unreadable.Add(whole);
                continue;
            }
            foreach ((int field, Octets fieldWhole, Octets content) in Parts(value, unreadable))
            {
                if (field == Statuses) elements.AddRange(Refused(content, unreadable).Select(locate));
                else if (field == Aborted) isAborted = true;
                else if (field == Message) words.Add(OneLine.Of(Encoding.UTF8.GetString(content.Span)));
                else unreadable.Add(fieldWhole);
            }
        }
        return new()
        {
            Elements = SequenceOf.From(elements),
            IsAborted = isAborted,
            Message = words.Count == 0 ? null : string.Join("; ", words),
            Unreadable = Octets.Concat([.. unreadable]),
        };
    }

    private static List<ProfileFault> Refused(Octets list, List<Octets> unreadable)
    {
        List<ProfileFault> refused = [];
        foreach ((_, Octets whole, _) in Parts(list, unreadable))
        {
            try
            {
                PeStatus status = Asn1Codec.Decode<PeStatus>(whole);
                if (status.Status != PeStatusCode.Ok) refused.Add(new(status, PeStatusWords.MeaningOf(status.Status) ?? ""));
            }
            catch (Asn1ContentException)
            {
                unreadable.Add(whole);
            }
        }
        return refused;
    }

    /// <summary>The TLVs behind one another; what is none, to the end, cannot be read.</summary>
    private static List<(int Tag, Octets Whole, Octets Value)> Parts(Octets octets, List<Octets> unreadable)
    {
        List<(int, Octets, Octets)> parts = [];
        while (!octets.IsEmpty)
        {
            if (TlvHeader.Parse(octets.Span, out TlvHeader header) != TlvPart.Whole || header.TotalLength > octets.Length)
            {
                unreadable.Add(octets);
                break;
            }
            parts.Add((header.Tag, octets.Slice(0, header.TotalLength), octets.Slice(header.HeaderLength, header.ValueLength)));
            octets = octets.Slice(header.TotalLength);
        }
        return parts;
    }

    private const int Response = 0x30;
    private const int Statuses = 0xA0;
    private const int Aborted = 0x81;
    private const int Message = 0x82;
}
