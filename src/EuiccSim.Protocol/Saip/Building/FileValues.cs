using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Coding;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip.Files;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>A subscriber's data as files hold them. TS 102 221 §13.2, TS 31.102 §4.2, TS 31.103 §4.2.</summary>
/// <param name="data">The data.</param>
internal sealed class FileValues(Personalisation data)
{
    /// <summary>The IMSI that the new one takes the place of; null if it is not known.</summary>
    internal string? OldImsi { get; init; }

    /// <summary>The files without which the data make no sense.</summary>
    internal IEnumerable<FileRole> Given
    {
        get
        {
            yield return FileRole.Iccid;
            yield return FileRole.Imsi;
            if (data.ServiceProviderName is not null) yield return FileRole.ServiceProviderName;
            if (data.Msisdn is not null) yield return FileRole.Msisdn;
            if (data.Impi is not null) yield return FileRole.Impi;
            if (data.Impu is not null) yield return FileRole.Impu;
        }
    }

    internal static string NameOf(FileRole role) => role switch
    {
        FileRole.Iccid => "EF.ICCID",
        FileRole.Imsi => "EF.IMSI",
        FileRole.ServiceProviderName => "EF.SPN",
        FileRole.Msisdn => "EF.MSISDN",
        FileRole.Impi => "EF.IMPI",
        _ => "EF.IMPU",
    };

    /// <summary>The field that a person gave the data in.</summary>
    internal static string FieldOf(FileRole role) => role switch
    {
        FileRole.Iccid => "iccid",
        FileRole.Imsi => "imsi",
        FileRole.ServiceProviderName => "serviceProviderName",
        FileRole.Msisdn => "msisdn",
        FileRole.Impi => "impi",
        _ => "impu",
    };

    /// <summary>Puts the data into a file.</summary>
    /// <exception cref="SubscriberDataException">They do not fit.</exception>
    internal void Put(FileRole role, FileSteps file)
    {
        switch (role)
        {
            case FileRole.Iccid: Put(role, file, 0, data.Iccid.Ef); break;
            case FileRole.Imsi: Put(role, file, 0, Imsi.FromDigits(data.Imsi).Ef); break;
            case FileRole.ServiceProviderName when data.ServiceProviderName is { } name: Put(role, file, 1, SimContents.ProviderName(name)); break;
            case FileRole.Msisdn when data.Msisdn is { } number: Put(role, file, file.UnitLength - NumberEnd, SimContents.DialledNumber(number)); break;
            case FileRole.Impi: PutIdentity(role, file, data.Impi); break;
            case FileRole.Impu: PutIdentity(role, file, data.Impu); break;
        }
    }

    private static void Put(FileRole role, FileSteps file, int at, Octets octets)
    {
        if (at < 0 || at + octets.Length > file.UnitLength)
            throw new SubscriberDataException(FieldOf(role), $"file {file.File.FileId:X4} of the template has no room for {octets.Length} octets");
        file.Overwrite(at, octets);
    }

    /// <summary>TS 31.103 §4.2.2, §4.2.4: a text in a data object '80'. The rest of its file or record is not used.</summary>
    private void PutIdentity(FileRole role, FileSteps file, string? identity)
    {
        Octets content = file.Content;
        for (int at = 0; at < content.Length; at += file.UnitLength)
        {
            Octets unit = content.Slice(at, file.UnitLength);
            int length = unit is [0x80, < 0x80, ..] && unit[1] + 2 <= unit.Length ? unit[1] + 2 : unit.Length;
            string? next = at == 0 && identity is not null ? identity : WithNewImsi(unit.Slice(0, length));
            if (next is null) continue;
            Octets text = FileOctets.Text(next);
            bool isShort = text.Length < 0x80 && text.Length + 2 <= unit.Length;
            if (!isShort) throw new SubscriberDataException(FieldOf(role), $"'{next}' does not fit into file {file.File.FileId:X4} of the template");
            file.Overwrite(at, FileOctets.Pad(FileOctets.Tlv(0x80, text), Math.Max(length, text.Length + 2)));
        }
    }

    private string? WithNewImsi(Octets identity)
    {
        if (OldImsi is null || identity.IsEmpty || identity[0] != 0x80) return null;
        string text = Encoding.UTF8.GetString(identity.Slice(2).Span);
        return text.Contains(OldImsi, StringComparison.Ordinal) ? text.Replace(OldImsi, data.Imsi, StringComparison.Ordinal) : null;
    }

    // Length, type of number, 10 octets of digits; behind them two references, which stay.
    private const int NumberEnd = 14;
}
