using System.Globalization;
using System.Text;
using EuiccSim.Card;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;

namespace EuiccSim.Testing.Events;

/// <summary>Events as text.</summary>
internal static class WorldEventText
{
    internal static string Of(TraceEvent one) =>
        string.Create(CultureInfo.InvariantCulture, $"{one.Time:yyyy-MM-ddTHH:mm:ss.fffZ} {one.Party} {What(one)}\n");

    private static string What(TraceEvent one) => one switch
    {
        TraceEvent.Reset reset => $"reset {reset.Atr}",
        TraceEvent.Apdu apdu => $"> {apdu.Command}\n< {apdu.Response}",
        TraceEvent.Es10 es10 => $"{es10.Request} -> {es10.Response}",
        CardChanged { State: var state } => string.Create(
            CultureInfo.InvariantCulture,
            $"committed: next notification {state.NextSequenceNumber}, default SM-DP+ '{state.DefaultDpAddress}'"),
        TraceEvent.PowerLost => "power lost",
        TraceEvent.Proactive asked => $"{asked.Command.Name}, answered {asked.Response.Result:X2}",
        TraceEvent.Http { Call: var call } => string.Create(
            CultureInfo.InvariantCulture, $"POST {call.Interface}/{call.Function} {Text(call.Request)}\n{call.Status} {Text(call.Response)}"),
        WorldEvent.Smdp smdp => $"{smdp.What}",
        WorldEvent.Smds smds => $"{smds.What}",
        WorldEvent.FaultStruck struck => $"fault {struck.Fault}",
        WorldEvent.TimeMoved moved => $"the clock moved by {moved.By.ToString("c", CultureInfo.InvariantCulture)}",
        _ => $"{one}",
    };

    private static string Text(Octets body) => Encoding.UTF8.GetString(body.Span);
}
