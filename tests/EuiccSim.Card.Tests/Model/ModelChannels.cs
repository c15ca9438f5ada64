namespace EuiccSim.Card.Tests.Model;

/// <summary>Logical channels and selection. TS 102 221 §8.8, §11.1.1, §11.1.17.</summary>
internal static class ModelChannels
{
    private const string IsdR = "A0000005591010FFFFFFFF8900000100";

    /// <summary>The free channel with the lowest number; it begins where the opening one is, if that is not the basic channel.</summary>
    internal static void Open(ModelWire wire, int origin)
    {
        int number = wire.Model.Channels.IndexOf((ModelChannel?)null);
        ModelChannel? opening = wire.Model.Channels[origin];
        wire.Exchange(origin, "0070000001", number < 0 ? "6A81" : $"{number:X2}{wire.Model.Done}");
        if (opening is null || number < 0) return;
        wire.Model.Open(number).HasIsdR = origin != 0 && opening.HasIsdR;
    }

    internal static void Close(ModelWire wire, int number)
    {
        bool isOpen = wire.Model.Channels[number] is not null;
        wire.Exchange(0, $"007080{number:X2}", isOpen ? wire.Model.Done : "6881");
        wire.Model.Close(number);
    }

    internal static void SelectIsdR(ModelWire wire, int channel)
    {
        wire.Exchange(channel, $"00A4040C10{IsdR}", wire.Model.Done);
        if (wire.Model.Channels[channel] is not { } open) return;
        open.HasIsdR = true;
        open.Chain = null;
    }

    /// <summary>EF.ICCID of the enabled Profile; without one there is no such file. Selecting a file deselects the ISD-R.</summary>
    internal static void ReadIccid(ModelWire wire, int channel)
    {
        ModelProfile? enabled = wire.Model.State.Enabled;
        wire.Exchange(channel, "00A4080C022FE2", enabled is null ? "6A82" : wire.Model.Done);
        if (enabled is null || wire.Model.Channels[channel] is not { } open) return;
        open.HasIsdR = false;
        open.Chain = null;
        wire.Exchange(channel, "00B000000A", Hex.Swap(enabled.Iccid) + wire.Model.Done);
    }
}
