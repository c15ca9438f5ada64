using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Terminal;

/// <content>Writing files whose structure the card tells. TS 102 221 §11.1.4, §11.1.6.</content>
public sealed partial class Sim
{
    /// <summary>Selects a file, and writes what fits its structure: octets of a transparent file, a record of a linear fixed one, a new record of a cyclic one.</summary>
    /// <param name="file">The file.</param>
    /// <param name="content">The octets; of a file with records all of one record.</param>
    /// <param name="offset">Where they begin in a transparent file; null for its beginning.</param>
    /// <param name="record">The number of the record in a linear fixed file, the first being 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What SELECT answered; null if there is no such file. <see cref="SimFileContent.Unfit"/> tells why nothing was written.</returns>
    /// <exception cref="SimException">The card rejects it.</exception>
    /// <exception cref="Asn1ContentException">The answer to SELECT is no FCP template.</exception>
    public async ValueTask<SimFileContent?> TryUpdateFileAsync(
        FileAddress file, Octets content, int? offset = null, int? record = null, CancellationToken cancellationToken = default)
    {
        if (await TrySelectAsync(file, cancellationToken).ConfigureAwait(false) is not { } control) return null;
        SimFileContent written = new(file, control, [content]) { Record = record };
        if (SimUnfit.Of(file, control, content, offset, record) is { } unfit) return written with { Unfit = unfit };
        try
        {
            if (control.Type == FileType.Transparent) await UpdateBinaryAsync(offset ?? 0, content, cancellationToken).ConfigureAwait(false);
            else if (record is { } number) await UpdateRecordAsync(number, content, cancellationToken).ConfigureAwait(false);
            else await AddRecordAsync(content, cancellationToken).ConfigureAwait(false);
            return written;
        }
        catch (SimException no) when (no.IsProtected)
        {
            throw no.With(await AccessConditionAsync(file, control, "update", cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>
    /// On what condition something may be done with a file, out of the access rules that its FCP has ('AB') or names ('8B': a record of an EF.ARR
    /// in its directory or one above it). TS 102 221 §9.2.4, §11.1.1.4.7. Another file is selected afterwards.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="control">What SELECT answered.</param>
    /// <param name="access">"read", "update", "activate" …</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>"PIN1 of application 1", "ADM 1", "never", "always"; null where the card does not tell.</returns>
    public async ValueTask<string?> AccessConditionAsync(
        FileAddress file, FileControlParameters control, string access, CancellationToken cancellationToken = default)
    {
        Octets rules = control.AccessRules;
        if (rules.IsEmpty && control.AccessRuleReference is (var fileId, var record)) rules = await ReadRulesAsync(file, fileId, record, cancellationToken).ConfigureAwait(false);
        return FileDecoder.AccessCondition(rules, access);
    }

    private async ValueTask<Octets> ReadRulesAsync(FileAddress file, Octets fileId, int record, CancellationToken cancellationToken)
    {
        for (int length = file.Path.Length - 2; length >= -2; length -= 2)
        {
            // Above the application's directory is the MF.
            FileAddress rules = length >= 0 ? file with { Path = Octets.Concat(file.Path.Slice(0, length), fileId) } : new("MF", fileId);
            try
            {
                if (await TrySelectAsync(rules, cancellationToken).ConfigureAwait(false) is { Type: FileType.LinearFixed, RecordLength: var size })
                    return await ReadRecordAsync(record, size, cancellationToken).ConfigureAwait(false);
            }
            catch (SimException)
            {
                // A card that does not let its rules be read does not tell them.
                return default;
            }
        }
        return default;
    }
}

/// <summary>Why nothing could be read from a file, or written into it.</summary>
/// <param name="Name">"fileType", "record", "offset", "length".</param>
/// <param name="Message">A sentence that names the file, and what it has.</param>
public sealed record SimUnfit(string Name, string Message)
{
    internal static SimUnfit? OfReading(FileAddress file, FileControlParameters control, int? record)
    {
        string name = file.NameOrPath;
        if (control.Type is not (FileType.Transparent or FileType.LinearFixed or FileType.Cyclic))
            return new("fileType", $"{name} is {KindOf(control.Type)}: transparent files and those with records can be read.");
        if (record is null) return null;
        return control.Type == FileType.Transparent ? new("record", $"{name} is transparent, and has no records.") : OfRecord(name, control, record.Value);
    }

    internal static SimUnfit? Of(FileAddress file, FileControlParameters control, Octets content, int? offset, int? record)
    {
        string name = file.NameOrPath;
        switch (control.Type)
        {
            case FileType.Transparent when record is not null:
                return new("record", $"{name} is transparent, and has no records.");
            case FileType.Transparent:
                int end = (offset ?? 0) + content.Length;
                return end <= control.Size ? null : new("length", Text($"{name} has {control.Size} octets: {content.Length} octets from octet {offset ?? 0} on do not fit."));
            case FileType.LinearFixed or FileType.Cyclic when offset is not null:
                return new("offset", $"{name} has records, which are written whole.");
            case FileType.LinearFixed when record is null:
                return new("record", Text($"{name} has {Records(control)}, and it must be said which is meant."));
            case FileType.Cyclic when record is not null:
                return new("record", $"{name} is cyclic: what is written is a new record, the first afterwards.");
            case FileType.LinearFixed or FileType.Cyclic:
                if (record is { } number && OfRecord(name, control, number) is { } unfit) return unfit;
                return control.RecordLength is 0 || control.RecordLength == content.Length
                    ? null
                    : new("length", Text($"A record of {name} has {control.RecordLength} octets, not {content.Length}."));
            default:
                return new("fileType", $"{name} is {KindOf(control.Type)}: transparent files and those with records can be written.");
        }
    }

    private static SimUnfit? OfRecord(string name, FileControlParameters control, int record) =>
        record >= 1 && (control.RecordCount == 0 || record <= control.RecordCount)
            ? null
            : new("record", Text($"{name} has {Records(control)}, and no record {record}."));

    private static string KindOf(FileType type) => type switch
    {
        FileType.Mf or FileType.Adf or FileType.Df => "a directory",
        FileType.BerTlv => "a file of BER-TLV objects",
        _ => StandardName.Of(type),
    };

    private static string Records(FileControlParameters control) => control.RecordCount == 1 ? "1 record" : Text($"{control.RecordCount} records");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
