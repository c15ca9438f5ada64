using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>What a terminal and its UICC agree on: TERMINAL CAPABILITY, SUSPEND UICC, GET IDENTITY. TS 102 221 §11.1.19, §11.1.22, §11.1.23.</summary>
internal static class TerminalCommands
{
    internal static void BeginCapability(Narration n)
    {
        Octets template = Tlvs.Inside(n.Command.Data, CapabilityTemplate);
        if (template.IsEmpty) n.AddData("data", n.Command.Data);
        foreach ((int tag, Octets value, _) in BerTlv.ReadWhole(template))
            n.Add(s_capabilities.TryGetValue(tag, out string? name) ? name : $"capability {tag:X2}", value);
    }

    internal static void BeginSuspend(Narration n)
    {
        bool isResume = n.Command.P1 == 1;
        n.Subject = isResume ? "resume" : "suspend";
        if (!isResume)
        {
            n.HasSecretResponse = true;
            n.AddData("data", n.Command.Data);
        }
        else if (n.Command.HasData)
        {
            n.HasSecretCommand = true;
            n.AddSecret("token", n.Command.Data);
        }
    }

    /// <summary>How long it may sleep, and the token that wakes it up.</summary>
    internal static void AnswerSuspend(Narration n, ResponseApdu response)
    {
        if (response.Data.Length <= DurationLength) return;
        n.Add("maximumDuration", response.Data.Slice(0, DurationLength));
        n.AddSecret("token", response.Data.Slice(DurationLength));
    }

    /// <summary>TS 31.102 §7.5: which identity is wanted.</summary>
    internal static void BeginIdentity(Narration n)
    {
        n.Subject = (n.Command.P2 & 0x7F) switch { 1 => "SUCI", 2 => "SUCI for 5G NSWO", _ => "" };
        n.AddData("data", n.Command.Data);
    }

    private const int CapabilityTemplate = 0xA9;
    private const int DurationLength = 2;

    private static readonly Dictionary<int, string> s_capabilities = new()
    {
        [0x80] = "terminalPowerSupply",
        [0x81] = "extendedLogicalChannels",
        [0x82] = "additionalInterfaces",
        [0x83] = "euiccRelatedCapabilities",
    };
}
