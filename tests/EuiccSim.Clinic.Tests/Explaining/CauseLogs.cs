using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Clinic.Tests.Explaining;

/// <summary>For each cause a log that has it, and one nearly alike that has not. Codes are the numbers of SGP.22 v2.5 §5.7 and §2.5.6.</summary>
internal static class CauseLogs
{
    private const string SelectIsdR = "01A4040010A0000005591010FFFFFFFF8900000100";
    private const string GetEid = "81E2910006BF3E035C015A", Eid = "BF3E125A10890490321234512345123456789012359000";
    private const string Enable = "81E2910014BF3111A00C5A0A988812910900000020F18101FF", Enabled = "BF31038001009000";

    internal static IReadOnlyDictionary<string, (string Log, string Twin)> All { get; } = new Dictionary<string, (string, string)>(
    [
        .. Single,
        .. Results("enableResult", Enable, code => $"BF31038001{code}9000", (EnableResult value) => (int)value),
        .. Results("disableResult", "81E2910014BF3211A00C5A0A988812910900000020F18101FF", code => $"BF32038001{code}9000", (DisableResult value) => (int)value),
        .. Results("deleteResult", "81E291000FBF330C5A0A988812910900000020F1", code => $"BF33038001{code}9000", (DeleteResult value) => (int)value),
        .. Results("setNicknameResult", "81E2910013BF29105A0A988812910900000020F190024142", code => $"BF29038001{code}9000", (SetNicknameResult value) => (int)value),
        .. Results("resetResult", "81E2910007BF340482020560", code => $"BF34038001{code}9000", (ResetResult value) => (int)value),
        .. Results("deleteNotificationStatus", "81E2910006BF3003800105", code => $"BF30038001{code}9000", (DeleteNotificationStatus value) => (int)value),
        .. Results("authenticateErrorCode", "81E2910003BF3800", code => $"BF3808A1068001AA0201{code}9000", (AuthenticateErrorCode value) => (int)value, "BF3800"),
        .. Results("downloadErrorCode", "81E2910003BF2100", code => $"BF2108A1068001AA0201{code}9000", (DownloadErrorCode value) => (int)value, "BF2100"),
        .. Results("errorReason", "81E29100028600", Installation, (ErrorReason value) => (int)value, ""),
        .. Server("8.8.1/3.8", "8.8.2/3.1", "8.8.3/3.1", "8.8.4/3.7", "8.1.3/6.1", "8.1/6.1", "8.1.1/3.8", "8.2/1.2", "8.2.6/3.8", "8.2.5/4.3", "8.8.5/4.10", "8.8.5/6.4", "8.10.1/3.9",
            "8.2.7/2.2", "8.2.7/3.8", "8.2.7/6.4"),
    ]);

    private static Dictionary<string, (string Log, string Twin)> Single => new()
    {
        ["noAnswer"] = (Log(GetEid, "!-1"), Log(GetEid, Eid)),
        ["answerNotFetched"] = (Log(GetEid, "6115", Enable, Enabled), Log(GetEid, "6115", "81C0000015", Eid)),
        ["lengthNotRepeated"] = (Log("00B0000000", "6C0A", "00A4000C023F00", "9000"), Log("00B0000000", "6C0A", "00B000000A", "988812910900000020F19000")),
        ["blockNumber"] = (Log("81E2110003BF3E03", "9000", "81E29102035C015A", "6A86"), Log("81E2110003BF3E03", "9000", "81E29101035C015A", Eid)),
        ["noIsdR"] = (Log(SelectIsdR, "6A82"), Log(SelectIsdR, "9000")),
        ["noChannel"] = (Log("0070000001", "6A81"), Log("0070000001", "019000")),
        ["channelNotOpen"] = (Log(GetEid, "6881"), Log(GetEid, Eid)),
        ["notTheIsdR"] = (Log(GetEid, "6D00"), Log(GetEid, Eid)),
        ["segmentTooLong"] = (Log(Long(200), "6700"), Log(Long(120), "9000")),
        ["leRefused"] = (Log(GetEid + "00", "6700"), Log(GetEid + "00", Eid)),
        ["wrongLength"] = (Log("00B0000011", "6700"), Log("00B000000A", "988812910900000020F19000")),
        ["lineFault"] = (Log(GetEid, "6601"), Log(GetEid, Eid)),
        ["notNow"] = (Log(GetEid, "6985"), Log(GetEid, Eid)),
        ["unknownFunction"] = (Log("81E2910003BF5500", "6A88"), Log("81E2910003BF2800", "BF2802A0009000")),
        ["dataRefused"] = (Log(Enable, "6A80"), Log(Enable, Enabled)),
        ["memoryFull"] = (Log(Enable, "6A84"), Log(Enable, Enabled)),
        ["pinBlocked"] = (Log("0020000108313233340FFFFFFF", "6983"), Log("0020000108313233340FFFFFFF", "9000")),
        ["pinWrong"] = (Log("0020000108313233340FFFFFFF", "63C2"), Log("0020000108313233340FFFFFFF", "9000")),
        ["answerCut"] = (Log(GetEid, "BF3E125A1089049000"), Log(GetEid, Eid)),
        ["profileInfoListError"] = (Log("81E2910003BF2D00", "BF2D038101019000"), Log("81E2910003BF2D00", "BF2D02A0009000")),
        ["listNotificationsResultError"] = (Log("81E2910003BF2800", "BF280381017F9000"), Log("81E2910003BF2800", "BF2802A0009000")),
        ["notificationsListResultError"] = (Log("81E2910003BF2B00", "BF2B0381017F9000"), Log("81E2910003BF2B00", "BF2B02A0009000")),
        ["cancelSessionResponseError"] = (Log("81E2910003BF4100", "BF41038101059000"), Log("81E2110003BF4100", "9000")),
        ["server"] = (Call(200, Refusal("9.9", "9.9")), Call(200, Done)),
        ["httpStatus"] = (Call(404, "not found"), Call(200, Done)),
        ["noJson"] = (Call(200, "<html>Welcome</html>"), Call(200, Done)),
        ["challengeMismatch"] = (Challenge("AAAAAAAAAAAAAAAAAAAAAA=="), Challenge("ABEiM0RVZneImaq7zN3u/w==")),
    };

