namespace EuiccSim.Protocol.Apdu;

/// <summary>One selected application. Disposing it closes its logical channel, and throws nothing: what happened before is what matters.</summary>
public interface IApplicationChannel : IAsyncDisposable
{
    /// <summary>Sends one command, whose class byte is that of the basic channel, and answers the whole response.</summary>
    /// <remarks>'61XX' and '6CXX' do not come back: the channel collects the rest, or repeats the command.</remarks>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    ValueTask<ResponseApdu> TransmitAsync(CommandApdu command, CancellationToken cancellationToken);
}
