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
        : base($"The server refused {function}: {(code.Subject.Length + code.Reason.Length == 0 ? StatusCodeMeaning.Of(code) : $"{code} ({StatusCodeMeaning.Of(code)})")}.{Quote(serverMessage)}")
    {
        Function = function;
        Code = code;
        ServerMessage = serverMessage;
    }

    /// <summary>The function, "authenticateClient".</summary>
    public string Function { get; }

    /// <summary>Subject and reason; both empty if the server gave none.</summary>
    public StatusCode Code { get; }

    /// <summary>What the codes mean, in words.</summary>
    public string Meaning => StatusCodeMeaning.Of(Code);

    /// <summary>What a person can do about it, in a sentence; null where there is nothing to be said.</summary>
    public string? Advice => StatusCodeMeaning.AdviceFor(Code);

    /// <summary>The server's own words, if it gave any.</summary>
    public string? ServerMessage { get; }

    internal static RspException Of(string function, ResponseHeader header) => header.StatusCodeData is { } data
        ? new(function, data.Code, data.Message)
        : new(function, new("", ""), header.Status.ToString());

    private static string Quote(string? words) => words is null ? "" : $" It says: {words}";
}
