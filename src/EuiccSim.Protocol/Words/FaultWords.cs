using System.ComponentModel;
using System.Formats.Asn1;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text.Json;

namespace EuiccSim.Protocol.Words;

/// <summary>
/// What exceptions say to a person. Those of this project speak for themselves; those of the platform name parameters, types and places in
/// its parsers, which tell a person nothing: what they mean stands here, in one place.
/// </summary>
public static class FaultWords
{
    /// <summary>What went wrong, as part of a sentence: without a stop at its end.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <param name="about">The file that the sentence names already; null if it names none.</param>
    public static string Of(Exception fault, string? about = null) => WithoutStop(Phrase(fault, about).Text);

    /// <summary>The same as a sentence of its own: a word of ours at its beginning has a capital, and a name that a person gave stays as it is.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <param name="about">The file that the sentence names already; null if it names none.</param>
    public static string Sentence(Exception fault, string? about = null)
    {
        FaultPhrase phrase = Phrase(fault, about);
        return Sentence(phrase.IsOurs ? Capital(phrase.Text) : phrase.Text);
    }

    /// <summary>A text with one stop at its end. It may begin with the name of a file or a server: its beginning is left alone.</summary>
    public static string Sentence(string text)
    {
        string shorn = WithoutStop(text);
        return shorn.Length == 0 || shorn[^1] is '?' or '!' or '…' ? shorn : shorn + ".";
    }

    /// <summary>Words of ours at the beginning of a sentence: "the order" as "The order", and "eUICC" as it is.</summary>
    /// <param name="ours">No words that may begin with a name that a person gave.</param>
    public static string Capital(string ours) =>
        ours.Length > 1 && char.IsAsciiLetterLower(ours[0]) && !char.IsAsciiLetterUpper(ours[1]) ? char.ToUpperInvariant(ours[0]) + ours[1..] : ours;

    private static FaultPhrase Phrase(Exception fault, string? about) =>
        fault is IOException or UnauthorizedAccessException && !IsOurs(fault) ? FileFaults.Of(fault, about) : Words(fault);

    private static FaultPhrase Words(Exception fault) => fault switch
    {
        _ when IsOurs(fault) => FaultPhrase.AsSaid(fault.Message),
        JsonException json => JsonFaults.Of(json),
        SocketException socket => SocketFaults.Of(socket.SocketErrorCode),
        ArgumentException => FaultPhrase.AsSaid(WithoutParameter(fault.Message)),
        AsnContentException => Asn1Faults.Of(fault.Message),
        AuthenticationException => Tls(fault),
        HttpRequestException { InnerException: { } cause } => Phrase(cause, null),
        CryptographicException => "it is damaged, or no certificate or key in PEM or DER",
        Win32Exception program => ProgramFaults(program),
        AggregateException { InnerException: { } cause } => Phrase(cause, null),
        TimeoutException => "there was no answer in time",
        OperationCanceledException => "it was given up",
        OverflowException => "a number is too large",
        KeyNotFoundException => "a member is missing",
        ObjectDisposedException => "it was closed meanwhile",
        InvalidOperationException => JsonFaults.OfKind(fault.Message) ?? FaultPhrase.AsSaid(fault.Message),
        FormatException => OfFormat(fault.Message),
        _ => fault.InnerException is { } inner && fault.Message.Contains("exception", StringComparison.OrdinalIgnoreCase) ? Phrase(inner, null) : FaultPhrase.AsSaid(fault.Message),
    };

    // The platform's words quote what was read, which can be a secret.
    private static FaultPhrase OfFormat(string message) => message.StartsWith("String '", StringComparison.Ordinal) ? "it is no time in ISO 8601"
        : message.StartsWith("The input string '", StringComparison.Ordinal) ? "it is no number" : FaultPhrase.AsSaid(message);

    /// <summary>True for what was thrown with words of our own.</summary>
    private static bool IsOurs(Exception fault) => fault.GetType().Namespace?.StartsWith("EuiccSim", StringComparison.Ordinal) ?? false;

    private static string WithoutParameter(string message)
    {
        int parameter = message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return parameter < 0 ? message : message[..parameter];
    }

    // The innermost has what the TLS library says: "error:0A000410:SSL routines::ssl/tls alert handshake failure".
    private static FaultPhrase Tls(Exception fault)
    {
        Exception last = fault;
        while (last.InnerException is { } inner) last = inner;
        int words = last.Message.LastIndexOf("::", StringComparison.Ordinal);
        if (words >= 0) return FaultPhrase.AsSaid(last.Message[(words + 2)..]);
        return last is SocketException or IOException ? Phrase(last, null) : "the two sides could not agree, or one ended it";
    }

    // "An error occurred trying to start process 'x' with working directory '/y'. No such file or directory"
    private static string ProgramFaults(Win32Exception fault) => fault.NativeErrorCode switch
    {
        2 or 3 => "there is no such program",
        5 or 13 => "this user may not run it",
        8 or 193 => "it is no program of this machine",
        _ => fault.Message[(fault.Message.LastIndexOf("'. ", StringComparison.Ordinal) is var end and >= 0 ? end + 3 : 0)..],
    };

    private static string WithoutStop(string text) => text.TrimEnd(' ', '.', '\r', '\n');
}
