using EuiccSim.Card.Kernel;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Card.Ecasd;

/// <summary>
/// The eUICC Controlling Authority Security Domain. Its keys are used by the ISD-R; a terminal can select it, and read the EID.
/// </summary>
internal sealed class EcasdApplication(Eid eid) : CardApplication
{
    internal override Aid? Aid => Protocol.Apdu.Aid.Ecasd;

    internal override ResponseApdu Select(Selection found, CommandApdu command, Channel channel, Transaction tx) => new(Fci);

    internal override ResponseApdu Process(CommandApdu command, Channel channel, Transaction tx) => Commands.Process(command, channel, new(eid, tx));

    /// <summary>
    /// GET DATA of the EID: tag '5A'. SGP.02 §2.2.1.2; GlobalPlatform Card Specification §11.3. Key information, certificates for key agreement
    /// and whatever else a security domain may have are not there.
    /// </summary>
    private static ResponseApdu GetData(CommandApdu command, Channel channel, EcasdRoom room)
    {
        if (command.P1P2 != EidTag) return new(StatusWord.ReferencedDataNotFound);
        Octets eid = room.Eid.Octets;
        return CaseTwo.Answer(Octets.Concat(Octets.Of([EidTag, (byte)eid.Length]), eid), command, room.Kernel.Personality);
    }

    private static ResponseApdu Status(CommandApdu command, Channel channel, EcasdRoom room) =>
        room.Kernel.Session.Default.Process(command, channel, room.Kernel);

    /// <summary>GET DATA is in both classes. GlobalPlatform Card Specification, table 11-21.</summary>
    internal static CommandTable<Channel, EcasdRoom> Commands { get; } = new(
        new("STATUS", 0x80, CommandRow.AnyChannel, 0xF2, IsoCases.NoData, Status),
        new("GET DATA", 0x80, CommandRow.AnyChannel, 0xCA, IsoCases.Two, GetData),
        new("GET DATA", 0x00, CommandRow.AnyChannel, 0xCA, IsoCases.Two, GetData));

    /// <summary>
    /// FCI template with the name and, in 'A5', the longest command data field. GlobalPlatform Card Specification §11.9.3.1.
    /// </summary>
    private static readonly Octets Fci =
        Octets.Concat(Octets.FromHex("6F188410"), Protocol.Apdu.Aid.Ecasd.Value, Octets.FromHex("A5049F6501FF"));

    private const byte EidTag = 0x5A;
}

/// <summary>All that commands of the ECASD may touch: of what is on the chip, the EID.</summary>
internal readonly record struct EcasdRoom(Eid Eid, Transaction Kernel);
