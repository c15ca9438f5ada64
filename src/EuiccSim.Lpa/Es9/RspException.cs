namespace EuiccSim.Lpa.Es9;

/// <summary>A server understood a function of ES9+ (or ES11) and refused it. SGP.22 v2.5 §6.5.1.4.</summary>
public sealed class RspException : Exception
{
    /// <summary>A refusal.</summary>
    /// <param name="function">The function, "authenticateClient".</param>
    /// <param name="code">Why.</param>
    public RspException(string function, StatusCode code)
        : base($"The server refused {function}: {code}.")
    {
        Function = function;
        Code = code;
    }

    /// <summary>The function, "authenticateClient".</summary>
    public string Function { get; }

    /// <summary>Why: subject code, reason code, the server's words.</summary>
    public StatusCode Code { get; }
}
