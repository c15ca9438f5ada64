using System.Collections.Immutable;
using EuiccSim.Card.Chip;
using EuiccSim.Card.Kernel;
using EuiccSim.Card.State;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Card.IsdR;

/// <summary>One command of the ISD-R, and all that it may touch.</summary>
internal sealed class IsdRTransaction(IsdRRoom room, IsdRSession session, Transaction kernel)
{
    /// <summary>The persistent state. Assign a new value to change it.</summary>
    internal CardState State
    {
        get => room.Memory.State;
        set => room.Memory.State = value;
    }

    /// <summary>The volatile state. Changes stay, whatever becomes of the command.</summary>
    internal IsdRSession Session { get; } = session;

    /// <summary>What this ISD-R can do.</summary>
    internal Es10Functions Functions => room.Functions;

    internal CardEnvironment Environment => room.Environment;

    /// <summary>The chip, as far as the card's personality lets it be seen.</summary>
    internal EuiccConfiguration Euicc => Kernel.Personality.LacksBrainpool ? State.Euicc.WithoutBrainpool() : State.Euicc;

    internal ILogger Logger => room.Logger;

    /// <summary>Where the command came.</summary>
    internal Port Port => Kernel.Port;

    /// <summary>All ports of the card.</summary>
    internal ImmutableArray<Port> Ports => Kernel.Session.Ports;

    /// <summary>How far the RSP session has come. Whoever brings it further makes the port of the command its port.</summary>
    internal RspSession Rsp
    {
        get => Session.Rsp;
        set => Session.Set(value, Port);
    }

    /// <summary>The command as the kernel sees it.</summary>
    internal Transaction Kernel { get; } = kernel;

    /// <summary>Told of each function that was performed: an event that costs something to make need not be made if nobody listens.</summary>
    internal Action<Protocol.Asn1.IAsn1Encodable, Protocol.Asn1.IAsn1Encodable>? Performed => room.Performed;

    /// <summary>Ends the RSP session, whatever it had come to.</summary>
    internal void EndRspSession()
    {
        Session.EndRsp();
        if (State.PendingInstallation is not null) State = State with { PendingInstallation = null };
    }
}
