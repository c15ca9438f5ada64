using EuiccSim.Http;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Servers.Wire;

/// <summary>One HTTP request, header by header, so that a case can do each wrongly. SGP.22 v2.5 §6.2, §6.3.</summary>
internal sealed record HttpAsk
{
    /// <summary>What it is called in reports: the function.</summary>
    internal required string Name { get; init; }

    /// <summary>From the first slash on.</summary>
    internal required string Path { get; init; }

    internal string Method { get; init; } = "POST";

    internal Octets Body { get; init; }

    /// <summary>Null for no such header, as for the others.</summary>
    internal string? ContentType { get; init; } = RspHttpWords.Json;

    internal string? AdminProtocol { get; init; } = "gsma/rsp/v2.5.0";

    internal string? UserAgent { get; init; } = "gsma-rsp-lpad";

    /// <summary>A function of the JSON binding.</summary>
    /// <param name="interfaceName">"es9plus", also for ES11; "es2plus", "es12".</param>
    /// <param name="function">The last part of the path.</param>
    /// <param name="body">The JSON object, or what stands in its place.</param>
    internal static HttpAsk Json(string interfaceName, string function, Octets body) =>
        new() { Name = function, Path = RspHttpWords.PathOf(interfaceName, function), Body = body };

    /// <summary>A function of the ASN.1 binding.</summary>
    internal static HttpAsk Asn1(string function, Octets body) =>
        new() { Name = function, Path = RspHttpWords.Asn1Path, Body = body, ContentType = RspHttpWords.Asn1 };
}

/// <summary>What came back.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The header, with its parameters; null for none.</param>
/// <param name="AdminProtocol">The header; null for none.</param>
/// <param name="Body">The body as it came.</param>
internal sealed record HttpAnswer(int Status, string? ContentType, string? AdminProtocol, Octets Body)
{
    /// <summary>What it is said to be, in small letters and without parameters.</summary>
    internal string MediaType => (ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
}
