using System.Globalization;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>What class 'A0' answers otherwise than a UICC: fixed places instead of TLVs. TS 51.011 §9.2.</summary>
internal static class GsmCommands
{
    internal static void BeginAlgorithm(Narration n)
    {
        n.HasSecretResponse = true;
        n.AddData("rand", n.Command.Data);
    }

    /// <summary>SRES and Kc, one behind the other. §9.2.16.</summary>
    internal static void AnswerAlgorithm(Narration n, ResponseApdu response)
    {
        Octets data = response.Data;
        if (data.Length == SresLength + KcLength)
        {
            n.Add("sres", data.Slice(0, SresLength));
            n.AddSecret("kc", data.Slice(SresLength));
        }
        else if (!data.IsEmpty)
        {
            n.AddSecret("data", data);
        }
    }

    /// <summary>§9.2.1, §9.3; also of STATUS.</summary>
    internal static void AnswerSelect(Narration n, ResponseApdu response)
    {
        Octets data = response.Data;
        if (data.Length < MinimumHeader) return;
        bool isFile = data[6] == ElementaryFile;
        n.Add("type", data[6] switch { 0x01 => "MF", 0x02 => "DF", ElementaryFile => "EF", _ => "unknown" });
        n.Add("fileIdentifier", data.Slice(4, 2));
        n.Add(isFile ? "fileSize" : "freeMemory", Number((data[2] << 8) | data[3]));
        if (!isFile || data.Length <= StructureAt) return;
        n.Add("structure", data[StructureAt] switch { 0 => "transparent", 1 => "linear fixed", 3 => "cyclic", _ => "unknown" });
        if (data[StructureAt] != 0 && data.Length > RecordLengthAt) n.Add("recordLength", Number(data[RecordLengthAt]));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private const int SresLength = 4;
    private const int KcLength = 8;
    private const int MinimumHeader = 7;
    private const byte ElementaryFile = 0x04;
    private const int StructureAt = 13;
    private const int RecordLengthAt = 14;
}
