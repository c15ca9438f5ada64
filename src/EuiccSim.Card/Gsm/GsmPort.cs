using EuiccSim.Card.Kernel;
using EuiccSim.Card.Profiles;
using EuiccSim.Card.Uicc;

namespace EuiccSim.Card.Gsm;

/// <summary>All that commands of class 'A0' may touch: what the UICC has on this port, on the basic channel.</summary>
internal sealed class GsmPort(UiccApplication uicc, Port port)
{
    private int _selections;

    /// <summary>What the UICC keeps for the port.</summary>
    internal UiccPort Uicc => uicc.On(port);

    /// <summary>The basic channel.</summary>
    internal Channel Channel => port.Basic;

    /// <summary>What a command of class 'A0' selected; null after any other selection.</summary>
    internal GsmSelection? Selected
    {
        get => field is not null && _selections == Uicc[Channel].Selections ? field : null;
        set => (field, _selections) = (value, value is null ? 0 : Uicc[Channel].Selections);
    }

    /// <summary>Makes a directory current, and with that of a USIM its application, whose PINs and keys are meant then.</summary>
    internal void Enter(FileNode directory)
    {
        UiccChannel selected = Uicc[Channel];
        FileNode? adf = directory.Kind == FileKind.Mf ? selected.Adf : GsmFiles.FindUsim(Uicc);
        if (Channel.Application == uicc && adf != selected.Adf) uicc.OnDeselect(Channel);
        Channel.Activate(uicc);
        selected.Adf = adf;
        selected.EnterDirectory(directory);
    }
}

/// <summary>What is selected by commands of class 'A0': one of the three directories, and perhaps an EF.</summary>
internal sealed record GsmSelection(ushort Directory, GsmFile? File);
