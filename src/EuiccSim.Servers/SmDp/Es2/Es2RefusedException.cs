using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Servers.SmDp.Es2;

/// <summary>An SM-DP+ refused a function of ES2+ that a procedure needs. SGP.22 v2.5 §5.2.6, §5.3.</summary>
public sealed class Es2RefusedException : Exception
{
    internal Es2RefusedException(string function, StatusCodeData? why)
        : base(WordsOf(why)) => (Function, StatusCode) = (function, why is null or { Code.IsEmpty: true } ? null : why.Code.ToString());

    /// <summary>The function: "downloadOrder".</summary>
    public string Function { get; }

    /// <summary>Subject and reason: "8.2.1/3.9"; null where the server gives none.</summary>
    public string? StatusCode { get; }

    /// <summary>Why what was ordered before could not be taken back, and stays as it is; null where it was, or nothing had been ordered.</summary>
    public string? NotTakenBack { get; internal init; }

    // The codes' words, and the server's own where they say more.
    private static string WordsOf(StatusCodeData? why)
    {
        string? own = why?.Message is { Length: > 0 } words && words != why.Code.Description ? OneLine.Of(words) : null;
        if (why is null or { Code.IsEmpty: true }) return own is null ? "The server does not say why." : $"The server says: {own}";
        string description = FaultWords.Capital(why.Code.Description);
        return own is null ? description : $"{description}. The server says: {own}";
    }
}
