using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Terminal;

/// <content>Files. TS 102 221 §11.1.1 to §11.1.8, §11.3.</content>
public sealed partial class Sim
{
    /// <summary>Selects a file.</summary>
    /// <param name="file">The file; <see cref="FileAddress.Parse"/> makes one of "EF.IMSI" or "USIM/6F07".</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SimException">There is no such file ('6A82').</exception>
    /// <exception cref="Asn1ContentException">The answer is no FCP template.</exception>
    public async ValueTask<FileControlParameters> SelectAsync(FileAddress file, CancellationToken cancellationToken = default) =>
        Selected(await TrySelectAsync(file, cancellationToken).ConfigureAwait(false), SelectCommand(file));

    /// <summary>The same for a file that may be absent: null then.</summary>
    /// <exception cref="SimException">The card rejects it with another status word than '6A82'.</exception>
    /// <exception cref="Asn1ContentException">The answer is no FCP template.</exception>
    public async ValueTask<FileControlParameters?> TrySelectAsync(FileAddress file, CancellationToken cancellationToken = default)
    {
        CommandApdu select = SelectCommand(file);
        ResponseApdu response = await _patient.TransmitAsync(select, cancellationToken).ConfigureAwait(false);
        if (response.Status == StatusWord.FileNotFound) return null;
        if (response.Status.IsOk || response.Status == StatusWord.FileDeactivated) return FileControlParameters.Read(response.Data);
        throw new SimException("SELECT", response.Status, select);
    }

