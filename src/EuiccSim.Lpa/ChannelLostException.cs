using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Lpa;

/// <summary>
/// The channel to the ISD-R is there no more: the card was reset meanwhile, by a REFRESH after the enabled profile changed or by another
/// program, and a reset closes all channels (TS 102 221 §8.7). Open another <see cref="LpaClient"/>.
/// </summary>
public sealed class ChannelLostException : CardException
{
    internal ChannelLostException(StatusWord status, CommandApdu command)
        : base(status, command, Cause)
    {
    }

    private const string Cause = "The channel to the eUICC is lost: the card was reset meanwhile, by a REFRESH after its enabled profile changed or by "
        + "another program. Open it anew, and do it again.";
}
