using EuiccSim.Card.Kernel;
using EuiccSim.Card.Uicc;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Gsm;

/// <summary>
/// The commands of class 'A0', with which old terminals and many tools read a SIM. TS 51.011 §9. Files, PINs and keys are those of the
/// enabled Profile, so the work is the UICC's; only selection, lengths and status words are a SIM's.
/// </summary>
internal static class GsmCommands
{
    /// <summary>The class byte.</summary>
    internal const byte Class = 0xA0;

    internal static ResponseApdu Answer(CommandApdu command, Transaction tx)
    {
        Channel channel = tx.Session.Channels[0]!;
        if (command.Ins != GetResponse.Instruction) channel.Pending = null;
        if (s_table.Find(command.Cla, command.Ins) is not { } row) return new(StatusWord.InstructionNotSupported);
        if (!row.Accepts(command)) return new(StatusWord.WrongLength);
        try
        {
            return row.Handler(command, channel, tx);
        }
        catch (StatusWordException refusal)
        {
            return new(GsmStatus.From(refusal.Status, isChv: false));
        }
    }

    private static ResponseApdu Select(CommandApdu command, Channel channel, Transaction tx)
    {
        if (command.P1P2 != 0) return new(StatusWord.WrongOffset);
        if (command.Data.Length != 2) return new(GsmStatus.WrongLength(2));
        ushort fid = (ushort)((command.Data[0] << 8) | command.Data[1]);
        ushort directory = channel.Gsm?.Directory ?? GsmFiles.MasterFile;
        if (GsmFiles.IsDirectory(fid))
        {
            if (GsmFiles.FindDirectory(fid, tx) is not { } found) return new(GsmStatus.FileNotFound);
            Enter(found, channel, tx);
            channel.Gsm = new(fid, null);
            return Announce(GsmHeader.Of(fid, found, tx), channel);
        }
        if (GsmFiles.FindFile(directory, fid, tx) is not { } file) return new(GsmStatus.FileNotFound);
        if (file.Node is { } node) channel.EnterFile(node);
        channel.Gsm = new(directory, file);
        return Announce(GsmHeader.Of(file, tx), channel);
    }

    /// <summary>Makes a directory current, and with that of a USIM its application, whose PINs and keys are meant then.</summary>
    private static void Enter(FileNode directory, Channel channel, Transaction tx)
    {
        FileNode? adf = directory.Kind == FileKind.Mf ? channel.Adf : GsmFiles.FindUsim(tx);
        if (channel.Application != UiccApplication.Instance || adf != channel.Adf)
        {
            channel.Application.OnDeselect(channel, tx);
            channel.Application = UiccApplication.Instance;
            channel.ApplicationData = null;
        }
        channel.Adf = adf;
        channel.EnterDirectory(directory);
    }

    private static ResponseApdu Announce(Octets data, Channel channel)
    {
        channel.Pending = new(data, StatusWord.Ok);
        return new(GsmStatus.ResponseAvailable(data.Length));
    }

    private static ResponseApdu Respond(CommandApdu command, Channel channel, Transaction tx)
    {
        if (channel.Pending is not { } pending) return new(StatusWord.TechnicalProblem);
        if (command.Ne > pending.Data.Length) return new(GsmStatus.WrongLength(pending.Data.Length));
        channel.Pending = null;
        return new(pending.Data.Slice(0, command.Ne), pending.Status);
    }

    private static ResponseApdu Status(CommandApdu command, Channel channel, Transaction tx)
    {
        if (command.P1P2 != 0) return new(StatusWord.WrongOffset);
        ushort fid = channel.Gsm?.Directory ?? GsmFiles.MasterFile;
        Octets header = GsmHeader.Of(fid, GsmFiles.FindDirectory(fid, tx) ?? tx.Uicc.Files.Mf, tx);
        return command.Ne > header.Length ? new(GsmStatus.WrongLength(header.Length)) : new(header.Slice(0, command.Ne));
    }

    private static ResponseApdu ReadBinary(CommandApdu command, Channel channel, Transaction tx)
    {
        if (channel.Gsm?.File is not { } file) return new(GsmStatus.NoEfSelected);
        if (file.Node is not null) return ReadFile(BinaryFiles.Read(AsUicc(command), channel, tx));
        if (channel.Adf is { } usim && !Authenticate.IsPinSatisfied(usim, tx)) return new(GsmStatus.AccessConditionNotMet);
        int available = file.Made.Length - command.P1P2;
        if (available <= 0) return new(GsmStatus.OutOfRange);
        return command.Ne > available ? new(GsmStatus.WrongLength(available)) : new(file.Made.Slice(command.P1P2, command.Ne));
    }

