using EuiccSim.Clinic.Logs;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Clinic.Explaining;

/// <summary>What status words and the order of commands tell.</summary>
internal static class CardCauses
{
    internal static IEnumerable<Cause> All =>
    [
        new("noAnswer", "TS 102 221 §7.3", "See whether card, reader or modem is there still; a card that is busy with a package may take minutes.", (steps, at) =>
            steps[at].Entry is Unrecoverable { Command: not null, Response: null, ResponseStart: null } lost ? $"There is no answer to the command: {lost.Reason}." : null),
        new("answerNotFetched", "TS 102 221 §7.3.1.1.4", "Send GET RESPONSE with the length that '61XX' names, on the same channel, before anything else.", (steps, at) =>
            Before(steps, at) is { Status.Sw1: 0x61 } before && steps[at].Command is { Ins: not GetResponse } ? $"The card announced {before.Status!.Value.Sw2} octets of answer, and another command came instead of GET RESPONSE." : null),
        new("lengthNotRepeated", "TS 102 221 §7.3.1.1.5", "Send the same command again with the Le that '6CXX' names.", (steps, at) =>
            Before(steps, at) is { Status.Sw1: 0x6C, Command: { } before } && steps[at].Command is { } now && now.Ins != before.Ins ? "The card named the right length, and the command was not repeated with it." : null),
        new("blockNumber", "SGP.22 v2.5 §5.7.2", "Count P2 of STORE DATA from 00 on for each command; '91' in P1 marks the last block.", WrongBlock),
        Status("noIsdR", "SGP.22 v2.5 §5.7.1", "It is a plain SIM, or the ISD-R has another AID: look for that of the card's maker.", "The card has no ISD-R under this name.",
            step => step.Command is { Ins: Select, P1: 0x04 } select && select.Data.Span.StartsWith(s_isdR), 0x6A82),
        Status("noChannel", "TS 102 221 §11.1.17", "Close channels that are not used, or reset the card; a card without logical channels is used on the basic one.", "The card opens no logical channel.",
            step => step.Command is { Ins: ManageChannel, P1: 0 }, 0x6A81, 0x6881, 0x6D00, 0x6E00, 0x6A86),
        Status("channelNotOpen", "TS 102 221 §11.1.17", "Open a channel and select the application again: a reset closes all channels.", "The channel of the class byte is not open.", _ => true, 0x6881),
        Status("notTheIsdR", "GlobalPlatform Card Specification §11.11", "Select the ISD-R on this channel again: after a reset, something else is selected.", "What is selected on the channel knows no STORE DATA.",
            step => step.IsStoreData, 0x6D00, 0x6E00),
        Status("segmentTooLong", "SGP.22 v2.5 §5.7.2", "Send blocks of 120 octets, or fewer.", "The card, or what is between, takes no STORE DATA of this length.", step => step.IsStoreData && step.Command!.Data.Length > SmallBlock, 0x6700, 0x6601),
        Status("leRefused", "TS 102 221 §7.3.1.1", "Send the command without Le, and fetch the answer.", "The card takes no Le after data.", step => step.Command is { HasData: true, Ne: > 0 }, 0x6700),
        Status("wrongLength", "TS 102 221 §10.2.1.5", "Compare Lc and the number of octets.", "The length of the command is wrong.", _ => true, 0x6700),
        Status("lineFault", "ISO/IEC 7816-3", "Send the block again, or smaller ones: phones say so of a line that lost octets.", "Octets were lost between phone and card.", _ => true, 0x6601),
        Status("notNow", "SGP.22 v2.5 §5.7.6", "Reset the card: it waits for the rest of a package, or rests after a switch until it is reset.", "The ISD-R does not do this now.", step => step.IsStoreData, 0x6985),
        Status("unknownFunction", "SGP.22 v2.5 §5.7", "The card is older than the function, or the tag is wrong.", "The ISD-R does not know the function.", step => step.IsStoreData, 0x6A88),
        Status("dataRefused", "SGP.22 v2.5 §5.7.2", "Compare the command's TLVs with the standard; a chip with several ports wants EnableProfile with a port.", "The ISD-R does not take the data.", step => step.IsStoreData, 0x6A80),
        Status("memoryFull", "TS 102 221 §10.2.1.5", "Delete a profile, or notifications that were delivered.", "The card has no memory left.", _ => true, 0x6A84, 0x6581),
        Status("pinBlocked", "TS 102 221 §9.5", "Unblock the PIN with its PUK.", "The PIN is blocked.", _ => true, 0x6983),
        new("pinWrong", "TS 102 221 §11.1.9", "Each wrong PIN takes a try: ask before you try again.", (steps, at) => steps[at] is { Command.Ins: Verify, Status: { Sw1: 0x63 } status } ? $"The PIN is wrong; {status.Sw2 & 0x0F} tries are left." : null),
        new("answerCut", "ISO/IEC 8825-1 §8.1.3", "Read the whole answer: a modem, a log or a buffer cut it.", (steps, at) =>
            steps[at] is { Status.IsOk: true } step && step.Decoded?.Title.Contains("ES10", StringComparison.Ordinal) == true && BerTlv.TryHeader(step.Answer, out TlvHeader header) && header.TotalLength > step.Answer.Length
                && Before(steps, at) is not { Status.Sw1: 0x61 } ? $"The answer has {step.Answer.Length} octets, and its length says {header.TotalLength}." : null),
    ];

    private static Cause Status(string id, string section, string advice, string what, Func<LogStep, bool> isMeant, params int[] words) =>
        new(id, section, advice, (steps, at) => steps[at] is { Status: { } status, Command: not null } step && words.Contains(status.Value) && isMeant(step) ? what : null);

    /// <summary>The step before on the same channel of the card.</summary>
    private static LogStep? Before(IReadOnlyList<LogStep> steps, int at)
    {
        if (steps[at].Command is null) return null;
        for (int i = at - 1; i >= 0 && steps[i].Entry is not LogEvent; i--)
        {
            if (steps[i].Decoded is not null && steps[i].Channel == steps[at].Channel) return steps[i];
        }
        return null;
    }

    private static string? WrongBlock(IReadOnlyList<LogStep> steps, int at)
    {
        if (steps[at] is not { IsStoreData: true, Command: { P2: > 0 } now } || Before(steps, at) is not { } before) return null;
        if (before.Command is not { } sent || !before.IsStoreData) return null;
        int expected = sent.P1 == MoreBlocks ? sent.P2 + 1 : 0;
        // The same block again, after it was refused.
        bool isAgain = now.P2 == sent.P2 && before.Status is { IsOk: false };
        return now.P2 == expected || isAgain ? null : $"The block has the number {now.P2}, where {expected} is next.";
    }

    private const byte Verify = 0x20;
    private const byte ManageChannel = 0x70;
    private const byte Select = 0xA4;
    private const byte GetResponse = 0xC0;
    private const byte MoreBlocks = 0x11;
    private const int SmallBlock = 120;
    private static readonly byte[] s_isdR = [0xA0, 0x00, 0x00, 0x05, 0x59];
}
