using System.Text.Json;
using EuiccSim.Card.State;

namespace EuiccSim.Card.Store.Images;

/// <summary>What is kept for ports. Of a card with one port it stands where it stood before there were others, and nothing says that it is one.</summary>
internal static class PortImage
{
    internal static void Write(Utf8JsonWriter json, CardState state)
    {
        if (state.PortCount == 1) return;
        json.WriteNumber(Count, state.PortCount);
        json.WriteStartArray(Others);
        foreach (PortState port in state.Ports)
        {
            if (port.Number == 0) continue;
            json.WriteStartObject();
            json.WriteNumber("port", port.Number);
            json.WriteOctets("enabledBeforeTest", port.EnabledBeforeTest);
            WriteSwitch(json, port);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    internal static void WriteSwitch(Utf8JsonWriter json, PortState port)
    {
        if (port.PendingSwitch is not { } pending) return;
        json.WriteStartObject("pendingSwitch");
        json.WriteOctets("isdpAid", pending.IsdpAid);
        json.WriteEndObject();
    }

    internal static CardState Read(ImageNode node, CardState state)
    {
        state = state with { PortCount = (int)(node.Optional(Count)?.Number(1, MostPorts) ?? 1) };
        state = state.With(ReadKept(node, 0));
        if (node.Optional(Others) is not { } others) return state;
        foreach (ImageNode other in others.Items())
        {
            other.Only("port", "enabledBeforeTest", "pendingSwitch");
            int number = (int)other["port"].Number(1, state.PortCount - 1);
            if (state.Ports.Exists(port => port.Number == number)) throw other["port"].Fault("this port is there already");
            state = state.With(ReadKept(other, number));
        }
        return state;
    }

    /// <summary>Where a Profile is enabled.</summary>
    internal static int? ReadPort(ImageNode profile)
    {
        bool enabled = profile["enabled"].Flag();
        if (profile.Optional("port") is not { } port) return enabled ? 0 : null;
        return enabled ? (int)port.Number(0, MostPorts - 1) : throw port.Fault("only an enabled Profile has a port");
    }

    private static PortState ReadKept(ImageNode node, int number) => new(number)
    {
        EnabledBeforeTest = node.Optional("enabledBeforeTest")?.Octets(),
        PendingSwitch = node.Optional("pendingSwitch") is { } pending ? new(pending.Only("isdpAid").Optional("isdpAid")?.Octets()) : null,
    };

    internal const string Count = "portCount";
    internal const string Others = "otherPorts";

    // As many as a terminal can name in 4 bits.
    private const int MostPorts = 16;
}
