using EuiccSim.Card.Kernel;
using EuiccSim.Card.Uicc;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Ecasd;

/// <summary>
/// The eUICC Controlling Authority Security Domain. Its keys are used by the ISD-R; a terminal can select it, and read the EID.
/// </summary>
internal sealed class Ecasd : CardApplication
{
    internal override Aid? Aid => Protocol.Apdu.Aid.Ecasd;

    internal override ResponseApdu Select(CommandApdu command, Channel channel, Transaction tx) => new(Fci);

    internal override ResponseApdu Process(CommandApdu command, Channel channel, Transaction tx) => Commands.Process(command, channel, tx);

    /// <summary>
    /// GET DATA of the EID: tag '5A'. SGP.02 §2.2.1.2; GlobalPlatform Card Specification §11.3. Key information, certificates for key agreement
    /// and whatever else a security domain may have are not there.
    /// </summary>
    private static ResponseApdu GetData(CommandApdu command, Channel channel, Transaction tx)
    {
        if (command.P1P2 != EidTag) return new(StatusWord.ReferencedDataNotFound);
        Octets eid = tx.State.Euicc.Eid.Octets;
        return CaseTwo.Answer(Octets.Concat(Octets.Of([EidTag, (byte)eid.Length]), eid), command, tx);
    }

    /// <summary>GET DATA is in both classes. GlobalPlatform Card Specification, table 11-21.</summary>
    internal static CommandTable Commands { get; } = new(
        StatusCommand.Row,
        new("GET DATA", 0x80, CommandRow.AnyChannel, 0xCA, IsoCases.Two, GetData),
        new("GET DATA", 0x00, CommandRow.AnyChannel, 0xCA, IsoCases.Two, GetData));

    /// <summary>
    /// FCI template with the name and, in 'A5', the longest command data field. GlobalPlatform Card Specification §11.9.3.1.
    /// </summary>
    private static readonly Octets Fci =
        Octets.Concat(Octets.FromHex("6F188410"), Protocol.Apdu.Aid.Ecasd.Value, Octets.FromHex("A5049F6501FF"));

    private const byte EidTag = 0x5A;
}
