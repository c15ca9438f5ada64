using EuiccSim.Card.Kernel;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.IsdR;

/// <summary>
/// The REFRESH that lets the device notice another Profile. SGP.22 v2.5 §3.2.1, §3.2.2; TS 102 223 §6.4.7. The Profiles change when the
/// device answers it, or is reset instead; a device that refuses keeps things as they are.
/// </summary>
internal static class Refresh
{
    /// <summary>True while a proactive command waits or is being performed on the port of the command.</summary>
    internal static bool IsBusy(IsdRTransaction tx) => IsBusy(tx.Port, tx.State);

    /// <summary>True while a proactive command waits or is being performed on a port.</summary>
    internal static bool IsBusy(Port port, CardState state) =>
        port.PendingProactiveCommand is not null || port.FetchedProactiveCommand is not null || state.On(port.Number).PendingSwitch is not null;

    /// <summary>Enables and disables, at once or after a REFRESH.</summary>
    /// <remarks>
    /// To a device that sent no TERMINAL PROFILE no proactive command can be sent (TS 102 223 §6.1), a card reader for one: there the
    /// change happens at once, and the device has to reset the card by itself.
    /// </remarks>
    internal static void Switch(PendingSwitch target, bool refresh, IsdRTransaction tx)
    {
        if (tx.Kernel.Personality.RestsAfterSwitch) tx.Session.Rest();
        if (!refresh || tx.Port.TerminalProfile is null)
        {
            tx.State = ProfileSwitch.Apply(tx.State, tx.Port.Number, target);
            return;
        }
        tx.State = tx.State.With(tx.State.On(tx.Port.Number) with { PendingSwitch = target });
        Request(tx.Port);
    }

    /// <summary>Sends REFRESH (UICC reset) if the device at a port can be sent anything.</summary>
    internal static void Request(Port port)
    {
        if (port.TerminalProfile is not null) port.PendingProactiveCommand = Command;
    }

    /// <summary>The device answered a proactive command.</summary>
    internal static void OnTerminalResponse(Octets command, Octets response, IsdRTransaction tx)
    {
        if (command != Command) return;
        if (WasPerformed(response.Span))
        {
            tx.State = ProfileSwitch.ApplyPending(tx.State, tx.Port.Number);
            tx.Port.CloseAll();
        }
        else if (tx.State.On(tx.Port.Number) is { PendingSwitch: not null } waiting)
        {
            tx.State = tx.State.With(waiting with { PendingSwitch = null });
        }
    }

    /// <summary>The general result, in the Result TLV ('03' or '83'): '0X' stands for "performed". TS 102 223 §8.12.</summary>
    private static bool WasPerformed(ReadOnlySpan<byte> response)
    {
        for (int at = 0; at + 2 <= response.Length; at += 2 + response[at + 1])
        {
            if ((response[at] & 0x7F) == 0x03 && response[at + 1] > 0 && at + 2 < response.Length) return response[at + 2] < 0x10;
        }
        return false;
    }

    // Command details: number 1, REFRESH, UICC reset. Device identities: from the UICC to the terminal.
    private static readonly Octets Command = Octets.FromHex("D009" + "8103010104" + "82028182");
}
