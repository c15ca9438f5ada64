using System.Text;
using EuiccSim.Cli.Trace;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Cli.Uicc;

/// <summary><c>euiccsim apdu HEX…</c>: raw APDUs to any card, one after the other; each answer decoded as in a trace.</summary>
internal sealed class ApduCommand
{
    private readonly CardTargetOptions _target = new();
    private readonly Argument<string[]> _apdus = new("HEX")
    {
        Description = "Command APDUs in their order: hexadecimal digits, also with spaces or colons; - reads one from each line of the input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _follow = new("--follow") { Description = "Send GET RESPONSE after 61XX and 9FXX, and repeat with the right length after 6CXX." };
    private readonly Option<string[]> _expect = new("--expect")
    {
        Description = "Stop with exit code 1 at a status word that is none of these, as 9000,61XX. Without it every answer is one.",
        HelpName = "SW",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> _malformed = new("--malformed") { Description = "Send also what is no APDU: lengths that do not fit, for one." };

    private ApduCommand()
    {
    }

    internal static Command Build(Surroundings at)
    {
        ApduCommand verb = new();
        Command command = new("apdu", "Sends raw APDUs to any card, and decodes the answers.") { verb._apdus, verb._follow, verb._expect, verb._malformed };
        verb._target.AddTo(command);
        return command.Does(at, verb.RunAsync);
    }

    private async Task<VerbResult> RunAsync(VerbCall call)
    {
        string[] expected = [.. (call.Parsed.GetValue(_expect) ?? []).SelectMany(one => one.Split(','))];
        if (Array.Find(expected, one => !StatusWord.IsPattern(one)) is { } odd)
            throw CommandFailure.Missing("arguments", $"--expect takes a status word as 9000 or 61XX, not '{odd}'.");
        string[] given = Joined(call.Parsed.GetRequiredValue(_apdus));
        // Before the first is sent, so that a slip of the pen in the last does not leave the card halfway.
        foreach (string one in given) if (one != Input) Read(call, one);
        await using OpenCard card = await _target.OpenAsync(call);
        await using TraceScreen screen = new(call, new() { ShowOctets = true, ShowSecrets = true, FieldLength = int.MaxValue / 2 });
        ApduConversation conversation = new(card.Connection, screen, call, expected);
        foreach (string one in given)
        {
            if (one != Input) await conversation.SendAsync(Read(call, one), call.Parsed.GetValue(_follow));
            else await SendInputAsync(conversation, call);
            if (conversation.Unexpected is not null) break;
        }
        return new Answered(conversation.Exchanges, conversation.Last, conversation.Unexpected);
    }

    private async Task SendInputAsync(ApduConversation conversation, VerbCall call)
    {
        using StreamReader input = new(call.At.StandardStreams().Input, Encoding.UTF8);
        // To read from a terminal blocks, whatever token it is given.
        while (conversation.Unexpected is null && await Task.Run(input.ReadLine, CancellationToken.None).WaitAsync(call.Ct) is { } line)
        {
            string text = line.Split('#')[0].Trim();
            if (text.Length > 0) await conversation.SendAsync(Read(call, text), call.Parsed.GetValue(_follow));
        }
    }

    /// <summary>Who writes spaces without quotes has the shell part one APDU into many words: none has fewer than four octets.</summary>
    private static string[] Joined(string[] words) =>
        words.Length > 1 && words.Any(word => word != Input && Octets.TryParse(word) is { Length: < 4 }) ? [string.Join(' ', words)] : words;

    private Octets Read(VerbCall call, string text)
    {
        if (Octets.TryParse(text) is not { } octets) throw CommandFailure.Missing("arguments", $"'{Header(text)}' is no APDU: it takes an even number of hexadecimal digits.");
        if (CommandApdu.TryParse(octets) is null && !call.Parsed.GetValue(_malformed)) throw CommandFailure.Missing("arguments", WhyNone(octets));
        return octets;
    }

    private static string WhyNone(Octets octets)
    {
        string why = octets.Length < 4
            ? string.Create(CultureInfo.InvariantCulture, $"it has {octets.Length} octets, and class, instruction, P1 and P2 are 4")
            : string.Create(CultureInfo.InvariantCulture, $"its length '{octets.Slice(4, 1)}' does not fit: octets behind it: {octets.Length - 5}");
        return $"'{Header(octets.ToString())}' is no APDU: {why}. --malformed sends it all the same.";
    }

    /// <summary>Class, instruction, P1 and P2: behind them may be a PIN or a key.</summary>
    private static string Header(string digits) => digits.Length <= HeaderDigits ? digits : $"{digits[..HeaderDigits]}…";

    private const string Input = "-";
    private const int HeaderDigits = 8;

    /// <summary>The exchanges stand above already.</summary>
    private sealed record Answered(int Exchanges, StatusWord? Status, CommandFailure? Fault) : VerbResult
    {
        internal override CommandFailure? Failure => Fault;

        internal override void WriteMembers(Utf8JsonWriter json)
        {
            json.WriteNumber("exchanges", Exchanges);
            json.WriteString("status", Status?.ToString());
        }

        internal override void Show(IAnsiConsole console)
        {
        }
    }
}