    private const string Done = """{"header":{"functionExecutionStatus":{"status":"Executed-Success"}},"transactionId":"00"}""";

    /// <summary>Commands and answers in turn, as euicc-lpa records them.</summary>
    private static string Log(params string[] octets) => string.Concat(octets.Select((one, index) => $"{(index % 2 == 0 ? '>' : '<')} {one}\n"));

    private static string Long(int length) => $"81E21100{length:X2}BF3882{new string('0', 2 * (length - 3))}";

    /// <summary>A result of SGP.22 v2.5 §2.5.6 with an error, which the last block of a package was answered with.</summary>
    private static string Installation(string code)
    {
        Signed<ProfileInstallationResultData> data = Signed<ProfileInstallationResultData>.Of(new()
        {
            TransactionId = TransactionId.FromOctets(Octets.FromHex("AA")),
            NotificationMetadata = new() { SeqNumber = 1, ProfileManagementOperation = NotificationEvent.NotificationInstall, NotificationAddress = "smdp.example.com" },
            SmdpOid = new("2.999.1"),
            FinalResult = new FinalResult.Error(new() { BppCommandId = BppCommandId.LoadProfileElements, ErrorReason = (ErrorReason)byte.Parse(code, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) }),
        });
        return $"{Asn1Codec.Encode(new ProfileInstallationResult { ProfileInstallationResultData = data, EuiccSignPIR = Octets.Of(new byte[64]) })}9000";
    }

    private static string Refusal(string subject, string reason) =>
        "{\"header\":{\"functionExecutionStatus\":{\"status\":\"Failed\",\"statusCodeData\":{\"subjectCode\":\"" + subject + "\",\"reasonCode\":\"" + reason + "\"}}}}";

    private static string Call(int status, string body) =>
        "[DEBUG] [HTTP] [TX] url: https://testsmdpplus1.example.com/gsma/rsp2/es9plus/authenticateClient, data: {\"transactionId\":\"00\"}\n"
        + $"[DEBUG] [HTTP] [RX] rcode: {status}, data: {body}\n";

    private static string Challenge(string sent) =>
        "[DEBUG] [APDU] [TX] CLA: 81, INS: E2, P1: 91, P2: 00, Lc: 03, Data: BF2E00\n"
        + "[DEBUG] [APDU] [RX] SW1: 90, SW2: 00, Data: BF2E12801000112233445566778899AABBCCDDEEFF\n"
        + $"[DEBUG] [HTTP] [TX] URL: https://testsmdpplus1.example.com/gsma/rsp2/es9plus/initiateAuthentication, Data: {{\"euiccChallenge\":\"{sent}\"}}\n"
        + $"[DEBUG] [HTTP] [RX] RCode: 200, Data: {Done}\n";

    private static Dictionary<string, (string, string)> Server(params string[] codes) => codes.ToDictionary(
        code => $"server.{code}", code => (Call(200, Refusal(code.Split('/')[0], code.Split('/')[1])), Call(200, Done)));

    /// <param name="sound">The answer of the twin; null for the code 0.</param>
    private static Dictionary<string, (string, string)> Results<T>(string field, string command, Func<string, string> answer, Func<T, int> number, string? sound = null)
        where T : struct, Enum
    {
        string Text(int code) => Log(command, answer(code.ToString("X2", CultureInfo.InvariantCulture)));
        string twin = sound is null ? Text(0) : Log(command[..4] + "11" + command[6..], "9000");
        Dictionary<string, (string, string)> logs = new() { [field] = (Text(Unknown), twin) };
        foreach (T value in Enum.GetValues<T>().Where(value => number(value) is not (0 or Unknown))) logs[$"{field}.{StandardName.Of(value)}"] = (Text(number(value)), twin);
        return logs;
    }

    private const int Unknown = 99;
}
