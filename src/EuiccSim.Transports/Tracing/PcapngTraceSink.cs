using EuiccSim.Ending;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing.Gsmtap;
using EuiccSim.Transports.Tracing.Pcapng;

namespace EuiccSim.Transports.Tracing;

/// <summary>
/// A pcapng file for Wireshark: each record is a GSMTAP message in a UDP packet, with a comment that tells how the command ended, so that
/// the file can be replayed. Every octet stands in it, PINs and keys too; an answer that no datagram can hold is cut at its end.
/// </summary>
/// <threadsafety>One call at a time.</threadsafety>
public sealed class PcapngTraceSink : ITraceSink
{
    private readonly Stream _output;
    private bool _hasHead;

    /// <summary>A sink.</summary>
    /// <param name="output">An empty file; closed with the sink.</param>
    /// <param name="name">What to call it.</param>
    public PcapngTraceSink(Stream output, string name = "pcapng")
    {
        _output = output;
        Name = name;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(TraceEvent record, CancellationToken cancellationToken)
    {
        await WriteHeadAsync(cancellationToken).ConfigureAwait(false);
        if (GsmtapPacket.Of(record) is not { } message) return;
        byte[] packet = UdpPacket.Encode(GsmtapPacket.Encode(message), GsmtapPacket.Port);
        await _output.WriteAsync(PcapngWriter.Packet(record.Time, packet, PacketComment.Write(record, message)), cancellationToken).ConfigureAwait(false);
        await _output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Completes and closes the file. Throws nothing: every packet was written whole before.</summary>
    public async ValueTask DisposeAsync()
    {
        await LetGo.QuietlyAsync(() => WriteHeadAsync(CancellationToken.None)).ConfigureAwait(false);
        await LetGo.QuietlyAsync(_output.DisposeAsync).ConfigureAwait(false);
    }

    private async ValueTask WriteHeadAsync(CancellationToken cancellationToken)
    {
        if (_hasHead) return;
        _hasHead = true;
        await _output.WriteAsync(PcapngWriter.Head(), cancellationToken).ConfigureAwait(false);
    }
}
