using EuiccSim.Card.Kernel;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Uicc;

/// <summary>What is selected of the file system on one channel. It stays while another application is selected. TS 102 221 §8.8.</summary>
internal sealed class UiccChannel(Channel channel, FileNode mf)
{
    private Transfer? _transfer;

    /// <summary>The channel itself.</summary>
    internal Channel Channel { get; } = channel;

    /// <summary>The ADF whose application session is active; '7FFF' selects it.</summary>
    internal FileNode? Adf { get; set; }

    /// <summary>The current directory.</summary>
    internal FileNode Df { get; private set; } = mf;

    /// <summary>The current elementary file.</summary>
    internal FileNode? Ef { get; private set; }

    /// <summary>The current record, from 1; 0 if there is none.</summary>
    internal int Record { get; set; }

    /// <summary>How often something was selected here: whoever remembers a selection knows by it whether it still holds.</summary>
    internal int Selections { get; private set; }

    /// <summary>What RETRIEVE DATA has not answered yet.</summary>
    internal Octets? Retrieving
    {
        get => _transfer is { File: null, Octets: var unsent } ? unsent : null;
        set => _transfer = value is { } unsent ? new(null, unsent) : null;
    }

    /// <summary>What SET DATA has received so far of an object.</summary>
    internal (FileNode File, Octets Received)? Setting
    {
        get => _transfer is { File: { } file, Octets: var received } ? (file, received) : null;
        set => _transfer = value is { } begun ? new(begun.File, begun.Received) : null;
    }

    /// <summary>Makes a directory current; there is no current EF then.</summary>
    internal void EnterDirectory(FileNode directory)
    {
        Df = directory;
        SetEf(null);
    }

    /// <summary>Makes an EF, and the directory it is in, current.</summary>
    internal void EnterFile(FileNode file)
    {
        Df = file.Parent!;
        SetEf(file);
    }

    /// <summary>Selects the MF and no application: the state after reset, or after another Profile was enabled.</summary>
    internal void EnterMf(FileNode master)
    {
        Adf = null;
        EnterDirectory(master);
    }

    /// <summary>Takes over the directory and ADF of the channel that opened this one. TS 102 221 §11.1.17.</summary>
    internal void CopySelection(UiccChannel origin)
    {
        Adf = origin.Adf;
        EnterDirectory(origin.Df);
    }

    /// <summary>Forgets the object that RETRIEVE DATA or SET DATA had begun.</summary>
    internal void EndTransfers() => _transfer = null;

    private void SetEf(FileNode? file)
    {
        Ef = file;
        Record = 0;
        Selections++;
        EndTransfers();
    }

    // An object on its way: to the terminal, or, of a file, from it. There is one at most.
    private sealed record Transfer(FileNode? File, Octets Octets);
}
