using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Protocol.Rsp.Es10;

/// <summary>Which of the LPA's interfaces to the eUICC a function belongs to. SGP.22 v2.5 §5.7.</summary>
public enum Es10Interface
{
    /// <summary>ES10a: addresses for discovery.</summary>
    Es10a,

    /// <summary>ES10b: download and notifications.</summary>
    Es10b,

    /// <summary>ES10c: management of profiles by the user.</summary>
    Es10c,
}

/// <summary>A function of ES10: what it is called, and what travels.</summary>
public sealed class Es10Function
{
    private readonly Func<Octets, Asn1Description> _describeRequest;
    private readonly Func<Octets, Asn1Description> _describeResponse;

    private Es10Function(
        Es10Interface of, string name, string section, int tag, Type request, Type response, bool isSegmented,
        Func<Octets, Asn1Description> describeRequest, Func<Octets, Asn1Description> describeResponse,
        Func<Octets, Octets> requestAgain, Func<Octets, Octets> responseAgain)
    {
        (Interface, Name, Section, Tag, Request, Response, IsSegmented) = (of, name, section, tag, request, response, isSegmented);
        _describeRequest = describeRequest;
        _describeResponse = describeResponse;
        (RequestAgain, ResponseAgain) = (requestAgain, responseAgain);
    }

    /// <summary>The interface that it belongs to.</summary>
    public Es10Interface Interface { get; }

    /// <summary>The standard's name, without the interface: "EnableProfile". One that has several requests names what it is asked for.</summary>
    public string Name { get; }

    /// <summary>Interface and name: "ES10c.EnableProfile".</summary>
    public string QualifiedName => $"ES10{(char)('a' + (int)Interface)}.{Name}";

    /// <summary>Where the standard describes it: "5.7.16".</summary>
    public string Section { get; }

    /// <summary>The tag of the request, its octets as a number: 0xBF31.</summary>
    public int Tag { get; }

    /// <summary>The command data.</summary>
    public Type Request { get; }

    /// <summary>The response data.</summary>
    public Type Response { get; }

    /// <summary>True if the request arrives in segments, each a chain of STORE DATA of its own, and no request is ever whole (§2.5.5).</summary>
    public bool IsSegmented { get; }

    /// <summary>The DER of a request that was read: without what was not understood.</summary>
    internal Func<Octets, Octets> RequestAgain { get; }

    /// <summary>The DER of a response that was read.</summary>
    internal Func<Octets, Octets> ResponseAgain { get; }

    /// <summary>How the request is declared; null for a function from elsewhere.</summary>
    internal Func<Asn1Shape>? RequestShape { get; private init; }

    /// <summary>How the response is declared.</summary>
    internal Func<Asn1Shape>? ResponseShape { get; private init; }

    /// <summary>A function whose messages say what belongs to what.</summary>
    /// <param name="of">The interface.</param>
    /// <param name="name">The standard's name.</param>
    /// <param name="section">Where the standard describes it.</param>
    public static Es10Function Of<TRequest, TResponse>(Es10Interface of, string name, string section)
        where TRequest : IAsn1<TRequest>, IEs10Request<TResponse>
        where TResponse : IAsn1<TResponse> => Of<TRequest, TResponse>(of, name, section, isSegmented: false);

    /// <summary>A request for people and for traces.</summary>
    /// <exception cref="Asn1ContentException">Not such a request.</exception>
    public Asn1Description DescribeRequest(Octets encoded) => _describeRequest(encoded);

    /// <summary>A response for people and for traces.</summary>
    /// <exception cref="Asn1ContentException">Not such a response.</exception>
    public Asn1Description DescribeResponse(Octets encoded) => _describeResponse(encoded);

    /// <inheritdoc/>
    public override string ToString() => QualifiedName;

    /// <summary>A function whose response is shown field by field.</summary>
    internal static Es10Function OfFields<TRequest, TResponse>(Es10Interface of, string name, string section)
        where TRequest : IAsn1<TRequest>, IAsn1Shaped
        where TResponse : IAsn1ByField<TResponse>, IAsn1Shaped => OfOurs<TRequest, TResponse>(
            of, name, section, describeResponse: static octets => Asn1Codec.DecodeByField<TResponse>(octets).Describe("response"));

    /// <summary>A function whose response is a list that is shown entry by entry.</summary>
    /// <param name="of">The interface.</param>
    /// <param name="name">The standard's name.</param>
    /// <param name="section">Where the standard describes it.</param>
    /// <param name="list">The standard's name of the list.</param>
    /// <param name="read">Reads the entries; null if the response is no list.</param>
    internal static Es10Function OfList<TRequest, TResponse, TEntry>(
        Es10Interface of, string name, string section, string list, Func<Octets, SequenceOf<Entry<TEntry>>?> read)
        where TRequest : IAsn1<TRequest>, IAsn1Shaped
        where TResponse : IAsn1<TResponse>, IAsn1Shaped
        where TEntry : IAsn1Encodable?
    {
        return OfOurs<TRequest, TResponse>(of, name, section, describeResponse: Describe);

        Asn1Description Describe(Octets octets)
        {
            if (read(octets) is not { } entries) return Whole<TResponse>(octets);
            Asn1Fields fields = new();
            fields.Add(EntryDescription.DescribeList(list, entries));
            return fields.Under("response");
        }
    }

    /// <summary>A function of the standard, whose messages say how they are declared.</summary>
    internal static Es10Function OfOurs<TRequest, TResponse>(
        Es10Interface of, string name, string section, bool isSegmented = false, Func<Octets, Asn1Description>? describeResponse = null)
        where TRequest : IAsn1<TRequest>, IAsn1Shaped
        where TResponse : IAsn1<TResponse>, IAsn1Shaped => Of<TRequest, TResponse>(of, name, section, isSegmented, describeResponse, Asn1Shape.Of<TRequest>, Asn1Shape.Of<TResponse>);

    private static Es10Function Of<TRequest, TResponse>(
        Es10Interface of, string name, string section, bool isSegmented, Func<Octets, Asn1Description>? describeResponse = null,
        Func<Asn1Shape>? requestShape = null, Func<Asn1Shape>? responseShape = null)
        where TRequest : IAsn1<TRequest>
        where TResponse : IAsn1<TResponse>
    {
        Asn1Tag tag = TRequest.OwnTag!.Value;
        return new(
            of, name, section, TwoOctets | tag.TagValue, typeof(TRequest), typeof(TResponse), isSegmented,
            static octets => Asn1Description.Of("request", Asn1Codec.Decode<TRequest>(octets)),
            describeResponse ?? Whole<TResponse>,
            static octets => Asn1Codec.Encode(Asn1Codec.Decode<TRequest>(octets)),
            static octets => Asn1Codec.Encode(Asn1Codec.Decode<TResponse>(octets)))
        {
            RequestShape = requestShape,
            ResponseShape = responseShape,
        };
    }

    private static Asn1Description Whole<TResponse>(Octets octets)
        where TResponse : IAsn1<TResponse> => Asn1Description.Of("response", Asn1Codec.Decode<TResponse>(octets));

    // Every request has a constructed context tag from 31 to 127: 'BF' and the number.
    private const int TwoOctets = 0xBF00;
}
