namespace EuiccSim.Protocol.Apdu;

/// <summary>Opens a logical channel to an application. Modems with AT or MBIM commands do this themselves.</summary>
public interface IChannelOpener
{
    /// <summary>Opens a channel and selects an application on it.</summary>
    /// <exception cref="CardException">The card has no free channel, or not this application ('6A82').</exception>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    ValueTask<IApplicationChannel> OpenAsync(Aid aid, CancellationToken cancellationToken);
}
