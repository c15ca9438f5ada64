using System.Buffers;
using EuiccSim.Servers.SmDp.Es2;

namespace EuiccSim.Cli.Smdp;

/// <summary><c>euiccsim smdp order</c>: one order on the server that this user has running, answered with its Activation Code.</summary>
internal sealed class OrderVerb
{
    private readonly Argument<FileInfo> _file = new("FILE.der") { Description = "The unprotected profile package." };
    private readonly Option<string?> _matchingId = new("--matching-id") { Description = "The token in the Activation Code; drawn if absent." };
    private readonly Option<string?> _code = new("--confirmation-code") { Description = "What the user must enter." };
    private readonly Option<string?> _eid = new("--eid") { Description = "The only eUICC that gets it, 32 digits." };
    private readonly Option<string?> _smds = new("--sm-ds") { Description = "The SM-DS at which it is announced to the eUICC of --eid.", HelpName = "ADDRESS" };
    private readonly Option<string?> _iccid = new("--iccid") { Description = "Another ICCID for the package, which keeps its IMSI, keys, PINs and PUKs." };
    private readonly Option<int?> _attempts = new("--attempts") { Description = "How many downloads may be tried." };
    private readonly Option<string?> _expires = new("--expires") { Description = "When the order ends: a time (2030-01-31T12:00Z), or from now on: 30m, 12h, 7d." };
    private readonly Option<bool> _force = GivenNumber.Force();
    private readonly Option<bool> _qr = new("--qr") { Description = "Shows the Activation Code as a QR code, too." };

    internal static Command Build(Surroundings at)
    {
        OrderVerb verb = new();
        return new Command("order", "Orders a profile on your running server.")
        {
            verb._file, verb._matchingId, verb._code, verb._eid, verb._smds, verb._iccid, verb._attempts, verb._expires, verb._force, verb._qr,
        }.Does(at, verb.RunAsync);
    }

    private async Task<VerbResult> RunAsync(VerbCall call)
    {
        Octets package = PackageSource.ReadPackage(call.Parsed.GetRequiredValue(_file));
        bool force = call.Parsed.GetValue(_force);
        Eid? eid = call.Parsed.GetValue(_eid) is { } digits ? Read("--eid", () => GivenNumber.Eid(digits, force)) : null;
        if (call.Parsed.GetValue(_iccid) is { } other) package = Stock.WithIccid(package, Read("--iccid", () => GivenNumber.Iccid(other, force)), call.At);
        CheckTexts(call);
        (int? attempts, DateTimeOffset? expires) = Limits(call);
        RunningServer server = RunningServer.Find(call.At);
        using OperatorPki own = UserOperator.Load(call.At);
        using OperatorClient client = new(server, own, call.At.Time);

        Iccid iccid = await client.PutAsync(package, attempts, expires, call.Ct);
        GivenNumber.Tell(call.At.Error, iccid);
        string? code = call.Parsed.GetValue(_code);
        ConfirmedProfile ordered = await client.OrderAsync(new(iccid)
        {
            Eid = eid,
            MatchingId = call.Parsed.GetValue(_matchingId),
            ConfirmationCode = code,
            SmdsAddress = call.Parsed.GetValue(_smds),
        }, call);
        if (ordered.MatchingId.AsSpan().ContainsAnyExcept(s_matchingIdCharacters))
            call.Say("A MatchingID has letters, digits and '-' (SGP.22 §4.1): LPAs may refuse this one.");
        ActivationCode activationCode = new()
        {
            SmdpAddress = ordered.SmdpAddress ?? server.Address,
            MatchingId = ordered.MatchingId,
            IsConfirmationCodeRequired = code is not null,
        };
        return new Ordered(iccid, ordered.MatchingId, activationCode, call.Parsed.GetValue(_qr));
    }

    private void CheckTexts(VerbCall call)
    {
        if (call.Parsed.GetValue(_code) is "") throw CommandFailure.Missing("arguments", "A Confirmation Code has at least one character.");
        if (call.Parsed.GetValue(_matchingId) is { } given && !ActivationCode.IsMatchingId(given))
            throw CommandFailure.Missing("arguments", $"The MatchingID '{given}' cannot stand in an Activation Code.");
    }

    private (int? Attempts, DateTimeOffset? Expires) Limits(VerbCall call)
    {
        int? attempts = call.Parsed.GetValue(_attempts);
        if (attempts < 1) throw CommandFailure.Missing("arguments", $"--attempts takes a number above 0, not {attempts}.");
        return (attempts, call.Parsed.GetValue(_expires) is { } text ? Time(text, call.At.Time.GetUtcNow()) : null);
    }

    private static DateTimeOffset Time(string text, DateTimeOffset now)
    {
        if (Minutes(text) is { } minutes && minutes <= (DateTimeOffset.MaxValue - now).TotalMinutes) return now.AddMinutes(minutes);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw CommandFailure.Missing("arguments", $"--expires takes a time up to the year 9999 or, from now on, 30m, 12h, 7d, not '{text}'.");
    }

    // "7d": so many minutes, hours or days, and not none.
    private static double? Minutes(string text)
    {
        int unit = text.Length < 2 ? 0 : text[^1] switch { 'm' => 1, 'h' => 60, 'd' => 24 * 60, _ => 0 };
        if (unit == 0) return null;
        bool isCount = int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0;
        return isCount ? (double)count * unit : null;
    }

    private static T Read<T>(string option, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException e)
        {
            throw CommandFailure.Missing("arguments", $"{option}: {FaultWords.Of(e)}", e);
        }
    }

    private static readonly SearchValues<char> s_matchingIdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>An order that waits for download.</summary>
    private sealed record Ordered(Iccid Iccid, string MatchingId, ActivationCode Code, bool ShowsQr) : VerbResult
    {
        internal override void WriteMembers(Utf8JsonWriter json)
        {
            json.WriteString("activationCode", Code.ToQrText());
            json.WriteString("iccid", Iccid.Digits);
            json.WriteString("matchingId", MatchingId);
            json.WriteString("smdpAddress", Code.SmdpAddress);
            json.WriteBoolean("confirmationCodeRequired", Code.IsConfirmationCodeRequired);
        }

        internal override void Show(IAnsiConsole console)
        {
            if (ShowsQr) console.Write(new Text(QrText.Of(Code.ToQrText())));
            console.Line(Code.ToQrText());
        }
    }
}
