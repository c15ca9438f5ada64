using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Conformance.Euicc;

/// <summary>Files of the enabled Profile, as a terminal reads them. TS 102 221 §11.1.</summary>
internal static class EnabledFiles
{
    /// <summary>The USIM of the Profiles that the run installs.</summary>
    internal static Aid Usim { get; } = new(ProfileBuilder.UsimAid);

    /// <summary>Selects the USIM on a channel of its own, which must succeed. The case closes it.</summary>
    internal static async Task<IApplicationChannel> OpenUsimAsync(this EuiccBench bench)
    {
        IApplicationChannel? usim = await bench.TryOpenAsync(Usim);
        bench.Expect(usim is not null, "the USIM of the enabled Profile can be selected", "the card refuses it");
        return usim!;
    }

    /// <summary>Expects the USIM not to be there.</summary>
    internal static async Task ExpectNoUsimAsync(this EuiccBench bench)
    {
        IApplicationChannel? usim = await bench.TryOpenAsync(Usim);
        if (usim is not null) await usim.DisposeAsync();
        bench.Expect(usim is null, "without an enabled Profile there is no USIM", "it can be selected");
    }

    /// <summary>Expects EF.ICCID and EF.IMSI to be those of a Profile of the run.</summary>
    internal static async Task ExpectShownAsync(this EuiccBench bench, TestProfile profile, int number)
    {
        await using IApplicationChannel usim = await bench.OpenUsimAsync();
        bench.ExpectOctets(await bench.ReadBinaryAsync(usim, FileAddress.Iccid), profile.Iccid.Ef, "EF.ICCID");
        Octets imsi = await bench.ReadBinaryAsync(usim, FileAddress.Imsi);
        bench.ExpectEqual(EuiccBench.Read(imsi, "an IMSI in EF.IMSI", ImsiIn), TestProfiles.ImsiOf(number), "the IMSI");
    }

    /// <summary>SELECT by path, from the MF or from the USIM.</summary>
    internal static async Task<FileControlParameters> SelectAsync(this EuiccBench bench, IApplicationChannel channel, FileAddress file)
    {
        ResponseApdu answer = await channel.TransmitAsync(new(0x00, 0xA4, 0x08, 0x04, file.PathFromMf, 0x100), bench.Ct);
        bench.ExpectStatus(answer.Status, "9000", "91XX");
        return EuiccBench.Read(answer.Data, $"the FCP template of {file.NameOrPath}", FileControlParameters.Read);
    }

    /// <summary>All of a transparent file.</summary>
    internal static async Task<Octets> ReadBinaryAsync(this EuiccBench bench, IApplicationChannel channel, FileAddress file)
    {
        FileControlParameters control = await bench.SelectAsync(channel, file);
        bench.Expect(control.Size is > 0 and <= 0x100, $"the size of {file.NameOrPath}", $"{control.Size}");
        ResponseApdu answer = await channel.TransmitAsync(new(0x00, 0xB0, 0x00, 0x00, ne: control.Size), bench.Ct);
        bench.ExpectStatus(answer.Status, "9000", "91XX");
        return answer.Data;
    }

    /// <summary>All records of a file.</summary>
    internal static async Task<IReadOnlyList<Octets>> ReadRecordsAsync(this EuiccBench bench, IApplicationChannel channel, FileAddress file)
    {
        FileControlParameters control = await bench.SelectAsync(channel, file);
        bench.Expect(control is { RecordCount: > 0, RecordLength: > 0 and <= 0x100 }, $"{file.NameOrPath} has records", control.ToString());
        List<Octets> records = [];
        for (int number = 1; number <= control.RecordCount; number++)
        {
            ResponseApdu answer = await channel.TransmitAsync(new(0x00, 0xB2, (byte)number, 0x04, ne: control.RecordLength), bench.Ct);
            bench.ExpectStatus(answer.Status, "9000", "91XX");
            records.Add(answer.Data);
        }
        return records;
    }

    private static string ImsiIn(Octets content) =>
        Imsi.TryFromEf(content, out Imsi? imsi) ? imsi.Value.Digits : throw new Asn1ContentException($"'{content}'");
}