    /// <summary>Selects a transparent file, and reads all of it.</summary>
    /// <exception cref="SimException">There is no such file, or it may not be read.</exception>
    /// <exception cref="Asn1ContentException">The answer to SELECT is no FCP template.</exception>
    public async ValueTask<Octets> ReadAsync(FileAddress file, CancellationToken cancellationToken = default)
    {
        FileControlParameters control = await SelectAsync(file, cancellationToken).ConfigureAwait(false);
        return await ReadBinaryAsync(0, control.Size, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Selects a file with records, and reads all of them.</summary>
    /// <exception cref="SimException">There is no such file, or it may not be read.</exception>
    /// <exception cref="Asn1ContentException">The answer to SELECT is no FCP template.</exception>
    public async ValueTask<IReadOnlyList<Octets>> ReadRecordsAsync(FileAddress file, CancellationToken cancellationToken = default)
    {
        FileControlParameters control = await SelectAsync(file, cancellationToken).ConfigureAwait(false);
        return await ReadContentAsync(control, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a file of whatever structure.</summary>
    /// <param name="file">The file.</param>
    /// <param name="record">The number of the only record that is wanted, the first being 1; null for the whole file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null if there is no such file; without parts what cannot be read, a directory for example.</returns>
    /// <exception cref="SimException">It may not be read.</exception>
    /// <exception cref="Asn1ContentException">The answer to SELECT is no FCP template.</exception>
    public async ValueTask<SimFileContent?> TryReadFileAsync(FileAddress file, int? record = null, CancellationToken cancellationToken = default)
    {
        if (await TrySelectAsync(file, cancellationToken).ConfigureAwait(false) is not { } control) return null;
        SimFileContent content = new(file, control, []) { Record = record, Unfit = SimUnfit.OfReading(file, control, record) };
        if (content.Unfit is not null) return content;
        try
        {
            return content with
            {
                Parts = record is { } number
                    ? [await ReadRecordAsync(number, control.RecordLength, cancellationToken).ConfigureAwait(false)]
                    : await ReadContentAsync(control, cancellationToken).ConfigureAwait(false),
            };
        }
        catch (SimException no) when (no.IsProtected)
        {
            throw no.With(await AccessConditionAsync(file, control, "read", cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>All of the selected file: one part of a transparent file, each record of one with records; nothing of any other.</summary>
    /// <param name="selected">What SELECT answered.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SimException">It may not be read.</exception>
    public async ValueTask<IReadOnlyList<Octets>> ReadContentAsync(FileControlParameters selected, CancellationToken cancellationToken = default)
    {
        if (selected.Type == FileType.Transparent) return [await ReadBinaryAsync(0, selected.Size, cancellationToken).ConfigureAwait(false)];
        List<Octets> records = [];
        for (int record = 1; record <= selected.RecordCount; record++)
            records.Add(await ReadRecordAsync(record, selected.RecordLength, cancellationToken).ConfigureAwait(false));
        return records;
    }

    /// <summary>Reads octets of the selected transparent file. §11.1.3.</summary>
    /// <param name="offset">The first octet, 0 to 32767.</param>
    /// <param name="length">How many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SimException">They may not be read, or are not there.</exception>
    public async ValueTask<Octets> ReadBinaryAsync(int offset, int length, CancellationToken cancellationToken = default)
    {
        List<Octets> parts = [];
        for (int at = offset; at < offset + length; at += MaximumBlock)
        {
            CommandApdu read = new(0x00, 0xB0, (byte)(at >> 8), (byte)(at & 0xFF), ne: Math.Min(MaximumBlock, offset + length - at));
            parts.Add(await ExpectAsync("READ BINARY", read, cancellationToken).ConfigureAwait(false));
        }
        return Octets.Concat([.. parts]);
    }

    /// <summary>Writes octets of the selected transparent file, in pieces of up to 255. §11.1.4.</summary>
    /// <param name="offset">The first octet, 0 to 32767.</param>
    /// <param name="content">The octets.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SimException">They may not be written, or do not fit.</exception>
    public async ValueTask UpdateBinaryAsync(int offset, Octets content, CancellationToken cancellationToken = default)
    {
        for (int done = 0; done < content.Length; done += MaximumBlock)
        {
            int at = offset + done;
            Octets piece = content.Slice(done, Math.Min(MaximumBlock, content.Length - done));
            await ExpectAsync("UPDATE BINARY", new(0x00, 0xD6, (byte)(at >> 8), (byte)(at & 0xFF), piece), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads one record of the selected file. §11.1.5.</summary>
    /// <param name="record">Its number, the first being 1.</param>
    /// <param name="length">Its octets.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SimException">It may not be read, or is not there.</exception>
    public ValueTask<Octets> ReadRecordAsync(int record, int length, CancellationToken cancellationToken = default) =>
        ExpectAsync("READ RECORD", new(0x00, 0xB2, (byte)record, Absolute, ne: length), cancellationToken);

    /// <summary>Writes one record of the selected linear fixed file. §11.1.6.</summary>
    /// <param name="record">Its number, the first being 1.</param>
    /// <param name="content">All of its octets.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SimException">It may not be written, is not there, or has another length.</exception>
    public async ValueTask UpdateRecordAsync(int record, Octets content, CancellationToken cancellationToken = default) =>
        await ExpectAsync("UPDATE RECORD", new(0x00, 0xDC, (byte)record, Absolute, content), cancellationToken).ConfigureAwait(false);

    /// <summary>Writes a new record of the selected cyclic file, the first afterwards; the oldest is lost. §11.1.6.</summary>
    /// <param name="content">All of its octets.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SimException">It may not be written, or has another length.</exception>
    public async ValueTask AddRecordAsync(Octets content, CancellationToken cancellationToken = default) =>
        await ExpectAsync("UPDATE RECORD", new(0x00, 0xDC, 0x00, Previous, content), cancellationToken).ConfigureAwait(false);

    /// <summary>Reads a data object of the selected BER-TLV file. §11.3.1.</summary>
    /// <param name="tag">Its tag, up to three octets as a number.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The whole object, tag and length with it.</returns>
    /// <exception cref="SimException">It may not be read, or is not there ('6A88').</exception>
    public async ValueTask<Octets> RetrieveDataAsync(int tag, CancellationToken cancellationToken = default)
    {
        CommandApdu command = new(0x80, 0xCB, 0x00, FirstBlock, TagOctets(tag), 256);
        List<Octets> parts = [];
        while (true)
        {
            ResponseApdu response = await _patient.TransmitAsync(command, cancellationToken).ConfigureAwait(false);
            bool isMore = response.Status == StatusWord.MoreDataAvailable;
            if (!response.Status.IsOk && !isMore) throw new SimException("RETRIEVE DATA", response.Status, command);
            parts.Add(response.Data);
            if (!isMore || response.Data.IsEmpty) return Octets.Concat([.. parts]);
            command = new(0x80, 0xCB, 0x00, NextBlock, ne: 256);
        }
    }

    /// <summary>Writes a data object into the selected BER-TLV file; one without a value is deleted. §11.3.2.</summary>
    /// <param name="dataObject">The whole object, tag and length with it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SimException">It may not be written, or there is no room ('6A84').</exception>
    public async ValueTask SetDataAsync(Octets dataObject, CancellationToken cancellationToken = default)
    {
        for (int at = 0; at < dataObject.Length; at += MaximumBlock)
        {
            CommandApdu command = new(0x80, 0xDB, 0x00, at == 0 ? FirstBlock : NextBlock, dataObject.Slice(at, Math.Min(MaximumBlock, dataObject.Length - at)));
            ResponseApdu response = await _patient.TransmitAsync(command, cancellationToken).ConfigureAwait(false);
            bool isMoreExpected = response.Status.Value == MoreDataExpected && at + MaximumBlock < dataObject.Length;
            if (!response.Status.IsOk && !isMoreExpected) throw new SimException("SET DATA", response.Status, command);
        }
    }

    private static CommandApdu SelectCommand(FileAddress file) => file.PathFromMf.IsEmpty
        ? new(0x00, 0xA4, 0x00, 0x04, Octets.FromHex("3F00"), 256)
        : new(0x00, 0xA4, 0x08, 0x04, file.PathFromMf, 256);

    private static FileControlParameters Selected(FileControlParameters? control, CommandApdu select) =>
        control ?? throw new SimException("SELECT", StatusWord.FileNotFound, select);

    private static Octets TagOctets(int tag) => tag switch
    {
        <= 0xFF => Octets.Of([(byte)tag]),
        <= 0xFFFF => Octets.Of([(byte)(tag >> 8), (byte)(tag & 0xFF)]),
        _ => Octets.Of([(byte)(tag >> 16), (byte)((tag >> 8) & 0xFF), (byte)(tag & 0xFF)]),
    };

    private const int MaximumBlock = 255;
    private const byte Absolute = 0x04;
    private const byte Previous = 0x03;
    private const byte FirstBlock = 0x80;
    private const byte NextBlock = 0x00;
    private const ushort MoreDataExpected = 0x63F1;
}
