using System.Globalization;

namespace EuiccSim.Clinic.Logs.Reading;

/// <summary>The times of logs, as far as they have a year; without a zone they are taken as UTC.</summary>
internal static class LogTime
{
    internal static DateTimeOffset? Of(string? text) => text is not null && text.Length >= 16 && char.IsAsciiDigit(text[0])
        && DateTimeOffset.TryParseExact(text, s_forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    private static readonly string[] s_forms =
    [
        "yyyy-MM-dd HH:mm:ss.fff", "yyyy-MM-dd HH:mm:ss.ffffff", "yyyy-MM-dd'T'HH:mm:ss.fffK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:sszzz",
        "yyyy-MM-dd'T'HH:mm:ss.fffffffK", "yyyy-MM-dd'T'HH:mm:ss.ffffffK", "yyyy/MM/dd HH:mm:ss",
    ];
}
