using EuiccSim.Card;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Uicc;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDs;
using EuiccSim.Testing.Faults;

namespace EuiccSim.Testing.Events;

/// <summary>Something that happened in a world, in the order it happened. Events hold PINs and keys as they crossed the wires.</summary>
/// <param name="Time">When, by the world's clock.</param>
/// <param name="Party">Where: the name of a device, the address of a server; empty for the world itself.</param>
public abstract record WorldEvent(DateTimeOffset Time, string Party)
{
    /// <summary>A card was reset.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Party">The device.</param>
    /// <param name="Atr">What it answered.</param>
    public sealed record Reset(DateTimeOffset Time, string Party, Octets Atr) : WorldEvent(Time, Party);

    /// <summary>A card received a command and answered it.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Party">The device.</param>
    /// <param name="Command">The command APDU, as the card received it.</param>
    /// <param name="Response">The response APDU, as the card sent it.</param>
    public sealed record Apdu(DateTimeOffset Time, string Party, Octets Command, Octets Response) : WorldEvent(Time, Party);

    /// <summary>A card performed an ES10 function. The APDUs that carried it have events of their own.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Party">The device.</param>
    /// <param name="Request">What was asked.</param>
    /// <param name="Response">What came of it.</param>
    public sealed record Es10(DateTimeOffset Time, string Party, IAsn1Encodable Request, IAsn1Encodable Response) : WorldEvent(Time, Party);

    /// <summary>A card has a new durable state.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Party">The device.</param>
    /// <param name="State">The state.</param>
    public sealed record CardChanged(DateTimeOffset Time, string Party, CardState State) : WorldEvent(Time, Party);

    /// <summary>A card lost power, and is dark until it is reset.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Party">The device.</param>
    public sealed record PowerLost(DateTimeOffset Time, string Party) : WorldEvent(Time, Party);

    /// <summary>A terminal performed what its card asked for.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Party">The device.</param>
    /// <param name="Command">The proactive command.</param>
    /// <param name="Response">What the terminal is about to tell the card of it.</param>
    public sealed record Proactive(DateTimeOffset Time, string Party, ProactiveCommand Command, TerminalResponse Response) : WorldEvent(Time, Party);

    /// <summary>A server answered a call.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Party">The server's address.</param>
    /// <param name="Call">The call.</param>
    public sealed record Http(DateTimeOffset Time, string Party, HttpCall Call) : WorldEvent(Time, Party);

    /// <summary>Something happened at an SM-DP+.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Party">The server's address.</param>
    /// <param name="What">What happened.</param>
    public sealed record Smdp(DateTimeOffset Time, string Party, SmdpEvent What) : WorldEvent(Time, Party);

    /// <summary>Something happened at an SM-DS.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Party">The server's address.</param>
    /// <param name="What">What happened.</param>
    public sealed record Smds(DateTimeOffset Time, string Party, SmdsActivity What) : WorldEvent(Time, Party);

    /// <summary>A fault struck.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Party">The device or server.</param>
    /// <param name="Fault">The fault.</param>
    public sealed record FaultStruck(DateTimeOffset Time, string Party, Fault Fault) : WorldEvent(Time, Party);

    /// <summary>The clock was moved.</summary>
    /// <param name="Time">What it shows now.</param>
    /// <param name="By">How far.</param>
    public sealed record TimeMoved(DateTimeOffset Time, TimeSpan By) : WorldEvent(Time, "");
}
