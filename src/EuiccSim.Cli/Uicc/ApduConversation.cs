using EuiccSim.Cli.Trace;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Events;

namespace EuiccSim.Cli.Uicc;

/// <summary>What was said to the card, and what it said.</summary>
internal sealed class ApduConversation(ICardConnection card, TraceScreen screen, VerbCall call, string[] expected)
{
    internal int Exchanges { get; private set; }

    internal StatusWord? Last { get; private set; }

    internal CommandFailure? Unexpected { get; private set; }

    internal async Task SendAsync(Octets command, bool follows)
    {
        if (!follows || CommandApdu.TryParse(command) is not { } apdu) await TransmitAsync(command);
        else await ApduExchange.SendAsync(
            async (one, _) => ResponseApdu.Parse(await TransmitAsync(one.Encode())), apdu, ChannelNumber.FromClass(apdu.Cla), call.Ct);
        if (expected.Length == 0 || (Last is { } last && Array.Exists(expected, last.Matches))) return;
        string answer = Last?.ToString() ?? "no status word", header = command.Slice(0, Math.Min(command.Length, HeaderLength)).ToString();
        // Its data may be a PIN.
        Unexpected = new(ExitCode.SaidNo, "apdu", "unexpectedStatus", $"The card answered {answer} to {header}, and not {string.Join(" or ", expected)}.", Last?.ToString());
    }

    private async Task<Octets> TransmitAsync(Octets command)
    {
        DateTimeOffset time = call.At.Time.GetUtcNow();
        long start = call.At.Time.GetTimestamp();
        Octets answer = await card.TransmitAsync(command, call.Ct);
        Exchanges++;
        Last = answer.Length < 2 ? null : ResponseApdu.Parse(answer).Status;
        await screen.ShowAsync(new TraceEvent.Apdu(time, command, answer, call.At.Time.GetElapsedTime(start)));
        return answer;
    }

    private const int HeaderLength = 4;
}
