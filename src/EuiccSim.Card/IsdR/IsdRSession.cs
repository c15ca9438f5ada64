using EuiccSim.Card.Kernel;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.IsdR;

/// <summary>What the ISD-R keeps until a reset.</summary>
internal sealed class IsdRSession
{
    private readonly HashSet<Octets> _hidden = [];

    /// <summary>The one RSP session of the card, whatever channel its commands come on.</summary>
    internal RspSession Rsp { get; private set; } = RspSession.None.Instance;

    /// <summary>The port on which the RSP session was spoken to last; null before the first.</summary>
    internal Port? RspPort { get; private set; }

    internal void Set(RspSession rsp, Port port) => (Rsp, RspPort) = (rsp, port);

    /// <summary>Forgets the RSP session with its keys.</summary>
    internal void EndRsp()
    {
        if (Rsp is RspSession.Loading { Loader: var loader }) loader.Dispose();
        if (Rsp is RspSession.DownloadPrepared { Key: var key }) key.Dispose();
        Rsp = RspSession.None.Instance;
    }

    /// <summary>How many loads have failed since the last reset.</summary>
    internal int FailedLoads { get; private set; }

    /// <summary>True after a switch, on a card that rests until the next reset.</summary>
    internal bool IsResting { get; private set; }

    /// <summary>A load failed.</summary>
    internal void NoteFailedLoad() => FailedLoads++;

    /// <summary>From now on the ISD-R does nothing until the next reset.</summary>
    internal void Rest() => IsResting = true;

    /// <summary>The Profile is not shown until the next reset.</summary>
    internal void Hide(InstalledProfile profile) => _hidden.Add(profile.IsdpAid);

    internal bool IsHidden(InstalledProfile profile) => _hidden.Contains(profile.IsdpAid);

    /// <summary>The card was reset.</summary>
    internal void StartAnew()
    {
        (FailedLoads, IsResting) = (0, false);
        _hidden.Clear();
    }

    /// <summary>Takes the unfinished STORE DATA of a channel away, or answers null.</summary>
    internal static StoreDataBuffer? Take(Channel channel)
    {
        StoreDataBuffer? begun = channel.Begun as StoreDataBuffer;
        channel.Begun = null;
        return begun;
    }

    /// <summary>Keeps an unfinished STORE DATA until the next block comes on the channel.</summary>
    internal static void Keep(StoreDataBuffer begun, Channel channel) => channel.Begun = begun;

    /// <summary>The channel will not go on with what it had begun: a STORE DATA, half a part of a package.</summary>
    internal void ForgetHalf(Channel channel)
    {
        channel.Begun = null;
        if (Rsp is RspSession.Loading loading && loading.Channel == channel) loading.Loader.ForgetHalf();
    }
}
