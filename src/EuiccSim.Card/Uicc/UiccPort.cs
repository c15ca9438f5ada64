using EuiccSim.Card.Kernel;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Card.Uicc;

/// <summary>All that commands of the file system may touch: the Profile enabled on their port, verified PINs and selections.</summary>
internal sealed class UiccPort(IEnabledProfile profile, Personality personality, RandomSource random) : IPinStatus
{
    private readonly UiccChannel?[] _channels = new UiccChannel?[ChannelNumber.Maximum + 1];
    private Octets _enabled = profile.IsdpAid;

    /// <summary>The file system of the enabled Profile; the empty one (an MF only) without a Profile.</summary>
    /// <exception cref="StatusWordException">'6A84': it has grown, and there is not so much memory.</exception>
    internal UiccProfile Uicc
    {
        get => profile.Uicc;
        set => profile.Uicc = value;
    }

    /// <summary>Which PINs are verified, and parsed access rules.</summary>
    internal SecurityStatus Security { get; private set; } = new();

    internal Personality Personality { get; } = personality;

    internal RandomSource Random { get; } = random;

    /// <summary>What is selected on an open channel.</summary>
    internal UiccChannel this[Channel channel] => _channels[channel.Number.Value]!;

    /// <inheritdoc/>
    /// <remarks>It is verified, or disabled and not replaced, or replaced by the universal PIN and that is satisfied.</remarks>
    public bool IsSatisfied(byte reference, FileNode directory)
    {
        UiccProfile uicc = Uicc;
        int slot = uicc.Files.PinSlot(reference, directory);
        if (slot < 0) return false;
        PinState pin = uicc.Pins[slot];
        if (pin.Enabled) return Security.IsVerified(slot);
        return !pin.ReplacedByUniversal || IsUniversalSatisfied(uicc, directory);
    }

    /// <summary>
    /// If another Profile is enabled than at the command before, all files are deselected on all channels and no PIN is verified; the
    /// applications that are selected stay so.
    /// </summary>
    internal void Follow()
    {
        Octets now = profile.IsdpAid;
        if (now == _enabled) return;
        _enabled = now;
        Security = new();
        FileNode mf = Uicc.Files.Mf;
        foreach (UiccChannel? channel in _channels) channel?.EnterMf(mf);
    }

    internal void Open(Channel channel, Channel? origin)
    {
        UiccChannel opened = new(channel, Uicc.Files.Mf);
        if (origin is not null) opened.CopySelection(this[origin]);
        _channels[channel.Number.Value] = opened;
    }

    /// <summary>No channel is open, no PIN verified.</summary>
    internal void Reset()
    {
        Array.Clear(_channels);
        Security = new();
    }

    /// <summary>
    /// The application session on a channel ends: local PINs of its ADF are no longer verified, unless another channel has it. TS 102 221
    /// §9.4.2.
    /// </summary>
    internal void EndSession(Channel ending)
    {
        if (this[ending].Adf is not { } adf) return;
        foreach (Channel? other in ending.Port.Channels)
        {
            if (other is not null && other != ending && ReferenceEquals(this[other].Adf, adf)) return;
        }
        foreach (PinBinding pin in adf.LocalPins) Security.SetVerified(pin.Slot, false);
    }

    private bool IsUniversalSatisfied(UiccProfile uicc, FileNode directory)
    {
        int slot = uicc.Files.PinSlot(PinReference.Universal, directory);
        return slot >= 0 && (!uicc.Pins[slot].Enabled || Security.IsVerified(slot));
    }
}
