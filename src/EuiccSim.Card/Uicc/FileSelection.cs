using EuiccSim.Card.Kernel;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Uicc;

/// <summary>SELECT by identifier and by path, and the answer of every SELECT and STATUS. TS 102 221 §11.1.1, §8.4.</summary>
internal static class FileSelection
{
    /// <summary>Makes a file current.</summary>
    internal static void Enter(FileNode file, UiccChannel channel)
    {
        if (file.Kind.IsDirectory()) channel.EnterDirectory(file);
        else channel.EnterFile(file);
    }

    /// <summary>The control parameters of a file as they are now; '6283' if it is deactivated.</summary>
    internal static ResponseApdu Answer(FileNode file, UiccPort port)
    {
        UiccProfile uicc = port.Uicc;
        StatusWord status = IsDeactivated(uicc.LifeCycleOf(file)) ? StatusWord.FileDeactivated : StatusWord.Ok;
        return new(ControlParameters(file, uicc), status);
    }

    /// <summary>
    /// The control parameters of a file as they are now: life cycle, PIN status, size of a BER-TLV file. Nothing is copied unless something
    /// differs from creation.
    /// </summary>
    internal static Octets ControlParameters(FileNode file, UiccProfile uicc)
    {
        Fcp fcp = file.Kind == FileKind.BerTlv ? Fcp.Of(file.Parameters, BerTlvObjects.In(uicc.ContentOf(file)).Octets.Length) : file.Fcp;
        byte lifeCycle = uicc.LifeCycleOf(file);
        if (!file.Kind.IsDirectory() && lifeCycle == file.Parameters.LifeCycle) return fcp.Template;
        byte[] now = fcp.Template.ToArray();
        now[fcp.LifeCycleAt] = lifeCycle;
        if (file.Kind.IsDirectory()) WritePinStatus(file, uicc, now.AsSpan(fcp.PinStatusAt));
        return Octets.Wrap(now);
    }

    internal static bool IsDeactivated(byte lifeCycle) => (lifeCycle & 0xFD) == FileParameters.Deactivated;

    private static void WritePinStatus(FileNode directory, UiccProfile uicc, Span<byte> pinStatus)
    {
        ReadOnlySpan<byte> references = directory.Parameters.PinReferences.Span;
        for (int i = 0; i < references.Length; i++)
        {
            int slot = uicc.Files.PinSlot(references[i], directory);
            if (slot >= 0 && uicc.Pins[slot].Enabled) pinStatus[i / 8] |= (byte)(0x80 >> (i % 8));
        }
    }

    /// <summary>The file that P1 and the data of SELECT and its like name, or null.</summary>
    /// <exception cref="StatusWordException">'6A86' for P1, '6700' for the length of the data.</exception>
    internal static FileNode? Find(CommandApdu command, UiccChannel channel, UiccPort port)
    {
        FileNode mf = port.Uicc.Files.Mf;
        ReadOnlySpan<byte> data = command.Data.Span;
        switch (command.P1)
        {
            case ByIdentifier when data.Length is 0 or 2:
                return data.IsEmpty ? mf : FindInScope(Fid(data), channel, mf);
            case ChildDirectory when data.Length == 2:
                return channel.Df.FindChild(Fid(data)) is { } child && child.Kind.IsDirectory() ? child : null;
            case ParentDirectory when data.IsEmpty:
                return channel.Df.Parent;
            case PathFromMf when data.Length >= 2 && data.Length % 2 == 0:
                return Fid(data) == Fcp.CurrentAdf ? Walk(channel.Adf, data[2..]) : Walk(mf, data);
            case PathFromCurrent when data.Length >= 2 && data.Length % 2 == 0:
                return Walk(channel.Df, data);
            case ByIdentifier or ChildDirectory or ParentDirectory or PathFromMf or PathFromCurrent:
                throw new StatusWordException(StatusWord.WrongLength);
            default:
                throw new StatusWordException(StatusWord.IncorrectParameters);
        }
    }

    /// <summary>
    /// What an identifier alone reaches (TS 102 221 §8.4.1): the MF, the ADF of the application, the current directory, a file in it,
    /// its parent, and a directory in that parent.
    /// </summary>
    private static FileNode? FindInScope(int fid, UiccChannel channel, FileNode mf)
    {
        if (fid == mf.Fid) return mf;
        if (fid == Fcp.CurrentAdf) return channel.Adf;
        FileNode current = channel.Df;
        if (current.FindChild(fid) is { } child) return child;
        if (IsNamed(current, fid)) return current;
        if (current.Parent is not { } parent) return null;
        if (IsNamed(parent, fid)) return parent;
        return parent.FindChild(fid) is { } sibling && sibling.Kind.IsDirectory() ? sibling : null;
    }

    private static bool IsNamed(FileNode directory, int fid) => directory.Fid == fid && directory.Kind != FileKind.Adf;

    private static FileNode? Walk(FileNode? from, ReadOnlySpan<byte> path)
    {
        for (; from is not null && !path.IsEmpty; path = path[2..]) from = from.FindChild(Fid(path));
        return from;
    }

    private static int Fid(ReadOnlySpan<byte> octets) => (octets[0] << 8) | octets[1];

    private const byte ByIdentifier = 0x00;
    private const byte ChildDirectory = 0x01;
    private const byte ParentDirectory = 0x03;
    private const byte PathFromMf = 0x08;
    private const byte PathFromCurrent = 0x09;
}
