using System.Buffers;
using EuiccSim.Http;
using EuiccSim.Servers.SmDp.Es2;
using EuiccSim.Servers.SmDp.Orders;
using Profile = EuiccSim.Servers.SmDp.Orders.Profile;

namespace EuiccSim.Cli.Smdp;

/// <summary><c>euiccsim smdp order</c>: one order, on the server that this user has running or on any other, answered with its Activation Code.</summary>
internal sealed class OrderVerb
{
    private readonly Argument<FileInfo?> _file = new("PACKAGE") { Description = "The unprotected profile package, in any of its forms; not needed for what the server has.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _matchingId = new("--matching-id") { Description = "The token in the Activation Code; drawn if absent." };
    private readonly Option<string?> _code = new("--confirmation-code") { Description = "What the user must enter." };
    private readonly Option<string?> _eid = new("--eid") { Description = "The only eUICC that gets it, 32 digits." };
    private readonly Option<string?> _smds = new("--sm-ds") { Description = "The SM-DS at which it is announced to the eUICC of --eid.", HelpName = "ADDRESS" };
    private readonly Option<string?> _iccid = new("--iccid") { Description = "Another ICCID for the package, which keeps its IMSI, keys, PINs and PUKs; without a package, that of the profile." };
    private readonly Option<string?> _type = new("--profile-type") { Description = "The package's type; without a package, any profile of this type.", HelpName = "TYPE" };
    private readonly Option<int?> _attempts = new("--attempts") { Description = "How many downloads may be tried." };
    private readonly Option<string?> _expires = new("--expires") { Description = "When the order ends: a time (2030-01-31T12:00Z), or from now on: 30m, 12h, 7d." };
    private readonly Option<bool> _force = GivenNumber.Force();
    private readonly Option<bool> _qr = new("--qr") { Description = "Shows the Activation Code as a QR code, too." };
    private readonly DescriptionOptions _description = new();
    private readonly OrderServerOptions _server = new();

    internal static Command Build(Surroundings at)
    {
        OrderVerb verb = new();
        Command command = new("order", "Orders a profile on your running server, or on any other.") { verb._file };
        foreach (Option option in (Option[])[verb._matchingId, verb._code, verb._eid, verb._smds, verb._iccid, verb._type, verb._attempts, verb._expires, .. verb._description.Options, verb._force, verb._qr])
            command.Add(option);
        return verb._server.AddTo(command).Does(at, verb.RunAsync);
    }

    private async Task<VerbResult> RunAsync(VerbCall call)
    {
        RspHttpOptions way = _server.ReadWay(call);
        NewStock? stock = ReadStock(call, out Iccid? iccid);
        Eid? eid = call.Parsed.GetValue(_eid) is { } digits ? Read("--eid", () => GivenNumber.Eid(digits, call.Parsed.GetValue(_force))) : null;
        string? type = call.Parsed.GetValue(_type);
        if (stock is null && iccid is null && type is null)
            throw CommandFailure.Missing("arguments", "What is ordered? A package, or what the server has: --iccid or --profile-type names it.");
        CheckTexts(call);
        using OperatorClient client = _server.Open(call, way);
        if (stock is not null)
        {
            call.Progress("put-package", stock.Package);
            iccid = await client.PutAsync(stock, call.Ct) ?? WithoutStock(stock, call);
        }
        GivenNumber.Tell(call.At.Error, iccid);
        string? code = call.Parsed.GetValue(_code);
        ConfirmedProfile ordered = await client.OrderAsync(new(iccid)
        {
            Eid = eid,
            ProfileType = type,
            MatchingId = call.Parsed.GetValue(_matchingId),
            ConfirmationCode = code,
            SmdsAddress = call.Parsed.GetValue(_smds),
        }, call);
        if (ordered.MatchingId.AsSpan().ContainsAnyExcept(s_matchingIdCharacters))
            call.Say("A MatchingID has letters, digits and '-' (SGP.22 §4.1): LPAs may refuse this one.");
        ActivationCode activationCode = new()
        {
            SmdpAddress = ordered.SmdpAddress ?? client.SmdpAddress ?? throw new CommandFailure(ExitCode.CouldNotAsk, "confirmOrder", "noAddress", $"The profile {ordered.Iccid} is ordered as {ordered.MatchingId}, but the server does not say at which address LPAs find it: ask its operator."),
            MatchingId = ordered.MatchingId,
            IsConfirmationCodeRequired = code is not null,
        };
        return new Ordered(ordered.Iccid, ordered.MatchingId, activationCode, call.Parsed.GetValue(_qr));
    }

    /// <summary>What the server gets; null for what it has.</summary>
    private NewStock? ReadStock(VerbCall call, out Iccid? iccid)
    {
        (int? attempts, DateTimeOffset? expires) = Limits(call);
        ProfileDescription description = _description.Read(call);
        iccid = call.Parsed.GetValue(_iccid) is { } digits ? Read("--iccid", () => GivenNumber.Iccid(digits, call.Parsed.GetValue(_force))) : null;
        if (call.Parsed.GetValue(_file) is { } file)
        {
            Octets package = PackageSource.ReadPackage(call.At, file);
            return new(iccid is { } other ? Stock.WithIccid(package, other, call.At) : package, call.Parsed.GetValue(_type), attempts, expires, description);
        }
        if (!description.IsEmpty || attempts is not null || expires is not null)
            throw CommandFailure.Missing("arguments", "Names, icon, class, rules, --attempts and --expires go with a package: what the server has is described there.");
        return null;
    }

    /// <summary>SGP.22 leaves it to a server how it gets its packages.</summary>
    private static Iccid WithoutStock(NewStock stock, VerbCall call)
    {
        Iccid iccid = Profile.IccidOf(stock.Package);
        if (!stock.Description.IsEmpty || stock.Attempts is not null || stock.Expires is not null)
            throw CommandFailure.Missing("noStock", "The server takes no packages from here: it must have this one, and how it is called and limited is said there. --iccid and --profile-type order what it has.");
        call.Say($"The server takes no packages from here: it is asked for {iccid}, which it must have.");
        return iccid;
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
