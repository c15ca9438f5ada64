using System.Globalization;

namespace EuiccSim.Http;

/// <summary>From when to when a certificate is valid, and what the clock says here: words that follow "the certificate of HOST".</summary>
/// <param name="From">notBefore.</param>
/// <param name="To">notAfter.</param>
/// <param name="Now">The clock of who looks at it.</param>
internal readonly record struct Validity(DateTimeOffset From, DateTimeOffset To, DateTimeOffset Now)
{
    internal bool IsNow => From <= Now && Now <= To;

    /// <summary>"is valid from … to …, and has expired: the clock here says …, which may be wrong".</summary>
    public override string ToString()
    {
        string judgement = Now < From ? "and is not valid yet" : Now > To ? "and has expired" : "which includes now";
        string doubt = IsNow ? "" : ", which may be wrong";
        return string.Create(CultureInfo.InvariantCulture,
            $"is valid from {From.UtcDateTime:yyyy-MM-dd HH:mm}Z to {To.UtcDateTime:yyyy-MM-dd HH:mm}Z, {judgement}: the clock here says {Now.UtcDateTime:yyyy-MM-dd HH:mm}Z{doubt}");
    }
}
