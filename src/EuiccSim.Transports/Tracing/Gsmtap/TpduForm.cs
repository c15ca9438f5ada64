using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Tracing.Gsmtap;

/// <summary>
/// A command as a T=0 line shows it, which is what tools that watch a SIM expect: five octets of header, the last the length P3, and no
/// Le behind data. ISO/IEC 7816-3 §10.3.2, §12.2. Extended lengths have no such form and stay as they are.
/// </summary>
/// <param name="Octets">The octets that are shown.</param>
/// <param name="Case">What the command was; null for octets that are no command APDU.</param>
/// <param name="Ne">The Le that is not shown.</param>
internal sealed record TpduForm(Octets Octets, ApduCase? Case, int Ne)
{
    internal static TpduForm Of(Octets command)
    {
        CommandApdu? apdu = CommandApdu.TryParse(command);
        return apdu?.Case switch
        {
            ApduCase.Case1 => new(Octets.Concat(command, s_zero), apdu.Case, 0),
            ApduCase.Case4S => new(command.Slice(0, command.Length - 1), apdu.Case, apdu.Ne),
            _ => new(command, apdu?.Case, apdu?.Ne ?? 0),
        };
    }

    /// <summary>The command that it was made of.</summary>
    internal Octets ToCommand() => Case switch
    {
        ApduCase.Case1 when Octets.Length == 5 => Octets.Slice(0, 4),
        ApduCase.Case4S => Octets.Concat(Octets, Octets.Of([(byte)(Ne & 0xFF)])),
        _ => Octets,
    };

    private static readonly Octets s_zero = Octets.FromHex("00");
}
