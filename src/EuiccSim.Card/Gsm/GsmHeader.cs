using System.Buffers.Binary;
using EuiccSim.Card.Profiles;
using EuiccSim.Card.Uicc;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Gsm;

/// <summary>What SELECT and STATUS of a SIM answer. TS 51.011 §9.2.1.</summary>
internal static class GsmHeader
{
    /// <summary>22 octets about a directory and the two CHVs.</summary>
    internal static Octets Of(ushort fid, FileNode directory, UiccPort port)
    {
        byte[] header = new byte[22];
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(4), fid);
        header[6] = fid == GsmFiles.MasterFile ? TypeMf : TypeDf;
        header[12] = 9;
        header[13] = (byte)(IsPin1Disabled(directory, port) ? SupplyVoltages | Chv1Disabled : SupplyVoltages);
        foreach (FileNode child in directory.Children)
        {
            if (child.Kind != FileKind.Adf) header[child.Kind.IsDirectory() ? 14 : 15]++;
        }
        header[16] = 4;
        WriteTries(header.AsSpan(18), PinReference.Pin1, directory, port);
        WriteTries(header.AsSpan(20), PinReference.Pin2, directory, port);
        return Octets.Wrap(header);
    }

    /// <summary>15 octets about an EF.</summary>
    internal static Octets Of(GsmFile file, UiccPort port)
    {
        byte[] header = new byte[15];
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), checked((ushort)(file.Node?.Parameters.Size ?? file.Made.Length)));
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(4), file.Fid);
        header[6] = TypeEf;
        header[11] = file.Node is { } node && FileSelection.IsDeactivated(port.Uicc.LifeCycleOf(node)) ? (byte)0 : NotInvalidated;
        header[12] = 2;
        WriteAccess(header.AsSpan(8, 3), file.Node, port);
        if (file.Node is not { RecordCount: > 0 } records) return Octets.Wrap(header);
        header[7] = records.Kind == FileKind.Cyclic ? IncreaseAllowed : (byte)0;
        header[13] = records.Kind == FileKind.Cyclic ? (byte)3 : (byte)1;
        header[14] = (byte)records.RecordLength;
        return Octets.Wrap(header);
    }

    /// <summary>READ and UPDATE, INCREASE, REHABILITATE and INVALIDATE, half an octet each. What was made is read with CHV1. §9.3.</summary>
    private static void WriteAccess(Span<byte> at, FileNode? file, UiccPort port)
    {
        int Level(byte mode, byte ins) => file is null
            ? mode == AccessMode.Read ? AccessCondition.Pin1Level : AccessCondition.NeverLevel
            : AccessControl.ConditionOf(file, mode, new CommandApdu(0x00, ins, 0, 0), port).GsmLevel;
        at[0] = (byte)((Level(AccessMode.Read, 0xB0) << 4) | Level(AccessMode.Update, 0xD6));
        at[1] = (byte)(Level(AccessMode.HeaderOnly, 0x32) << 4);
        at[2] = (byte)((Level(AccessMode.Activate, 0x44) << 4) | Level(AccessMode.Deactivate, 0x04));
    }

    private static bool IsPin1Disabled(FileNode directory, UiccPort port)
    {
        int slot = port.Uicc.Files.PinSlot(PinReference.Pin1, directory);
        return slot >= 0 && !port.Uicc.Pins[slot].Enabled;
    }

    /// <summary>The tries left of a CHV and of its unblocking, with bit 8 if it has a value.</summary>
    private static void WriteTries(Span<byte> at, byte reference, FileNode directory, UiccPort port)
    {
        UiccProfile uicc = port.Uicc;
        FileNode context = directory.Kind == FileKind.Mf ? GsmFiles.FindUsim(port) ?? directory : directory;
        int slot = uicc.Files.PinSlot(reference, context);
        if (slot < 0) return;
        at[0] = (byte)(HasValue | Math.Min(uicc.Pins[slot].TriesLeft, 15));
        if (uicc.PukOfPin[slot] is >= 0 and int puk) at[1] = (byte)(HasValue | Math.Min(uicc.Puks[puk].TriesLeft, 15));
    }

    private const byte TypeMf = 0x01;
    private const byte TypeDf = 0x02;
    private const byte TypeEf = 0x04;
    private const byte NotInvalidated = 0x01;
    private const byte IncreaseAllowed = 0x40;
    private const byte HasValue = 0x80;
    private const byte Chv1Disabled = 0x80;

    /// <summary>5 V, 3 V and 1.8 V; the clock may be stopped.</summary>
    private const byte SupplyVoltages = 0x31;
}
