using System.Text;
using EuiccSim.Protocol.Messages;
using EuiccSim.Protocol.Recognition;
using EuiccSim.Protocol.Saip.Forms;

namespace EuiccSim.Cli;

/// <summary><c>euiccsim decode</c>: any message of the protocol as named fields.</summary>
internal static class DecodeVerb
{
    internal static Command Build(Surroundings at)
    {
        Argument<string[]> given = new("FILE|HEX")
        {
            Description = "A file, - for the standard input, or the message itself in hexadecimal digits or base64.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<bool> keys = new("--keys") { Description = "Shows keys and PINs of profile packages; without it they are masked." };
        return new Command("decode", "Shows any message of the protocol as named fields: ES10, ES8+, ES9+, packages, certificates, APDUs.") { given, keys }
            .Does(at, call => Decode(call, string.Join(' ', call.Parsed.GetRequiredValue(given)), call.Parsed.GetValue(keys)));
    }

    private static Decoded Decode(VerbCall call, string given, bool hasKeys)
    {
        bool isTyped = given != Input && !Path.Exists(given);
        Octets file = isTyped ? Octets.Wrap(Encoding.UTF8.GetBytes(given))
            : given == Input ? Failures.OfFiles("files", () => Octets.Wrap(InputFile.Read(call.At.TakeInput(), "the input", ProfileForms.Limit)), "The standard input")
            : Failures.OfFiles("files", () => Octets.Wrap(InputFile.Read(given, ProfileForms.Limit)));
        RecognisedFile what = RecognisedFile.Of(file);
        if (isTyped && given.Split(' ').Any(Path.Exists)) throw CommandFailure.Missing("arguments", "It takes one file at a time.");
        if (isTyped && what.Kind == FileKind.Text) throw CommandFailure.Missing("arguments", $"There is no file '{given}', and it is no message in hexadecimal digits or base64.");
        MessageReading reading = MessageDecoder.Decode(file);
        return new(hasKeys ? reading : reading.WithoutSecrets(), what, Shell.Quote(given));
    }

    private const string Input = "-";

    private sealed record Decoded(MessageReading Reading, RecognisedFile What, string Given) : VerbResult
    {
        internal override CommandFailure? Failure => Reading.Reason is not { } reason ? null
            : CommandFailure.Missing("malformed", $"No message that is known: {reason}{(Elsewhere is { } advice ? $". {advice}" : "")}");

        internal override void WriteMembers(Utf8JsonWriter json)
        {
            json.WriteString("form", What.Form is { } form ? ProfileForms.NameOf(form) : null);
            Reading.WriteMembers(json);
        }

        internal override void Show(IAnsiConsole console)
        {
            foreach (string line in Reading.ToLines(console.Profile.Out.IsTerminal ? console.Profile.Width : null)) console.Line(line);
        }

        /// <summary>What takes a file that is of another kind.</summary>
        private string? Elsewhere => Reading.Readable is not null || What.Form is not null || What.Kind is FileKind.JsonMessage ? null : What.Advice(Given);
    }
}
