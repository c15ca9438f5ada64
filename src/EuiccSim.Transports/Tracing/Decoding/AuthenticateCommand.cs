using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>AUTHENTICATE in the GSM and the 3G context, TS 31.102 §7.1.2. The session keys are masked.</summary>
internal static class AuthenticateCommand
{
    internal static void Begin(Narration n)
    {
        n.HasSecretResponse = true;
        n.Subject = ContextOf(n.Command) switch { Gsm => "GSM", ThirdGeneration => "3G", 2 => "VGCS/VBS", 4 => "GBA", 5 => "MBMS", 6 => "local key", _ => "" };
        IReadOnlyList<Octets> fields = HasFields(n.Command) ? AuthenticateAnswer.Fields(n.Command.Data) : [];
        if (fields.Count == 0) n.AddData("data", n.Command.Data);
        if (fields.Count > 0) n.Add("rand", fields[0]);
        if (fields.Count > 1) n.Add("autn", fields[1]);
    }

    internal static void Answer(Narration n, ResponseApdu response)
    {
        Octets data = response.Data;
        if (data.IsEmpty) return;
        if (HasFields(n.Command))
        {
            if (ContextOf(n.Command) == Gsm && TryAddKeys(n, data, ["sres", "kc"])) return;
            if (data[0] == Success && TryAddKeys(n, data.Slice(1), ["res", "ck", "ik", "kc"])) return;
            if (data[0] == SynchronisationFailure && AuthenticateAnswer.Fields(data.Slice(1)) is [{ } auts, ..])
            {
                n.Add("auts", auts);
                return;
            }
        }
        n.AddSecret("data", data);
    }

    /// <summary>The first one is no key. What does not come out even is none of this: it is masked as a whole.</summary>
    private static bool TryAddKeys(Narration n, Octets data, string[] names)
    {
        IReadOnlyList<Octets> fields = AuthenticateAnswer.Fields(data);
        if (fields.Count is 0 || fields.Count > names.Length || fields.Sum(field => field.Length + 1) != data.Length) return false;
        n.Add(names[0], fields[0]);
        for (int i = 1; i < fields.Count; i++) n.AddSecret(names[i], fields[i]);
        return true;
    }

    /// <summary>The other contexts answer other things, keys among them, under the same tag; and an odd instruction has TLVs.</summary>
    private static bool HasFields(CommandApdu command) => (command.Ins & 1) == 0 && ContextOf(command) is (Gsm or ThirdGeneration);

    private static int ContextOf(CommandApdu command) => command.P2 & 0x07;

    private const int Gsm = 0;
    private const int ThirdGeneration = 1;
    private const byte Success = 0xDB;
    private const byte SynchronisationFailure = 0xDC;
}
