using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Events;

namespace EuiccSim.Transports.Tracing;

/// <summary>Where the records of a trace go: a text, a file, a network. Disposing it completes what it writes.</summary>
public interface ITraceSink : IAsyncDisposable
{
    /// <summary>What a person calls it: "text", a file's name, an address.</summary>
    string Name { get; }

    /// <summary>Takes one record. Any octets are welcome, also those that are no APDU.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">It cannot be sent.</exception>
    ValueTask WriteAsync(TraceEvent record, CancellationToken cancellationToken);
}