    /// <summary>The UICC gives what there is, with a warning; a SIM tells the right length.</summary>
    private static ResponseApdu ReadFile(ResponseApdu answer) =>
        answer.Status == StatusWord.EndOfFile ? new(GsmStatus.WrongLength(answer.Data.Length)) : Translate(answer, isChv: false);

    /// <summary>A command of the UICC's on the selected EF.</summary>
    private static CommandHandler OnFile(CommandHandler uicc) => (command, channel, tx) =>
    {
        if (channel.Gsm?.File is not { } file) return new(GsmStatus.NoEfSelected);
        if (file.Node is null) return new(GsmStatus.AccessConditionNotMet);
        return Translate(uicc(AsUicc(command), channel, tx), isChv: false);
    };

    /// <summary>A command of the UICC's on a PIN: CHV1 is '01' (for UNBLOCK '00'), CHV2 is '02'; others keep their number.</summary>
    private static CommandHandler OnChv(CommandHandler uicc, int length) => (command, channel, tx) =>
    {
        if (command.Data.Length != length) return new(GsmStatus.WrongLength(length));
        byte reference = command.P2 switch { 0 or 1 => PinReference.Pin1, 2 => PinReference.Pin2, _ => command.P2 };
        CommandApdu onPin = new(0x00, command.Ins, command.P1, reference, command.Data);
        return Translate(uicc(onPin, channel, tx), isChv: true);
    };

    private static ResponseApdu RunGsmAlgorithm(CommandApdu command, Channel channel, Transaction tx)
    {
        if (command.P1P2 != 0) return new(StatusWord.WrongOffset);
        if (command.Data.Length != 16) return new(GsmStatus.WrongLength(16));
        if (channel.Gsm?.Directory != GsmFiles.DfGsm || channel.Adf is not { AkaSlot: >= 0 } adf) return new(GsmStatus.Inconsistent);
        if (!Authenticate.IsPinSatisfied(adf, tx)) return new(GsmStatus.AccessConditionNotMet);
        (Octets sres, Octets kc) = Authenticate.RunGsm(command.Data.Span, adf, tx);
        return Announce(Octets.Concat(sres, kc), channel);
    }

    private static ResponseApdu Translate(ResponseApdu answer, bool isChv) => answer with { Status = GsmStatus.From(answer.Status, isChv) };

    private static CommandApdu AsUicc(CommandApdu command) =>
        new(0x00, command.Ins, command.P1, command.P2, command.Data, command.Ne);

    private static readonly CommandTable s_table = new(
        Row("SELECT", 0xA4, IsoCases.Data, Select),
        Row("GET RESPONSE", 0xC0, IsoCases.Two, Respond),
        Row("STATUS", 0xF2, IsoCases.Two, Status),
        Row("READ BINARY", 0xB0, IsoCases.Two, ReadBinary),
        Row("UPDATE BINARY", 0xD6, IsoCases.Three, OnFile(BinaryFiles.Update)),
        Row("READ RECORD", 0xB2, IsoCases.Two, OnFile(RecordFiles.Read)),
        Row("UPDATE RECORD", 0xDC, IsoCases.Three, OnFile(RecordFiles.Update)),
        Row("VERIFY CHV", 0x20, IsoCases.Three, OnChv(PinCommands.Verify, 8)),
        Row("CHANGE CHV", 0x24, IsoCases.Three, OnChv(PinCommands.Change, 16)),
        Row("DISABLE CHV", 0x26, IsoCases.Three, OnChv(PinCommands.Disable, 8)),
        Row("ENABLE CHV", 0x28, IsoCases.Three, OnChv(PinCommands.Enable, 8)),
        Row("UNBLOCK CHV", 0x2C, IsoCases.Three, OnChv(PinCommands.Unblock, 16)),
        Row("RUN GSM ALGORITHM", 0x88, IsoCases.Data, RunGsmAlgorithm));

    private static CommandRow Row(string name, byte ins, IsoCases cases, CommandHandler handler) =>
        new(name, Class, CommandRow.BasicChannel, ins, cases, handler);
}

/// <summary>What is selected by commands of class 'A0': one of the three directories, and perhaps an EF.</summary>
internal sealed record GsmSelection(ushort Directory, GsmFile? File);
