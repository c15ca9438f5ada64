using System.Net;
using System.Net.Http.Headers;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.SmDp;

namespace EuiccSim.Conformance.Tests.Servers;

/// <summary>An SM-DP+ without a network, which a test can have answer wrongly.</summary>
internal sealed class InProcessHandler(SmdpServer server) : HttpMessageHandler
{
    /// <summary>What becomes of each answer to a function.</summary>
    internal Func<string, Es9HttpResponse, Es9HttpResponse> Answer { get; init; } = (_, answer) => answer;

    /// <summary>X-Admin-Protocol of the answers; null for none.</summary>
    internal string? AdminProtocol { get; init; } = "gsma/rsp/v2.5.0";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string[] path = request.RequestUri!.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        Octets body = request.Content is null ? Octets.Empty : Octets.Wrap(await request.Content.ReadAsByteArrayAsync(cancellationToken));
        Es9HttpResponse answer = path switch
        {
            _ when request.Method != HttpMethod.Post => new(405, Octets.Empty),
            ["gsma", "rsp2", "es9plus", { } function] => Answer(function, await server.HandleAsync(function, body)),
            ["gsma", "rsp2", "es2plus", { } function] => Answer(function, await server.HandleEs2Async(function, body)),
            ["gsma", "rsp2", "asn1"] => Answer("asn1", await server.HandleAsn1Async(body)),
            _ => new(404, Octets.Empty),
        };
        HttpResponseMessage message = new((HttpStatusCode)answer.Status) { Content = new ReadOnlyMemoryContent(answer.Body.Memory) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue(path[^1] == "asn1" && answer.Status == 200 ? "application/x-gsma-rsp-asn1" : "application/json");
        if (AdminProtocol is { } version) message.Headers.Add("X-Admin-Protocol", version);
        return message;
    }
}
