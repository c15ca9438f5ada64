using System.Globalization;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>Reading and writing files: which file, and what. TS 102 221 §11.1.3 to §11.1.8, §11.3.</summary>
internal static class FileCommands
{
    internal static void BeginBinary(Narration n)
    {
        bool hasShortId = (n.Command.P1 & 0x80) != 0;
        string file = hasShortId ? ByShortId(n, n.Command.P1 & 0x1F) : Current(n);
        int offset = hasShortId ? n.Command.P2 : n.Command.P1P2;
        n.Subject = offset == 0 ? file : string.Create(CultureInfo.InvariantCulture, $"{file} from octet {offset}");
        BeginContent(n, file);
    }

    internal static void BeginRecord(Narration n)
    {
        int shortId = n.Command.P2 >> 3;
        string file = shortId == 0 ? Current(n) : ByShortId(n, shortId);
        n.Subject = string.Create(CultureInfo.InvariantCulture, $"{file} {RecordOf(n.Command)}");
        BeginContent(n, file);
    }

    internal static void BeginCurrent(Narration n)
    {
        n.Subject = Current(n);
        BeginContent(n, n.Subject);
    }

    internal static void AnswerContent(Narration n, ResponseApdu response)
    {
        if (response.Data.IsEmpty) return;
        if (n.HasSecretResponse) n.AddSecret("content", response.Data);
        else n.Add("content", response.Data);
        string? digits = n.Command is { Ins: ReadBinary, P2: 0, P1: 0 or > 0x80 } ? Digits(n.Channel.CurrentFile, response.Data) : null;
        if (digits is not null) n.Add("digits", digits);
    }

    private static void BeginContent(Narration n, string file)
    {
        bool isSecret = s_secret.Contains(file[(file.LastIndexOf('/') + 1)..]);
        n.HasSecretResponse = isSecret;
        if (!n.Command.HasData) return;
        n.HasSecretCommand = isSecret;
        if (isSecret) n.AddSecret("data", n.Command.Data);
        else n.Add("data", n.Command.Data);
    }

    private static string Current(Narration n) => n.Channel.CurrentFile is { } file ? $"{n.Channel.Place}/{file}" : $"in {n.Channel.Place}";

    private static string ByShortId(Narration n, int shortId)
    {
        string name = FileNames.FindShort(n.Channel.Directory, shortId)?.Name ?? string.Create(CultureInfo.InvariantCulture, $"SFI {shortId}");
        n.OnSuccess = () => n.Channel.CurrentFile = name;
        return $"{n.Channel.Place}/{name}";
    }

    private static string RecordOf(CommandApdu command) => (command.P2 & 0x07) switch
    {
        2 => "next record",
        3 => "previous record",
        _ when command.P1 == 0 => "current record",
        _ => string.Create(CultureInfo.InvariantCulture, $"record {command.P1}"),
    };

    /// <summary>The numbers that everybody looks for. TS 102 221 §13.2, TS 31.102 §4.2.2.</summary>
    private static string? Digits(string? file, Octets content) => file switch
    {
        "EF.ICCID" when content.Length == 10 => Iccid.FromEf(content).Digits,
        "EF.IMSI" when Imsi.TryFromEf(content, out Imsi? imsi) => imsi.Value.Digits,
        _ => null,
    };

    private const byte ReadBinary = 0xB0;

    // Files that hold keys. TS 31.102 §4.2, §4.4; TS 51.011 §10.3.
    private static readonly HashSet<string> s_secret =
    [
        "EF.Keys", "EF.KeysPS", "EF.Kc", "EF.KcGPRS", "EF.EPSNSC", "EF.5GS3GPPNSC", "EF.5GSN3GPPNSC", "EF.5GAUTHKEYS", "EF.HiddenKey",
        "EF.DCK", "EF.MSK", "EF.MUK", "EF.GBABP",
    ];
}
