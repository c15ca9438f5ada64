using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Lpa.Es9;

/// <summary>A server understood a function of ES9+ (or ES11) and refused it. SGP.22 v2.5 §5.2.6, §6.5.1.4.</summary>
public sealed class RspException : Exception
{
    /// <summary>A refusal.</summary>
    /// <param name="function">The function, "authenticateClient".</param>
    /// <param name="code">Subject and reason.</param>
    /// <param name="serverMessage">The server's own words, if it gave any.</param>
    public RspException(string function, StatusCode code, string? serverMessage = null)
        : base($"The server refused {function}{(code.IsEmpty ? " and gave no status code" : $": {code} ({StatusCodeMeaning.Of(code)})")}.{Quote(serverMessage)}")
    {
        Function = function;
        Code = code;
        ServerMessage = serverMessage;
    }

    /// <summary>The function, "authenticateClient".</summary>
    public string Function { get; }

    /// <summary>Subject and reason; what the server did not give is empty.</summary>
    public StatusCode Code { get; }

    /// <summary>What the codes mean, in words.</summary>
    public string Meaning => StatusCodeMeaning.Of(Code);

    /// <summary>What a person can do about it, in a sentence; null where there is nothing to be said.</summary>
    public string? Advice => StatusCodeMeaning.AdviceFor(Code);

    /// <summary>The server's own words, if it gave any.</summary>
    public string? ServerMessage { get; }

    internal static RspException Of(string function, ResponseHeader header) => header.StatusCodeData is { } data
        ? new(function, data.Code, WordsOf(data))
        : new(function, new("", ""), header.Status.ToString());

    /// <summary>The server's words, as many as a person reads.</summary>
    private static string? WordsOf(StatusCodeData data)
    {
        string words = string.IsNullOrWhiteSpace(data.SubjectIdentifier) ? data.Message ?? "" : $"{data.Message} (about {data.SubjectIdentifier})".TrimStart();
        if (words.Length == 0) return null;
        return words.Length <= LongestWords ? words : words[..LongestWords] + "…";
    }

    private static string Quote(string? words) => words is null ? "" : $" It says: {words}";

    private const int LongestWords = 1000;
}
