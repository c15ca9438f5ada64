using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Transports.Tracing.Gsmtap;

namespace EuiccSim.Transports.Tracing.Pcapng;

/// <summary>What the packets of a capture are, whatever the format of the file: records, or left out for a reason.</summary>
/// <param name="options">Which port is looked at.</param>
/// <param name="records">Where records go.</param>
/// <param name="leftOut">Where what is none is counted.</param>
internal sealed class Capture(TraceFileOptions options, List<TraceEvent> records, LeftOutCounter leftOut)
{
    private readonly Fragments _fragments = new();
    private readonly TpduParts _parts = new();

    /// <summary>The next packet.</summary>
    internal void Add(CapturedPacket packet)
    {
        switch (packet.LinkType)
        {
            case LinkHeader.ExportedPdu:
                AddExported(packet);
                break;
            case LinkHeader.GsmtapUm or LinkHeader.GsmtapAbis:
                AddGsmtap(packet, packet.Data, packet.Length);
                break;
            default:
                AddLink(packet);
                break;
        }
    }

    /// <summary>The capture is read to its end, or as far as it goes.</summary>
    internal void End()
    {
        records.AddRange(_parts.End());
        leftOut.Add(LeftOutReason.Fragment, count: _fragments.Count);
    }

    private void AddLink(CapturedPacket packet)
    {
        if (LinkHeader.Length(packet.LinkType, packet.Data.Span) is not { } header) leftOut.Add(LeftOutReason.OtherLink, packet.LinkType);
        else if (header >= 0 && IpPacket.TryRead(packet.Data.Slice(header)) is { } ip) AddIp(packet, ip);
        // Too little is left to say what it was.
        else leftOut.Add(packet.IsCut && (header >= 0 || packet.Data.Length < LongestLinkHeader) ? LeftOutReason.CutShort : LeftOutReason.OtherTraffic);
    }

    private void AddIp(CapturedPacket packet, IpPacket ip)
    {
        if (ip is { Protocol: IpPacket.Udp, Fragment: { } place })
        {
            if (ip.Data.Length < ip.Length) leftOut.Add(LeftOutReason.CutShort);
            else if (_fragments.Add(ip, place) is { } whole) AddIp(packet, whole);
        }
        else if (UdpDatagram.TryRead(ip) is not { } udp)
        {
            leftOut.Add(ip.Protocol == IpPacket.Udp && ip.Data.Length < ip.Length ? LeftOutReason.CutShort : LeftOutReason.OtherTraffic);
        }
        else if (udp.IsAt(options.GsmtapPort))
        {
            AddGsmtap(packet, udp.Data, udp.Length);
        }
        else if (GsmtapHeader.TryRead(udp.Data.Span) is { IsKnownSimType: true })
        {
            leftOut.Add(LeftOutReason.OtherPort, udp.Destination);
        }
        else
        {
            leftOut.Add(LeftOutReason.OtherTraffic);
        }
    }

    private void AddExported(CapturedPacket packet)
    {
        if (ExportedPdu.TryRead(packet.Data) is not { } pdu)
        {
            leftOut.Add(packet.IsCut ? LeftOutReason.CutShort : LeftOutReason.NoExchange);
            return;
        }
        int length = packet.Length - (packet.Data.Length - pdu.Data.Length);
        switch (pdu.Protocol)
        {
            case "gsmtap":
                AddGsmtap(packet, pdu.Data, length);
                break;
            case "gsm_sim":
                AddMessage(packet, GsmtapSimType.Apdu, pdu.Data, length);
                break;
            case "gsm_sim.command":
                AddMessage(packet, GsmtapSimType.TpduCommand, pdu.Data, length);
                break;
            case "gsm_sim.response":
                AddMessage(packet, GsmtapSimType.TpduResponse, pdu.Data, length);
                break;
            case "iso7816.atr":
                AddMessage(packet, GsmtapSimType.Atr, pdu.Data, length);
                break;
            default:
                leftOut.Add(LeftOutReason.OtherProtocol, pdu.Protocol);
                break;
        }
    }

    /// <param name="packet">What it came in.</param>
    /// <param name="datagram">What was captured of it.</param>
    /// <param name="length">How many octets it had.</param>
    private void AddGsmtap(CapturedPacket packet, Octets datagram, int length)
    {
        if (GsmtapHeader.TryRead(datagram.Span) is not { } header) leftOut.Add(datagram.Length < length ? LeftOutReason.CutShort : LeftOutReason.NoExchange);
        else if (!header.IsKnownVersion) leftOut.Add(LeftOutReason.OtherVersion, header.Version);
        else if (!header.IsSim) leftOut.Add(LeftOutReason.OtherInterface, header.Type);
        else if (!header.IsKnownSimType) leftOut.Add(LeftOutReason.OtherSubType, header.SubType);
        else if (header.Length > length) leftOut.Add(LeftOutReason.NoExchange);
        else if (header.Length > datagram.Length) leftOut.Add(LeftOutReason.CutShort);
        else AddMessage(packet, header.SimType, datagram.Slice(header.Length), length - header.Length);
    }

    private void AddMessage(CapturedPacket packet, GsmtapSimType type, Octets payload, int length)
    {
        if (payload.Length < length)
        {
            leftOut.Add(LeftOutReason.CutShort);
            if (ForeignTpdu.CommandOf(type, payload, length) is { } command)
                Add([new TraceEvent.Unanswered(packet.Time, command, "the answer was not captured whole")]);
        }
        else if (type is GsmtapSimType.PpsRequest or GsmtapSimType.PpsResponse)
        {
            leftOut.Add(LeftOutReason.Pps);
        }
        else if (PacketComment.Read(packet.Time, new(type, payload, null), packet.Comment) is { } record)
        {
            Add([record]);
        }
        else if (type == GsmtapSimType.Apdu)
        {
            leftOut.Add(LeftOutReason.NoExchange);
        }
        else
        {
            records.AddRange(_parts.Add(type, packet.Time, payload, out bool hasCommand));
            if (!hasCommand) leftOut.Add(LeftOutReason.NoCommand);
        }
    }

    private void Add(IEnumerable<TraceEvent> whole)
    {
        records.AddRange(_parts.End());
        records.AddRange(whole);
    }

    private const int LongestLinkHeader = 24;
}

/// <summary>A packet as it stands in a file.</summary>
/// <param name="LinkType">What it begins with. tcpdump.org/linktypes.html.</param>
/// <param name="Data">What was captured of it.</param>
/// <param name="Length">How many octets it had.</param>
/// <param name="Time">When.</param>
/// <param name="Comment">What somebody wrote to it.</param>
internal readonly record struct CapturedPacket(int LinkType, Octets Data, int Length, DateTimeOffset Time, string Comment)
{
    internal bool IsCut => Data.Length < Length;
}
