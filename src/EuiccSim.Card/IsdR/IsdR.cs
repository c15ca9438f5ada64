using EuiccSim.Card.IsdR.Functions;
using EuiccSim.Card.Kernel;
using EuiccSim.Card.Uicc;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.IsdR;

/// <summary>The ISD-R: ES10 commands in STORE DATA. SGP.22 v2.5 §5.7.1, §5.7.2.</summary>
internal sealed class IsdR : CardApplication
{
    internal override Aid? Aid => Protocol.Apdu.Aid.IsdR;

    internal override ResponseApdu Select(CommandApdu command, Channel channel, Transaction tx) => new(tx.State.Euicc.BuildIsdRFci());

    internal override ResponseApdu Process(CommandApdu command, Channel channel, Transaction tx) => Commands.Process(command, channel, tx);

    internal override void OnPowerUp(Transaction tx)
    {
        tx.State = ProfileSwitch.ApplyPending(tx.State);
        tx.State = LoadBoundProfilePackage.ReportInterruption(tx.State);
    }

    internal override void OnDeselect(Channel channel, Transaction tx) => LoadBoundProfilePackage.ForgetHalf(channel, tx);

    internal override void OnTerminalResponse(Octets command, Octets response, Transaction tx) => Refresh.OnTerminalResponse(command, response, tx);

    /// <summary>One block of STORE DATA. GlobalPlatform Card Specification §11.11.</summary>
    private static ResponseApdu StoreData(CommandApdu command, Channel channel, Transaction tx)
    {
        if (command.P1 is not (MoreBlocks or LastBlock)) return new(StatusWord.IncorrectParameters);
        StoreDataBuffer? begun = channel.ApplicationData as StoreDataBuffer;
        channel.ApplicationData = null;
        // Block 0 begins anew, whatever was begun before.
        if (command.P2 == 0) begun = null;
        else if (begun is null || begun.Count != command.P2) return new(StatusWord.IncorrectParameters);
        if (begun is not null && begun.Length + command.Data.Length > StoreDataBuffer.MaximumLength) return new(StatusWord.NotEnoughMemory);
        if (command.P1 == LastBlock) return new(Run(begun is null ? command.Data : begun.Append(command.Data).Whole, channel, tx));
        channel.ApplicationData = (begun ?? new()).Append(command.Data);
        return ResponseApdu.Ok;
    }

    private static Octets Run(Octets data, Channel channel, Transaction tx)
    {
        if (LoadBoundProfilePackage.Continues(data, channel, tx)) return LoadBoundProfilePackage.Handle(data, channel, tx);
        if (!TlvHeader.TryRead(data.Span, out TlvHeader header)) throw new Asn1ContentException("no TLV");
        Func<Octets, Transaction, IAsn1Encodable>? function = Es10Functions.All.Find(header.Tag);
        if (LoadBoundProfilePackage.Takes(header.Tag, function is not null, channel, tx)) return LoadBoundProfilePackage.Handle(data, channel, tx);
        if (function is null) throw new StatusWordException(StatusWord.ReferencedDataNotFound);
        return Asn1Codec.Encode(function(data, tx));
    }

    internal static CommandTable Commands { get; } = new(
        StatusCommand.Row,
        new("STORE DATA", 0x80, CommandRow.AnyChannel, 0xE2, IsoCases.Data, StoreData));

    private const byte MoreBlocks = 0x11;
    private const byte LastBlock = 0x91;
}
