using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10a;
using EuiccSim.Protocol.Rsp.Es10b;
using static EuiccSim.Conformance.Tests.Sabotage.Faults;

namespace EuiccSim.Conformance.Tests.Sabotage;

/// <summary>The chip: its reset, its channels, its blocks, what it says of itself.</summary>
internal static class ChipFaults
{
    private const string Area = "the chip and its channels";

    internal static IEnumerable<CardSabotage> All =>
    [
        Row("the EID changes at a reset", "SGP.22 §5.7.20", "4.2.25", "the answer is BF3E125A10", _ =>
        {
            int resets = 0;
            return new Es10Fault((command, card) => Is(command, "BF3E") ? card(command).With(answer => resets % 2 == 0 ? answer : Damaged(answer)) : card(command)) { OnReset = () => resets++ };
        }),
        Row("the EID is not the one in the certificate", "SGP.22 §4.3.1", "4.2.25", "EID", _ => Answers("BF3E", Damaged)),
        Row("a challenge comes twice", "SGP.22 §5.7.7", "4.2.12", "a challenge that did not come before", _ =>
        {
            Octets? first = null;
            return Answers("BF2E", answer => first ??= answer);
        }),
        Row("a challenge has 8 octets", "SGP.22 §5.7.7", "4.2.12", "size 8, not 16", _ => Answers("BF2E", answer => Octets.FromHex("BF2E0A8008" + answer.Slice(5, 8)))),
        Row("an unknown function is answered 9000", "SGP.22 §5.7.2", "4.2.1", "6A88", _ =>
            new Es10Fault((command, card) => card(command) is { Status.Value: 0x6A88 } no ? new(no.Data, StatusWord.Ok) : card(command))),
        Row("a malformed command is answered 9000", "SGP.22 §5.7.2", "4.2.1", "6A80", _ =>
            new Es10Fault((command, card) => card(command) is { Status.Value: 0x6A80 } no ? new(no.Data, StatusWord.Ok) : card(command))),
        Row("the FCI has no 'E0'", "SGP.22 §5.7.1", "4.2.1", "'E0'", _ => new ApduFault((command, card) => card(command) is var answer && Find(answer, "E005") is var at and > 0
            ? Octets.Concat(answer.Slice(0, at), Octets.FromHex("C1"), answer.Slice(at + 1)) : card(command))),
        Row("the FCI names another AID", "TS 102 221 §11.1.1.3", "4.2.1", "DF name ('84')", _ => new ApduFault((command, card) => card(command) is var answer && Find(answer, "8410A0000005591010") is var at and > 0
            ? Octets.Concat(answer.Slice(0, at + 17), Octets.FromHex("01"), answer.Slice(at + 18)) : answer)),
        Row("the ATR does not say that it is an eUICC", "SGP.22 §5.7.1", "4.2.1", "the first TB after T=15", _ => new ResetFault(WithoutEuicc)),
        Row("EUICCInfo1 names another SVN than EUICCInfo2", "SGP.22 §4.3.2", "4.2.13", "svn", _ => Answers("BF20", answer =>
            Find(answer, "8203") is var at and > 0 ? Octets.Concat(answer.Slice(0, at + 3), Octets.FromHex("07"), answer.Slice(at + 4)) : answer)),
        Row("free memory never falls", "SGP.22 §4.3.2", "4.2.13", "octets are free", _ =>
        {
            Octets? first = null;
            return Answers("BF22", answer => WithResource(answer, first ??= ResourceOf(answer)));
        }),
        Row("the default SM-DP+ is lost at a reset", "SGP.22 §5.7.4", "4.2.9", "defaultDpAddress", _ =>
        {
            bool isLost = false;
            return new Es10Fault((command, card) =>
            {
                if (isLost) card(Asn1Codec.Encode(new SetDefaultDpAddressRequest { DefaultDpAddress = "" }));
                isLost = false;
                return card(command);
            })
            { OnReset = () => isLost = true };
        }),
        Row("there is no root SM-DS", "SGP.22 §5.7.3", "4.2.8", "rootDsAddress", _ => Changes<EuiccConfiguredAddressesResponse>("BF3C", answer => answer with { RootDsAddress = "" })),
        Row("a default SM-DP+ is said to be taken and is not", "SGP.22 §5.7.4", "4.2.9", "defaultDpAddress", _ => In("BF3F", (_, _) => Ok(Octets.FromHex("BF3F03800100")))),
        Row("blocks may come in any order", "SGP.22 §5.7.2", "4.2.1/block*", "the status word", _ => new Es10Fault((command, card) => card(command)) { TakesAnyBlock = true }),
    ];

    private static CardSabotage Row(string name, string section, string cases, string words, Func<Testing.RspPki, CardFault> make) => new(Area, name, section, cases, words, make);

    /// <summary>Where these octets are in others; -1: nowhere.</summary>
    private static int Find(Octets octets, string hex) => octets.ToString() is var text && text.IndexOf(hex, StringComparison.Ordinal) is var at && at % 2 == 0 ? at / 2 : -1;

    // TB3, the first TB after T=15, and TCK.
    private static Octets WithoutEuicc(Octets atr)
    {
        byte[] octets = atr.ToArray();
        octets[Tb3] ^= 0x02;
        octets[^1] ^= 0x02;
        return Octets.Wrap(octets);
    }

    private const int Tb3 = 6;

    private static Octets ResourceOf(Octets info) => Asn1Codec.Decode<EuiccInfo2>(info).ExtCardResource;

    private static Octets WithResource(Octets info, Octets resource) => Asn1Codec.Encode(Asn1Codec.Decode<EuiccInfo2>(info) with { ExtCardResource = resource });
}
