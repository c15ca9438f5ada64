using EuiccSim.Card.Gsm;
using EuiccSim.Card.Uicc;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Kernel;

/// <summary>One open logical channel and what is selected on it. TS 102 221 §8.8.</summary>
internal sealed class Channel(ChannelNumber number, FileNode mf)
{
    internal ChannelNumber Number { get; } = number;

    /// <summary>The selected application.</summary>
    internal CardApplication Application { get; set; } = UiccApplication.Instance;

    /// <summary>
    /// What the selected application keeps for this channel (the ISD-R: unfinished STORE DATA). Null after each selection.
    /// </summary>
    internal object? ApplicationData { get; set; }

    /// <summary>The ADF whose application session is active; '7FFF' selects it.</summary>
    internal FileNode? Adf { get; set; }

    /// <summary>The current directory.</summary>
    internal FileNode Df { get; private set; } = mf;

    /// <summary>The current elementary file.</summary>
    internal FileNode? Ef { get; private set; }

    /// <summary>The current record, from 1; 0 if there is none.</summary>
    internal int Record { get; set; }

    /// <summary>What a command of class 'A0' selected; null after any other selection.</summary>
    internal GsmSelection? Gsm { get; set; }

    /// <summary>The part of an answer that waits for GET RESPONSE, and the status word that ends it.</summary>
    internal ResponseApdu? Pending { get; set; }

    /// <summary>What RETRIEVE DATA has not answered yet.</summary>
    internal Octets? Retrieving { get; set; }

    /// <summary>What SET DATA has received so far of an object.</summary>
    internal (FileNode File, Octets Received)? Setting { get; set; }

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
    internal void EnterMf(FileNode mf)
    {
        Adf = null;
        EnterDirectory(mf);
    }

    /// <summary>Takes over the directory and application of the channel that opened this one. TS 102 221 §11.1.17.</summary>
    internal void CopySelection(Channel origin)
    {
        Application = origin.Application;
        Adf = origin.Adf;
        EnterDirectory(origin.Df);
    }

    /// <summary>Forgets the object that RETRIEVE DATA or SET DATA had begun.</summary>
    internal void EndTransfers()
    {
        Retrieving = null;
        Setting = null;
    }

    private void SetEf(FileNode? file)
    {
        Ef = file;
        Gsm = null;
        Record = 0;
        EndTransfers();
    }
}
