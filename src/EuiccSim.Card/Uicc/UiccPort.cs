using EuiccSim.Card.Kernel;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Card.Uicc;

/// <summary>All that commands of the file system may touch: the Profile enabled on their port, verified PINs and selections.</summary>
internal sealed class UiccPort(IEnabledProfiles profiles, int number, Personality personality, RandomSource random) : IPinStatus
{
    private ByChannel<UiccChannel> _channels;
    private Octets _enabled = profiles.IsdpAidOn(number);
    private UiccProfile _followed = profiles[number];
    private SecurityStatus? _security;

    /// <summary>The file system of the enabled Profile; the empty one (an MF only) without a Profile.</summary>
    /// <exception cref="StatusWordException">'6A84': it has grown, and there is not so much memory.</exception>
    internal UiccProfile Uicc
    {
        get => profiles[number];
        set => profiles[number] = value;
    }

    /// <summary>Which PINs are verified, and parsed access rules.</summary>
    internal SecurityStatus Security => _security ??= new();

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
        if (ReferenceEquals(Uicc, _followed)) return;
        _followed = Uicc;
        Octets now = profiles.IsdpAidOn(number);
        if (now == _enabled) return;
        _enabled = now;
        _security = null;
        FileNode mf = _followed.Files.Mf;
        foreach (UiccChannel? channel in _channels.All) channel?.EnterMf(mf);
    }

    internal void Open(Channel channel, Channel? origin)
    {
        UiccChannel opened = new(channel, Uicc.Files.Mf);
        if (origin is not null) opened.CopySelection(this[origin]);
        _channels.Set(channel.Number.Value, opened);
    }

    internal void Close(Channel channel) => _channels.Remove(channel.Number.Value);

    /// <summary>No channel is open, no PIN verified.</summary>
    internal void Reset()
    {
        _channels.Clear();
        _security = null;
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
