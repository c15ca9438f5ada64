using EuiccSim.Card.Kernel;
using EuiccSim.Card.Profiles;
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

    internal static ResponseApdu Answer(CommandApdu command, GsmPort gsm)
    {
        if (command.Ins != GetResponse.Instruction) gsm.Channel.Pending = null;
        if (s_table.Find(command.Cla, command.Ins) is not { } row) return new(StatusWord.InstructionNotSupported);
        if (!row.Accepts(command)) return new(StatusWord.WrongLength);
        try
        {
            return row.Handler(command, gsm.Uicc[gsm.Channel], gsm);
        }
        catch (StatusWordException refusal)
        {
            return new(GsmStatus.From(refusal.Status, isChv: false));
        }
    }

    private static ResponseApdu Select(CommandApdu command, UiccChannel channel, GsmPort gsm)
    {
        if (command.P1P2 != 0) return new(StatusWord.WrongOffset);
        if (command.Data.Length != 2) return new(GsmStatus.WrongLength(2));
        ushort fid = (ushort)((command.Data[0] << 8) | command.Data[1]);
        ushort directory = gsm.Selected?.Directory ?? GsmFiles.MasterFile;
        if (GsmFiles.IsDirectory(fid))
        {
            if (GsmFiles.FindDirectory(fid, gsm.Uicc) is not { } found) return new(GsmStatus.FileNotFound);
            gsm.Enter(found);
            gsm.Selected = new(fid, null);
            return Announce(GsmHeader.Of(fid, found, gsm.Uicc), gsm);
        }
        if (GsmFiles.FindFile(directory, fid, gsm.Uicc) is not { } file) return new(GsmStatus.FileNotFound);
        if (file.Node is { } node) channel.EnterFile(node);
        gsm.Selected = new(directory, file);
        return Announce(GsmHeader.Of(file, gsm.Uicc), gsm);
    }

    private static ResponseApdu Announce(Octets data, GsmPort gsm)
    {
        gsm.Channel.Pending = new(data, StatusWord.Ok);
        return new(GsmStatus.ResponseAvailable(data.Length));
    }

    private static ResponseApdu Respond(CommandApdu command, UiccChannel channel, GsmPort gsm)
    {
        if (gsm.Channel.Pending is not { } pending) return new(StatusWord.TechnicalProblem);
        if (command.Ne > pending.Data.Length) return new(GsmStatus.WrongLength(pending.Data.Length));
        gsm.Channel.Pending = null;
        return new(pending.Data.Slice(0, command.Ne), pending.Status);
    }

    private static ResponseApdu Status(CommandApdu command, UiccChannel channel, GsmPort gsm)
    {
        if (command.P1P2 != 0) return new(StatusWord.WrongOffset);
        ushort fid = gsm.Selected?.Directory ?? GsmFiles.MasterFile;
        Octets header = GsmHeader.Of(fid, GsmFiles.FindDirectory(fid, gsm.Uicc) ?? gsm.Uicc.Uicc.Files.Mf, gsm.Uicc);
        return command.Ne > header.Length ? new(GsmStatus.WrongLength(header.Length)) : new(header.Slice(0, command.Ne));
    }

    private static ResponseApdu ReadBinary(CommandApdu command, UiccChannel channel, GsmPort gsm)
    {
        if (gsm.Selected?.File is not { } file) return new(GsmStatus.NoEfSelected);
        if (file.Node is not null) return ReadFile(BinaryFiles.Read(AsUicc(command), channel, gsm.Uicc));
        if (channel.Adf is { } usim && !Authenticate.IsPinSatisfied(usim, gsm.Uicc)) return new(GsmStatus.AccessConditionNotMet);
        int available = file.Made.Length - command.P1P2;
        if (available <= 0) return new(GsmStatus.OutOfRange);
        return command.Ne > available ? new(GsmStatus.WrongLength(available)) : new(file.Made.Slice(command.P1P2, command.Ne));
    }

    /// <summary>The UICC gives what there is, with a warning; a SIM tells the right length.</summary>
    private static ResponseApdu ReadFile(ResponseApdu answer) =>
        answer.Status == StatusWord.EndOfFile ? new(GsmStatus.WrongLength(answer.Data.Length)) : Translate(answer, isChv: false);

    /// <summary>A command of the UICC's on the selected EF.</summary>
    private static CommandHandler<UiccChannel, GsmPort> OnFile(CommandHandler<UiccChannel, UiccPort> uicc) => (command, channel, gsm) =>
    {
        if (gsm.Selected?.File is not { } file) return new(GsmStatus.NoEfSelected);
        if (file.Node is null) return new(GsmStatus.AccessConditionNotMet);
        return Translate(uicc(AsUicc(command), channel, gsm.Uicc), isChv: false);
    };

    /// <summary>A command of the UICC's on a PIN: CHV1 is '01' (for UNBLOCK '00'), CHV2 is '02'; others keep their number.</summary>
    private static CommandHandler<UiccChannel, GsmPort> OnChv(CommandHandler<UiccChannel, UiccPort> uicc, int length) => (command, channel, gsm) =>
    {
        if (command.Data.Length != length) return new(GsmStatus.WrongLength(length));
        byte reference = command.P2 switch { 0 or 1 => PinReference.Pin1, 2 => PinReference.Pin2, _ => command.P2 };
        CommandApdu onPin = new(0x00, command.Ins, command.P1, reference, command.Data);
        return Translate(uicc(onPin, channel, gsm.Uicc), isChv: true);
    };

    private static ResponseApdu RunGsmAlgorithm(CommandApdu command, UiccChannel channel, GsmPort gsm)
    {
        if (command.P1P2 != 0) return new(StatusWord.WrongOffset);
        if (command.Data.Length != 16) return new(GsmStatus.WrongLength(16));
        if (gsm.Selected?.Directory != GsmFiles.DfGsm || channel.Adf is not { AkaSlot: >= 0 } adf) return new(GsmStatus.Inconsistent);
        if (!Authenticate.IsPinSatisfied(adf, gsm.Uicc)) return new(GsmStatus.AccessConditionNotMet);
        (Octets sres, Octets kc) = Authenticate.RunGsm(command.Data.Span, adf, gsm.Uicc);
        return Announce(Octets.Concat(sres, kc), gsm);
    }

    private static ResponseApdu Translate(ResponseApdu answer, bool isChv) => answer with { Status = GsmStatus.From(answer.Status, isChv) };

    private static CommandApdu AsUicc(CommandApdu command) =>
        new(0x00, command.Ins, command.P1, command.P2, command.Data, command.Ne);

    private static readonly CommandTable<UiccChannel, GsmPort> s_table = new(
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

    private static CommandRow<UiccChannel, GsmPort> Row(string name, byte ins, IsoCases cases, CommandHandler<UiccChannel, GsmPort> handler) =>
        new(name, Class, CommandRow.BasicChannel, ins, cases, handler);
}
