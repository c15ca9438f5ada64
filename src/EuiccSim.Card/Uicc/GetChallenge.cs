using EuiccSim.Card.Kernel;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Uicc;

/// <summary>GET CHALLENGE: as many random octets as Le says. TS 102 221 §11.1.18.</summary>
internal static class GetChallenge
{
    internal static ResponseApdu Process(CommandApdu command, UiccChannel channel, UiccPort port)
    {
        if (command.P1P2 != 0) return new(StatusWord.IncorrectParameters);
        byte[] challenge = new byte[Math.Min(command.Ne, 0x100)];
        port.Random.Fill(challenge);
        return new(Octets.Wrap(challenge));
    }
}
