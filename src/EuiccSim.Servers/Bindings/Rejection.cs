using System.Text.Encodings.Web;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Servers.Bindings;

/// <summary>
/// A request that no function of SGP.22 answers: what is wrong with it, for the log and for the body of the answer. The standard has nothing
/// for such a body; it is a JSON object, as clients read these, without the header of an answer.
/// </summary>
/// <param name="Function">The function, or the path where it is none.</param>
/// <param name="HttpStatus">The HTTP status.</param>
/// <param name="Reason">What is wrong, in one line.</param>
internal sealed record Rejection(string Function, int HttpStatus, string Reason)
{
    /// <summary>A rejection in printable words, whatever the client wrote.</summary>
    internal static Rejection Of(string function, int httpStatus, string reason) => new(OneLine.Of(function, LongestFunction), httpStatus, OneLine.Of(reason));

    /// <summary>The answer: {"status":400,"function":"authenticateClient","message":"transactionId: is missing"}.</summary>
    internal Es9HttpResponse ToResponse()
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("status", HttpStatus);
            json.WriteString("function", Function);
            json.WriteString("message", Reason);
            json.WriteEndObject();
        }
        return new(HttpStatus, Octets.Wrap(body.ToArray()));
    }

    private const int LongestFunction = 100;
}

/// <summary>Who is told of calls that came to nothing.</summary>
/// <param name="Refused">Told of each function that was refused, and why.</param>
/// <param name="Rejected">Told of each request that no function answers.</param>
internal sealed record CallTeller(Action<string, Objection> Refused, Action<Rejection> Rejected);
