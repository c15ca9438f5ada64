using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>AUTHENTICATE in the GSM and the 3G context, TS 31.102 §7.1.2. The session keys are masked.</summary>
internal static class AuthenticateCommand
{
    internal static void Begin(Narration n)
    {
        n.HasSecretResponse = true;
        n.Subject = (n.Command.P2 & 0x07) switch { 0 => "GSM", 1 => "3G", 2 => "VGCS/VBS", 4 => "GBA", _ => "" };
        List<Octets> fields = Fields(n.Command.Data);
        if (fields.Count > 0) n.Add("rand", fields[0]);
        if (fields.Count > 1) n.Add("autn", fields[1]);
    }

    internal static void Answer(Narration n, ResponseApdu response)
    {
        Octets data = response.Data;
        if (data.IsEmpty) return;
        bool isGsm = (n.Command.P2 & 0x07) == 0;
        if (isGsm) AddKeys(n, Fields(data), ["sres", "kc"]);
        else if (data[0] == Success) AddKeys(n, Fields(data.Slice(1)), ["res", "ck", "ik", "kc"]);
        else if (data[0] == SynchronisationFailure && Fields(data.Slice(1)) is [{ } auts, ..]) n.Add("auts", auts);
        else n.AddSecret("data", data);
    }

    private static void AddKeys(Narration n, List<Octets> fields, string[] names)
    {
        for (int i = 0; i < Math.Min(fields.Count, names.Length); i++)
        {
            if (i == 0) n.Add(names[i], fields[i]);
            else n.AddSecret(names[i], fields[i]);
        }
    }

    /// <summary>One after the other, each with its length before it; in the old SIM without lengths.</summary>
    private static List<Octets> Fields(Octets data)
    {
        List<Octets> fields = [];
        while (!data.IsEmpty && data[0] < data.Length)
        {
            fields.Add(data.Slice(1, data[0]));
            data = data.Slice(1 + data[0]);
        }
        return fields;
    }

    private const byte Success = 0xDB;
    private const byte SynchronisationFailure = 0xDC;
}
