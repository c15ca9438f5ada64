using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Apdu;

/// <summary>A logical channel with an application on it.</summary>
/// <param name="Number">The channel that the card gave.</param>
/// <param name="SelectResponse">What the application answered to SELECT: an FCI or FCP template.</param>
public readonly record struct OpenedChannel(ChannelNumber Number, Octets SelectResponse);
