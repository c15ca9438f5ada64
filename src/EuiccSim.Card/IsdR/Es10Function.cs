using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Card.IsdR;

/// <summary>One function of the ISD-R as a row of a table. SGP.22 v2.5 §5.7.</summary>
internal sealed record Es10Function
{
    private Es10Function()
    {
    }

    /// <summary>The command data.</summary>
    internal required Type Request { get; init; }

    /// <summary>The response data.</summary>
    internal required Type Response { get; init; }

    /// <summary>The tag of the request, such as 0xBF31: of two octets, with a number below 128.</summary>
    internal required int Tag { get; init; }

    /// <summary>
    /// True if the function is performed while a Bound Profile Package is being loaded on the channel; any other is answered '6985' then, and
    /// the load may go on.
    /// </summary>
    internal bool WhileLoading { get; init; }

    /// <summary>Decodes the request, performs the function, and answers the response.</summary>
    internal required Func<Octets, IsdRTransaction, IAsn1Encodable> Run { get; init; }

    /// <summary>A row.</summary>
    /// <param name="handle">What the function does.</param>
    /// <param name="mended">Gives the request for octets that are not quite one, where a client in wide use sends them.</param>
    internal static Es10Function Of<TRequest, TResponse>(Func<TRequest, IsdRTransaction, TResponse> handle, Func<Octets, Octets>? mended = null)
        where TRequest : IAsn1<TRequest>, IEs10Request<TResponse>
        where TResponse : IAsn1<TResponse> => new()
        {
            Request = typeof(TRequest),
            Response = typeof(TResponse),
            Tag = TagBase | TRequest.OwnTag!.Value.TagValue,
            Run = (octets, tx) =>
            {
                TRequest request = Asn1Codec.Decode<TRequest>(mended is null ? octets : mended(octets));
                TResponse response = handle(request, tx);
                IsdRLog.Performed(tx.Logger, typeof(TRequest).Name);
                tx.Performed?.Invoke(request, response);
                return response;
            },
        };

    private const int TagBase = 0xBF00;
}
