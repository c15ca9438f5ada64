using System.Text;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Tests.Uicc;

/// <summary>A small Profile, built by hand: what a USIM has, one file of each kind.</summary>
internal static class TestProfile
{
    internal const string UsimAid = "A0000000871002FFFFFFFF8907090000";
    internal const string IsimAid = "A0000000871004FFFFFFFF8907090000";
    internal const string Iccid = "98109909002143658739";

    internal static UiccProfile Build(AkaRecord? aka = null)
    {
        FileTreeBuilder files = new(Directory(FileKind.Mf, 0x3F00, "010A"));
        AddArr(files, files.Mf, 0x2F06, 6);
        Fill(files.AddEf(files.Mf, Transparent(0x2FE2, 10, 2, 0x2F06, 11)), Iccid);
        Fill(files.AddEf(files.Mf, Transparent(0x2F05, 2, 5, 0x2F06, 1)), "656E");
        AddTelecom(files);
        AddUsim(files, aka);
        DraftFile isim = files.AddAdf(Directory(FileKind.Adf, 0xAD02, "0181") with { DfName = Octets.FromHex(IsimAid) });
        AddArr(files, isim, 0x6F06, 0);
        files.AddPuk(files.Mf, new() { Reference = 0x01, Value = Pin("11112222") });
        files.AddPin(files.Mf, new() { Reference = PinReference.Pin1, Value = Pin("1234"), UnblockReference = 0x01 });
        files.AddPin(files.Mf, new() { Reference = PinReference.Adm1, Value = Pin("99999999"), CanDisable = false });
        files.AddPin(files.Mf, new() { Reference = PinReference.Universal, Value = Pin("4321"), CanDisable = false });
        return files.Freeze();
    }

    /// <summary>ASCII digits padded with 'FF'.</summary>
    internal static Octets Pin(string digits)
    {
        byte[] value = [.. Enumerable.Repeat((byte)0xFF, 8)];
        Encoding.ASCII.GetBytes(digits).CopyTo(value, 0);
        return Octets.Wrap(value);
    }

    internal static FileParameters Directory(FileKind kind, ushort fid, string pins) =>
        new() { Kind = kind, Fid = fid, ArrFid = 0x2F06, ArrRecord = 14, PinReferences = Octets.FromHex(pins) };

    internal static FileParameters Transparent(ushort fid, int size, byte sfi, ushort arr, byte record) =>
        new() { Kind = FileKind.Transparent, Fid = fid, Size = size, Sfi = sfi, ArrFid = arr, ArrRecord = record };

    internal static FileParameters Records(FileKind kind, ushort fid, int count, int length, byte sfi, byte record) =>
        new() { Kind = kind, Fid = fid, Size = count * length, RecordLength = length, Sfi = sfi, ArrFid = 0x6F06, ArrRecord = record };

    private static void AddTelecom(FileTreeBuilder files)
    {
        DraftFile telecom = FileTreeBuilder.AddDf(files.Mf, Directory(FileKind.Df, 0x7F10, "010A"));
        AddArr(files, telecom, 0x6F06, 0);
        DraftFile phonebook = FileTreeBuilder.AddDf(telecom, Directory(FileKind.Df, 0x5F3A, "010A"));
        DraftFile adn = files.AddEf(phonebook, Records(FileKind.LinearFixed, 0x4F3A, 4, 4, 1, 1));
        Fill(adn, "41414101" + "42424202" + "41424303" + "FFFFFFFF");
        FileTreeBuilder.AddLink(telecom, Records(FileKind.LinearFixed, 0x6F3A, 4, 4, 0, 1), adn);
    }

    private static void AddUsim(FileTreeBuilder files, AkaRecord? aka)
    {
        DraftFile usim = files.AddAdf(Directory(FileKind.Adf, 0xAD01, "01810A") with { DfName = Octets.FromHex(UsimAid) });
        files.AddPin(usim, new() { Reference = PinReference.Pin2, Value = Pin("5678"), CanDisable = false });
        AddArr(files, usim, 0x6F06, 23);
        Fill(files.AddEf(usim, Transparent(0x6F07, 9, 7, 0x6F06, 2)), "080910100000000010");
        Fill(files.AddEf(usim, Transparent(0x6F38, 5, 4, 0x6F06, 2)), "0000000420");  // services 27 and 38
        Fill(files.AddEf(usim, Records(FileKind.LinearFixed, 0x6F3B, 2, 3, 0, 8)), "");
        Fill(files.AddEf(usim, Records(FileKind.Cyclic, 0x6F39, 3, 3, 9, 7)), "000003" + "000002" + "000001");
        files.AddEf(usim, new() { Kind = FileKind.BerTlv, Fid = 0x6FF0, Size = 600, MaximumSize = 600, Sfi = 10, ArrFid = 0x6F06, ArrRecord = 5 });
        FileTreeBuilder.AddDf(usim, Directory(FileKind.Df, 0x5FC0, "010A"));
        files.AddAka(usim, aka ?? new() { Algorithm = AkaAlgorithmId.UsimTest, Key = Octets.FromHex("000102030405060708090A0B0C0D0E0F") });
    }

    private static void AddArr(FileTreeBuilder files, DraftFile directory, ushort fid, byte sfi)
    {
        FileParameters arr = Records(FileKind.LinearFixed, fid, ArrRecords.All.Length, ArrRecords.Length, sfi, 10);
        byte[] content = new byte[arr.Size];
        content.AsSpan().Fill(0xFF);
        ArrRecords.WriteTo(content);
        files.AddEf(directory, arr with { ArrFid = fid }).Initial = InitialContent.Of(Octets.Wrap(content));
    }

    private static void Fill(DraftFile file, string hex) => file.Initial = InitialContent.Of(Octets.FromHex(hex.PadRight(2 * file.Parameters.Size, 'F')));
}
