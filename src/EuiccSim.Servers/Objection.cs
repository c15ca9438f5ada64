using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Servers;

/// <summary>Why a function is refused: the code, and what a person wants to know that no code tells.</summary>
/// <param name="code">The status code.</param>
/// <param name="detail">What is the matter here, in words; null where the code says all. Nothing secret: the other side is told, too.</param>
/// <param name="eid">The eUICC, as far as it is known; it need not have proven to be it.</param>
internal readonly struct Objection(StatusCode code, string? detail = null, Eid? eid = null)
{
    internal StatusCode Code => code;

    internal string? Detail => detail;

    internal Eid? Eid => eid;

    /// <summary>For the other side: what the code means, and the rest.</summary>
    internal string Message => detail is null ? code.Description : $"{code.Description}: {detail}";

    public static implicit operator Objection(StatusCode code) => new(code);

    public static implicit operator StatusCode(Objection objection) => objection.Code;

    /// <summary>The same, of an eUICC that is known.</summary>
    internal Objection About(Eid known) => new(code, detail, eid ?? known);
}
