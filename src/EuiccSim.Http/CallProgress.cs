using System.Net;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Http;

/// <summary>How far one call has come: when time is over, a person wants to know what it was spent on.</summary>
internal sealed class CallProgress
{
    /// <summary>What is being waited for.</summary>
    internal Es9Timeout Step { get; set; } = Es9Timeout.Connect;

    /// <summary>Notes it of the call that a connection is opened for. One that an earlier call opened is there at once.</summary>
    internal static void Note(HttpRequestMessage call, Es9Timeout step)
    {
        if (call.Options.TryGetValue(s_key, out CallProgress? progress)) progress.Step = step;
    }

    /// <summary>A request whose progress is noted here.</summary>
    internal void Watch(HttpRequestMessage call) => call.Options.Set(s_key, this);

    private static readonly HttpRequestOptionsKey<CallProgress> s_key = new("EuiccSim.Http.Progress");
}

/// <summary>The body of a request; when it is written, the connection is there.</summary>
internal sealed class WatchedContent(Octets body, CallProgress progress) : HttpContent
{
    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        progress.Step = Es9Timeout.Answer;
        return stream.WriteAsync(body.Memory, cancellationToken).AsTask();
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
