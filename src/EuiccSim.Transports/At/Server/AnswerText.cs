using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.At.Dialects;

namespace EuiccSim.Transports.At.Server;

/// <summary>Lines of answers, as a dialect writes them.</summary>
internal static class AnswerText
{
    /// <summary>"+CCHO: 1".</summary>
    internal static string Named(string name, string value, ModemDialect dialect) => $"{name}:{(dialect.HasBlankAfterColon ? " " : "")}{value}";

    /// <summary>"+CGLA: 4,"9000"".</summary>
    internal static string Of(string name, Octets response, ModemDialect dialect)
    {
        int length = dialect.CountsOctets ? response.Length : 2 * response.Length;
        string digits = dialect.HasLowerCaseDigits ? Convert.ToHexStringLower(response.Span) : response.ToString();
        string quote = dialect.HasQuotes ? "\"" : "";
        return Named(name, string.Create(CultureInfo.InvariantCulture, $"{length},{quote}{digits}{quote}"), dialect);
    }
}
