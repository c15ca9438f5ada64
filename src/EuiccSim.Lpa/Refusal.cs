using System.Globalization;
using System.Text.Json;
using EuiccSim.Lpa.Discovery;
using EuiccSim.Lpa.Download;
using EuiccSim.Lpa.Es10;
using EuiccSim.Lpa.Es9;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Lpa;

/// <summary>A "no" of the eUICC, of a server or of the user, for a person and for a program.</summary>
/// <param name="Function">What was being done: a function of ES10 or ES9+, or "download", "discover".</param>
/// <param name="Name">The standard's name of the code, or that of the outcome.</param>
/// <param name="Message">What it means, in sentences.</param>
/// <param name="Code">The code as the standard writes it; null where there is none.</param>
public sealed record Refusal(string Function, string Name, string Message, string? Code = null)
{
    /// <summary>The server's own words, if it gave any; they are in <see cref="Message"/> as well.</summary>
    public string? ServerMessage { get; init; }

    /// <summary>What the eUICC said of the elements of a package; null where it was not about them. It is in <see cref="Message"/> as well.</summary>
    public PackageAnswer? Answer { get; init; }

    /// <summary>When the certificates are valid that were refused; none where something else was. They are in <see cref="Message"/> as well.</summary>
    public SequenceOf<CertificateDates> Certificates { get; init; } = [];

    /// <summary>Writes what there is besides function, code, name and message as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        if (ServerMessage is not null) json.WriteString("serverMessage", ServerMessage);
        Answer?.WriteMembers(json);
        if (Certificates.Count == 0) return;
        json.WriteStartArray("certificates");
        foreach (CertificateDates one in Certificates)
        {
            json.WriteStartObject();
            one.WriteMembers(json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Why a download ended without a profile.</summary>
    public static Refusal Of(DownloadOutcome outcome) => outcome switch
    {
        DownloadOutcome.RefusedByServer no => OfServer(no.Function, no.Code, no.Meaning, no.Advice, no.ServerMessage, no.Certificates),
        DownloadOutcome.RefusedByEuicc no => OfEuicc(no.Function, no.Name, no.Meaning, no.Code, no.Certificates),
        DownloadOutcome.InstallationFailed no => OfInstallation(no),
        DownloadOutcome.ServerMismatch no => new(
            "download", NameOf(outcome), Mismatch(no.What, no.Expected, no.Received) + (no.Cancellation is null ? "" : " The order stays open.")),
        _ => new("download", NameOf(outcome), Sentence(outcome)),
    };

    /// <summary>Why a discovery ended without an answer.</summary>
    public static Refusal Of(DiscoveryOutcome outcome) => outcome switch
    {
        DiscoveryOutcome.RefusedByServer no => OfServer(no.Function, no.Code, no.Meaning, no.Advice, no.ServerMessage, no.Certificates),
        DiscoveryOutcome.RefusedByEuicc no => OfEuicc(no.Function, no.Name, no.Meaning, no.Code, no.Certificates),
        DiscoveryOutcome.ServerMismatch no => new("discover", NameOf(outcome), Mismatch(no.What, no.Expected, no.Received)),
        DiscoveryOutcome.NoServerAddress => new("discover", NameOf(outcome), "The eUICC has no root SM-DS."),
        _ => new("discover", NameOf(outcome), outcome.ToString()),
    };

    /// <summary>What an eUICC refused.</summary>
    public static Refusal Of(EuiccFunctionException no) => OfEuicc(no.Function, no.Name, no.Meaning, no.Code, []);

    /// <summary>What a server refused.</summary>
    public static Refusal Of(RspException no) => OfServer(no.Function, no.Code, no.Meaning, no.Advice, no.ServerMessage, []);

    private static Refusal OfInstallation(DownloadOutcome.InstallationFailed no)
    {
        string name = ResultCode.NameOf(no.ErrorReason), said = no.Answer is { } answer ? $": {answer}" : "";
        string message = $"The eUICC refused the bound profile package{said}. {ResultCode.MeaningOf(name)}";
        return new(no.BppCommandId.ToString(), name, message, Number((int)no.ErrorReason)) { Answer = no.Answer };
    }

    private static Refusal OfEuicc(string function, string name, string meaning, int code, SequenceOf<CertificateDates> certificates) =>
        new(function, name, string.Join(' ', [meaning, .. certificates.Select(one => one.ToString())]), Number(code)) { Certificates = certificates };

    // The standard's words, what they mean here, what a person can do, the certificates' dates and the server's own words.
    private static Refusal OfServer(
        string function, StatusCode code, string meaning, string? advice, string? serverMessage, SequenceOf<CertificateDates> certificates)
    {
        string description = FaultWords.Capital(code.Description);
        List<string> words = [code.IsEmpty ? "The server gave no status code." : meaning == code.Description ? $"{description}." : $"{description}; {meaning}."];
        if (advice is not null) words.Add(advice);
        words.AddRange(certificates.Select(one => one.ToString()));
        if (serverMessage is not null && serverMessage != code.Description) words.Add($"The server says: {serverMessage}");
        return new(function, "refusedByServer", string.Join(' ', words), code.IsEmpty ? null : code.ToString()) { ServerMessage = serverMessage, Certificates = certificates };
    }

    private static string Mismatch(string what, string expected, string received) =>
        $"The server is not who it should be, or mixes up sessions: {what} is {received} instead of {expected}.";

    private static string Sentence(DownloadOutcome outcome) => outcome switch
    {
        DownloadOutcome.RejectedByUser => "Not wanted: the server was told, and the order is closed.",
        DownloadOutcome.Postponed => "Not now: the order stays open, and the same Activation Code will do again.",
        DownloadOutcome.TimedOut => "Nobody answered: the order stays open.",
        DownloadOutcome.ConfirmationCodeMissing => "The server wants a Confirmation Code. The order stays open.",
        DownloadOutcome.NoServerAddress => "The eUICC has no default SM-DP+, and no Activation Code was given.",
        DownloadOutcome.PprNotAllowed => "The profile has policy rules that the eUICC does not allow: only its operator can send another. The server was told, and the order is closed.",
        DownloadOutcome.ConsentMissing => "The profile has policy rules that somebody must consent to. The order stays open.",
        DownloadOutcome.MetadataMismatch => "The package holds another profile than was offered: the server is wrong, and its operator should know. Nothing was installed.",
        _ => outcome.ToString(),
    };

    // Names for programs are in one style, whether they are the standard's or ours.
    private static string NameOf(object outcome) => JsonNamingPolicy.CamelCase.ConvertName(outcome.GetType().Name);

    private static string Number(int code) => code.ToString(CultureInfo.InvariantCulture);
}
