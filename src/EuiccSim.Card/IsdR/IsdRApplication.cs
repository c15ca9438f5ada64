using System.Formats.Asn1;
using EuiccSim.Card.Chip;
using EuiccSim.Card.IsdR.Functions;
using EuiccSim.Card.Kernel;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Card.IsdR;

/// <summary>The ISD-R: ES10 commands in STORE DATA. SGP.22 v2.5 §5.7.1, §5.7.2.</summary>
internal sealed class IsdRApplication(IsdRRoom room) : CardApplication
{
    private readonly IsdRSession _session = new();

    internal override Aid? Aid => room.Personality.IsdRAid ?? Protocol.Apdu.Aid.IsdR;

    internal override ResponseApdu Select(Selection found, CommandApdu command, Channel channel, Transaction tx) =>
        new(BuildFci(room.Memory.State.Euicc, Aid!.Value));

    internal override ResponseApdu Process(CommandApdu command, Channel channel, Transaction tx) => Commands.Process(command, channel, Begin(tx));

    internal override void OnPowerUp(Transaction tx)
    {
        _session.StartAnew();
        room.Memory.State = ProfileSwitch.ApplyPending(room.Memory.State, tx.Port.Number);
        // The session of another port goes on there.
        if (_session.RspPort is { } port && port != tx.Port) return;
        _session.EndRsp();
        room.Memory.State = LoadBoundProfilePackage.ReportInterruption(room.Memory.State);
    }

    internal override void OnDeselect(Channel channel)
    {
        _session.ForgetHalf(channel);
        if (room.Personality.LosesLoadWithChannel && _session.Rsp is RspSession.Loading loading && loading.Channel == channel) _session.EndRsp();
    }

    internal override void OnTerminalResponse(Octets command, Octets response, Transaction tx) =>
        Refresh.OnTerminalResponse(command, response, Begin(tx));

    private IsdRTransaction Begin(Transaction tx) => new(room, _session, tx);

    /// <summary>One block of STORE DATA. GlobalPlatform Card Specification §11.11.</summary>
    private static ResponseApdu StoreData(CommandApdu command, Channel channel, IsdRTransaction tx)
    {
        if (Quirks.Refuse(command, tx) is { } refusal) return new(refusal);
        if (command.P1 is not (MoreBlocks or LastBlock)) return new(StatusWord.IncorrectParameters);
        StoreDataBuffer? begun = IsdRSession.Take(channel);
        // Block 0 begins anew, whatever was begun before.
        if (command.P2 == 0) begun = null;
        else if (begun is null || begun.Count != command.P2) return new(StatusWord.IncorrectParameters);
        if (begun is not null && begun.Length + command.Data.Length > StoreDataBuffer.MaximumLength) return new(StatusWord.NotEnoughMemory);
        if (command.P1 == LastBlock) return new(Run(begun is null ? command.Data : begun.Append(command.Data).Whole, channel, tx));
        IsdRSession.Keep((begun ?? new()).Append(command.Data), channel);
        return ResponseApdu.Ok;
    }

    private static Octets Run(Octets data, Channel channel, IsdRTransaction tx)
    {
        if (LoadBoundProfilePackage.Continues(data, channel, tx)) return LoadBoundProfilePackage.Handle(data, channel, tx);
        if (!TlvHeader.TryRead(data.Span, out TlvHeader header)) throw new Asn1ContentException("no TLV");
        Es10Function? function = tx.Functions.Find(header.Tag);
        if (LoadBoundProfilePackage.Takes(header.Tag, function, channel, tx)) return LoadBoundProfilePackage.Handle(data, channel, tx);
        if (function is null) throw new StatusWordException(StatusWord.ReferencedDataNotFound);
        return Asn1Codec.Encode(function.Run(data, tx));
    }

    /// <summary>Terminals poll with STATUS, whatever is selected: the file system answers it.</summary>
    private static ResponseApdu Status(CommandApdu command, Channel channel, IsdRTransaction tx) =>
        tx.Kernel.Session.Default.Process(command, channel, tx.Kernel);

    /// <summary>FCI with name, 'A5' and the template 'E0'. SGP.22 v2.5 §5.7.1.</summary>
    private static Octets BuildFci(EuiccConfiguration euicc, Aid name)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        Asn1Tag fci = new(TagClass.Application, 15);
        writer.PushSequence(fci);
        writer.WriteOctetString(name.Value.Span, new Asn1Tag(TagClass.ContextSpecific, 4));
        // The longest command data field: 255 octets. GlobalPlatform Card Specification §11.9.3.1.
        writer.WriteEncodedValue([0xA5, 0x04, 0x9F, 0x65, 0x01, 0xFF]);
        new IsdrProprietaryApplicationTemplate { Svn = euicc.Properties.Svn }.Encode(writer);
        writer.PopSequence(fci);
        return Octets.Wrap(writer.Encode());
    }

    internal static CommandTable<Channel, IsdRTransaction> Commands { get; } = new(
        new("STATUS", 0x80, CommandRow.AnyChannel, 0xF2, IsoCases.NoData, Status),
        new("STORE DATA", 0x80, CommandRow.AnyChannel, 0xE2, IsoCases.Data, StoreData));

    private const byte MoreBlocks = 0x11;
    private const byte LastBlock = 0x91;
}
