using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.AtModem.Server;

/// <summary>File access on one logical channel. TS 102 221 §11.1.</summary>
internal sealed class SimChannel(ICardConnection card, ChannelNumber channel)
{
    internal ValueTask<ResponseApdu> SendAsync(CommandApdu command, CancellationToken cancellationToken) =>
        ApduExchange.SendAsync(card, command, channel, cancellationToken);

    /// <summary>Selects the first USIM, or whatever SIM application there is. False if the card has none: no profile is enabled.</summary>
    internal async ValueTask<bool> SelectUsimAsync(CancellationToken cancellationToken)
    {
        CommandApdu select = new(0x00, 0xA4, 0x04, 0x04, s_usim, 0x100);
        return (await SendAsync(select, cancellationToken).ConfigureAwait(false)).Status.IsOk;
    }

    /// <summary>Selects by a path from the MF, which is not part of it; an empty one is the MF itself.</summary>
    internal ValueTask<ResponseApdu> SelectPathAsync(Octets path, CancellationToken cancellationToken) => path.IsEmpty
        ? SendAsync(new(0x00, 0xA4, 0x00, 0x04, Octets.Of([0x3F, 0x00]), 0x100), cancellationToken)
        : SendAsync(new(0x00, 0xA4, 0x08, 0x04, path, 0x100), cancellationToken);

    /// <summary>Reads a whole transparent file of up to 256 octets.</summary>
    internal async ValueTask<ResponseApdu> ReadAsync(Octets path, CancellationToken cancellationToken)
    {
        ResponseApdu selected = await SelectPathAsync(path, cancellationToken).ConfigureAwait(false);
        return selected.Status.IsOk ? await SendAsync(new(0x00, 0xB0, 0x00, 0x00, ne: 0x100), cancellationToken).ConfigureAwait(false) : selected;
    }

    // The registered prefix of all USIMs. TS 101 220 annex E.
    private static readonly Octets s_usim = Octets.FromHex("A0000000871002");
}
