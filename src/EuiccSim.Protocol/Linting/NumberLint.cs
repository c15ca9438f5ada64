using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using static EuiccSim.Protocol.Saip.ProfileRule;

namespace EuiccSim.Protocol.Linting;

/// <summary>Telephone numbers and parameters of short messages. TS 31.102 §4.2.26, §4.2.27, §4.4.2.3.</summary>
internal static class NumberLint
{
    private static readonly ProfileRule s_number = Warning("number-coding", "TS 31.102 §4.4.2.3", "a number has a length, a type and digits",
        "A phone shows or dials something else. The last 14 octets of the record: length of type and digits, type, 10 octets of digits, two references.");

    private static readonly ProfileRule s_record = Warning("number-record-length", "TS 31.102 §4.4.2.3", "a record of numbers has at least 14 octets",
        "The number does not fit. Make the records longer.");

    private static readonly ProfileRule s_parameters = Warning("smsp-coding", "TS 31.102 §4.2.27, TS 23.040 §9.1.2.5", "EF.SMSP has the service centre's address where it says so",
        "Short messages cannot be sent. Behind the name: indicator, 12 octets of destination, 12 of service centre (its length counts octets), three octets.");

    private static readonly ProfileRule s_parameterLength = Warning("smsp-record-length", "TS 31.102 §4.2.27", "a record of EF.SMSP has at least 28 octets",
        "The parameters do not fit. Make the records longer.");

    internal static IReadOnlyList<ProfileRule> Rules { get; } = [s_number, s_record, s_parameters, s_parameterLength];

    internal static void Check(LintContext context)
    {
        foreach (PackageFile usim in context.Usims)
        {
            foreach (int id in (ReadOnlySpan<int>)[0x6F3B, 0x6F40, 0x6F49, 0x6F4D, 0x6FC7])
                if (LintContext.Find(usim, id) is { Definition.RecordLength: > 0 } numbers) Numbers(context, numbers);
            if (LintContext.Find(usim, 0x6F42) is { Definition.RecordLength: > 0 } parameters) Parameters(context, parameters);
        }
    }

    /// <summary>True for digits, the first in the low half of the first octet, and 'F' behind the last; for nothing but 'F' as well.</summary>
    internal static bool IsDigits(Octets octets, bool onlyDecimal = false)
    {
        int most = onlyDecimal ? 9 : 0xD;
        bool isOver = false;
        foreach (byte octet in octets.Span)
        {
            foreach (int half in (ReadOnlySpan<int>)[octet & 0xF, octet >> 4])
            {
                if (half == 0xF) isOver = true;
                else if (isOver || half > most) return false;
            }
        }
        return true;
    }

    private static void Numbers(LintContext context, PackageFile file)
    {
        if (file.Definition.RecordLength < 14)
        {
            context.Tell(s_record, file, $"{file.Definition.RecordLength}");
            return;
        }
        foreach ((int number, Octets record) in LintContext.Records(file))
        {
            Octets tail = record.Slice(record.Length - 14);
            if (tail[0] is 0xFF or 0) continue;
            bool isGood = tail[0] is >= 2 and <= 11 && (tail[1] & 0x80) != 0 && IsDigits(tail.Slice(2, tail[0] - 1));
            if (!isGood) context.Tell(s_number, file, $"record {number} has {tail}");
        }
    }

    private static void Parameters(LintContext context, PackageFile file)
    {
        if (file.Definition.RecordLength < 28)
        {
            context.Tell(s_parameterLength, file, $"{file.Definition.RecordLength}");
            return;
        }
        foreach ((int number, Octets record) in LintContext.Records(file))
        {
            Octets tail = record.Slice(record.Length - 28);
            Octets centre = tail.Slice(13, 12);
            if ((tail[0] & 2) != 0) continue;
            bool isGood = centre[0] is >= 2 and <= 11 && (centre[1] & 0x80) != 0 && IsDigits(centre.Slice(2, centre[0] - 1));
            if (!isGood) context.Tell(s_parameters, file, $"record {number} has {centre}");
        }
    }
}
