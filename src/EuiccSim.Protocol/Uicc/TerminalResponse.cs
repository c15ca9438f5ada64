using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Uicc;

/// <summary>How a terminal answers a proactive command. TS 102 223 §6.8, §8.12.</summary>
/// <param name="Result">The general result: '00' performed, '20' cannot now, '30' beyond the terminal's capabilities.</param>
/// <param name="AdditionalInformation">What goes with the result; often nothing.</param>
/// <param name="Objects">Data objects behind the result, encoded; often none.</param>
public sealed record TerminalResponse(byte Result, Octets AdditionalInformation = default, Octets Objects = default)
{
    /// <summary>Command performed successfully.</summary>
    public static TerminalResponse Performed { get; } = new(0x00);

    /// <summary>Command beyond terminal's capabilities.</summary>
    public static TerminalResponse BeyondCapabilities { get; } = new(0x30);

    /// <summary>True if the command was performed, whole or in part: '0X'.</summary>
    public bool IsPerformed => Result < 0x10;

    /// <summary>The command TERMINAL RESPONSE: the details of the proactive command, the device identities of an answer, the result.</summary>
    /// <param name="answered">The proactive command.</param>
    public CommandApdu To(ProactiveCommand answered)
    {
        Octets result = Octets.Concat(Octets.Of([0x83, (byte)(1 + AdditionalInformation.Length), Result]), AdditionalInformation);
        return new(0x80, 0x14, 0x00, 0x00, Octets.Concat(answered.EncodedDetails, s_fromTerminalToUicc, result, Objects));
    }

    private static readonly Octets s_fromTerminalToUicc = Octets.FromHex("82028281");
}
