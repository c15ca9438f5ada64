using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Servers.SmDp.Orders;

/// <summary>What a history keeps of an eUICC's answer: enough for a person, and not as much as an eUICC likes to say.</summary>
internal static class KeptAnswer
{
    internal static PackageAnswer Of(PackageAnswer answer) => answer with
    {
        // The last is the one that it gave up at; those before it were passed over.
        Elements = answer.Elements.Count <= MostElements ? answer.Elements : SequenceOf.From(answer.Elements.Skip(answer.Elements.Count - MostElements)),
        Unreadable = answer.Unreadable.Length <= MostOctets ? answer.Unreadable : answer.Unreadable.Slice(0, MostOctets),
    };

    private const int MostElements = 8;
    private const int MostOctets = 64;
}
