using EuiccSim.Card.Kernel;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Ecasd;

/// <summary>
/// The eUICC Controlling Authority Security Domain. Its keys are used by the ISD-R; over the air it only can be selected.
/// </summary>
internal sealed class Ecasd : CardApplication
{
    internal override Aid? Aid => Protocol.Apdu.Aid.Ecasd;

    internal override ResponseApdu Select(CommandApdu command, Channel channel, Transaction tx) => new(Fci);

    internal override ResponseApdu Process(CommandApdu command, Channel channel, Transaction tx) => Commands.Process(command, channel, tx);

    private static readonly CommandTable Commands = new();

    /// <summary>
    /// FCI template with the name and, in 'A5', the longest command data field. GlobalPlatform Card Specification §11.9.3.1.
    /// </summary>
    private static readonly Octets Fci =
        Octets.Concat(Octets.FromHex("6F188410"), Protocol.Apdu.Aid.Ecasd.Value, Octets.FromHex("A5049F6501FF"));
}
