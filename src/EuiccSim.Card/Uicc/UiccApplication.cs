using EuiccSim.Card.Kernel;
using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Card.Uicc;

/// <summary>The file system of the enabled Profile, which is selected where nothing else is.</summary>
internal sealed class UiccApplication : CardApplication
{
    private UiccApplication()
    {
    }

    internal static UiccApplication Instance { get; } = new();

    internal override Aid? Aid => null;

    internal override ResponseApdu Select(CommandApdu command, Channel channel, Transaction tx) =>
        FileSelection.Process(command, channel, tx);

    internal override ResponseApdu Process(CommandApdu command, Channel channel, Transaction tx) =>
        UiccCommands.Table.Process(command, channel, tx);

    /// <summary>
    /// The application session ends: local PINs of its ADF are no longer verified, unless another channel has it. TS 102 221
    /// §9.4.2.
    /// </summary>
    internal override void OnDeselect(Channel channel, Transaction tx)
    {
        if (channel.Adf is not { } adf) return;
        foreach (Channel? other in tx.Session.Channels)
        {
            if (other is not null && other != channel && ReferenceEquals(other.Adf, adf)) return;
        }
        foreach (PinBinding pin in adf.LocalPins) tx.Session.Security.SetVerified(pin.Slot, false);
    }
}
