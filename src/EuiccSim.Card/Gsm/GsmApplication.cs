using EuiccSim.Card.Kernel;
using EuiccSim.Card.Uicc;
using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Card.Gsm;

/// <summary>
/// The SIM that old terminals and many tools see: class 'A0' is its own, whatever is selected, and nothing selects it. TS 51.011 §9.
/// </summary>
/// <param name="uicc">Whose files, PINs and keys it shows.</param>
internal sealed class GsmApplication(UiccApplication uicc) : CardApplication
{
    private GsmPort?[] _ports = [];

    internal override Aid? Aid => null;

    internal override byte? OwnClass => GsmCommands.Class;

    internal override ResponseApdu ProcessOwnClass(CommandApdu command, Channel basic, Transaction tx)
    {
        if (_ports.Length <= tx.Port.Number) Array.Resize(ref _ports, tx.Port.Number + 1);
        return GsmCommands.Answer(command, _ports[tx.Port.Number] ??= new(uicc, tx.Port));
    }

    internal override ResponseApdu Select(Selection found, CommandApdu command, Channel channel, Transaction tx) => new(StatusWord.FileNotFound);

    internal override ResponseApdu Process(CommandApdu command, Channel channel, Transaction tx) => new(StatusWord.InstructionNotSupported);

    internal override void OnPortReset(Port port)
    {
        if (port.Number < _ports.Length && _ports[port.Number] is { } gsm) gsm.Selected = null;
    }
}
