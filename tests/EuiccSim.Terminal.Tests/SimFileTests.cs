using System.Text;
using System.Text.Json;
using EuiccSim.Card;
using EuiccSim.Lpa.Channels;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Terminal.Tests;

/// <summary>What is in files, what it means, and how it is written.</summary>
public sealed class SimFileTests
{
    // The contents and their meanings are those of FileDecoderTests of the protocol, which names the clauses.
    [TestCase("EF.IMSI", "082926101032547698", "imsi: 262010123456789", "{\"imsi\":\"262010123456789\"}")]
    [TestCase("EF.ACC", "0802", "accessControlClasses: 1 11", "{\"accessControlClasses\":\"1 11\"}")]
    [TestCase("EF.AD", "00000003", "ueOperationMode: normal operation|additionalInformation: 0000|lengthOfMnc: 3",
        "{\"ueOperationMode\":\"normal operation\",\"additionalInformation\":\"0000\",\"lengthOfMnc\":\"3\"}")]
    [TestCase("EF.FPLMN", "62F210FFFFFF32F451FFFFFF", "26201|23415", "{\"plmns\":[\"26201\",\"23415\"]}")]
    [TestCase("EF.FPLMN", "FFFFFFFFFFFF", "(empty)", "{\"plmns\":[]}")]
    [TestCase("EF.AD", "0000", "0000 (not what EF.AD holds: 2 octets where 3 are needed)", "{\"fault\":\"2 octets where 3 are needed\"}")]
    [TestCase("EF.Keys", "07FF", "07FF", null)]
    public void A_transparent_file_is_told_in_words_where_the_standards_know_it(string file, string octets, string lines, string? decoded)
    {
        SimFileContent content = Content(file, FileType.Transparent, octets);
        Assert.That(string.Join('|', content.Lines), Is.EqualTo(lines));
        Assert.That(content.RawLines, Is.EqualTo(new[] { octets }));
        JsonElement json = Json(content);
        Assert.That(json.GetProperty("data").GetString(), Is.EqualTo(octets));
        Assert.That(json.TryGetProperty("decoded", out JsonElement value) ? value.GetRawText() : null, Is.EqualTo(decoded));
        Assert.That(Json(content, isDecoded: false).TryGetProperty("decoded", out _), Is.False);
    }

    [Test]
    public void Records_are_told_one_by_one_and_empty_ones_and_damaged_ones_as_such()
    {
        SimFileContent content = Content("EF.ECC", FileType.LinearFixed, "11F2FF00", "FFFFFFFF", "11F2");
        Assert.That(content.Lines, Is.EqualTo(new[]
        {
            "  1 number 112, serviceCategory any", "  2 (empty)", "  3 11F2 (not what EF.ECC holds: 2 octets where 4 are needed)",
        }));
        JsonElement json = Json(content);
        Assert.That(json.GetProperty("records").EnumerateArray().Select(record => record.GetString()), Is.EqualTo(new[] { "11F2FF00", "FFFFFFFF", "11F2" }));
        JsonElement decoded = json.GetProperty("decoded");
        Assert.That((decoded[0].GetProperty("number").GetString(), decoded[1].ValueKind, decoded[2].TryGetProperty("fault", out _)), Is.EqualTo(("112", JsonValueKind.Null, true)));
    }

    /// <summary>TS 51.011 §10.3.27: in a SIM of the second generation EF.ECC is transparent, with three octets for each number; so is the CSIM's, 6F47 (3GPP2 C.S0065).</summary>
    [TestCase("7F20/6FB7")]
    [TestCase("USIM/6FB7")]
    [TestCase("CSIM/6F47")]
    public void A_file_of_the_same_name_that_holds_something_else_is_not_decoded(string path)
    {
        Assert.That(FileAddress.Parse(path).Name, Is.EqualTo("EF.ECC"));
        Assert.That(Content(path, FileType.Transparent, "11F2FF19F1FF").Lines, Is.EqualTo(new[] { "11F2FF19F1FF" }));
    }

    /// <summary>TS 51.011 §10.3: DF.GSM is 7F20 below the MF, EF.IMSI 6F07 and EF.LOCI 6F7E in it.</summary>
    [TestCase("7F20/6F07", "EF.IMSI")]
    [TestCase("3F00/7F20/6F7E", "EF.LOCI")]
    [TestCase("7F20/6FFF", "")]
    [TestCase("MF", "")]
    public void Files_of_DF_GSM_have_their_names(string path, string name) => Assert.That(FileAddress.Parse(path).Name, Is.EqualTo(name));

    [Test]
    public async Task One_record_is_read_alone()
    {
        await using CardConnection card = await EnabledCard.CreateAsync();
        await using Sim sim = await Sim.OpenAsync(card);
        FileAddress directory = FileAddress.Parse("EF.DIR");
        SimFileContent whole = (await sim.TryReadFileAsync(directory))!, second = (await sim.TryReadFileAsync(directory, record: 2))!;
        Assert.That((second.Parts.Single(), second.Lines.Single()[..4]), Is.EqualTo((whole.Parts[1], "  2 ")));
        Assert.That(Json(second).GetProperty("record").GetInt32(), Is.EqualTo(2));
        Assert.That((await sim.TryReadFileAsync(directory, record: 9))!.Unfit, Is.EqualTo(new SimUnfit("record", "EF.DIR has 2 records, and no record 9.")));
        Assert.That((await sim.TryReadFileAsync(FileAddress.Iccid, record: 1))!.Unfit, Is.EqualTo(new SimUnfit("record", "EF.ICCID is transparent, and has no records.")));
        Assert.That((await sim.TryReadFileAsync(FileAddress.Parse("7F10")))!.Unfit, Is.EqualTo(new SimUnfit("fileType", "DF.TELECOM is a directory: transparent files and those with records can be read.")));
    }

    /// <summary>TS 31.102 §4.2.2, §4.2.17 and annex: PIN reads EF.IMSI, and only ADM writes it; EF.ICCID is never written; PIN writes EF.LOCI.</summary>
    [Test]
    public async Task A_refusal_names_what_the_access_rule_wants()
    {
        await using CardConnection card = await EnabledCard.CreateAsync();
        await using Sim sim = await Sim.OpenAsync(card);
        SimException? read = await Assert.ThrowsAsync<SimException>(async () => await sim.TryReadFileAsync(FileAddress.Imsi));
        Assert.That((read!.AccessCondition, read.Meaning), Is.EqualTo(("PIN1 of application 1", "The file is protected: its access rule wants PIN1 of application 1 for READ BINARY.")));
        await sim.VerifyPinAsync("2468");
        SimException? written = await Assert.ThrowsAsync<SimException>(async () => await sim.TryUpdateFileAsync(FileAddress.Imsi, Octets.FromHex("08")));
        Assert.That((written!.AccessCondition, written.Status.Value), Is.EqualTo(("ADM 1", (ushort)0x6982)));
        SimException? never = await Assert.ThrowsAsync<SimException>(async () => await sim.TryUpdateFileAsync(FileAddress.Iccid, Octets.FromHex("98")));
        Assert.That(never!.Meaning, Is.EqualTo("The file is protected: its access rule allows UPDATE BINARY never."));
    }

    [Test]
    public async Task Files_are_written_as_their_structure_wants_with_the_keys_that_the_rules_want()
    {
        await using CardConnection card = await EnabledCard.CreateAsync();
        SimKey[] keys = [SimKey.TryPin(PinReference.Pin1, "2468")!, SimKey.TryAdm("55555555")!];
        await using Sim sim = await Sim.OpenAsync(new LogicalChannelOpener(card), Aid.Usim, keys);
        Octets imsi = Octets.FromHex("080910100000000020");
        Assert.That((await sim.TryUpdateFileAsync(FileAddress.Imsi, imsi))!.Unfit, Is.Null);
        Assert.That((await sim.TryUpdateFileAsync(FileAddress.Imsi, Octets.FromHex("30"), offset: 8))!.Unfit, Is.Null);
        Assert.That((await sim.ReadImsiAsync()).Digits, Is.EqualTo("001010000000003"));
        FileAddress numbers = FileAddress.Parse("EF.MSISDN");
        int length = (await sim.SelectAsync(numbers)).RecordLength;
        Octets record = Octets.Concat(Octets.Wrap(Enumerable.Repeat((byte)0xFF, length - 14).ToArray()), Octets.FromHex("0691" + "4971214365FFFFFFFFFF" + "FFFF"));
        Assert.That((await sim.TryUpdateFileAsync(numbers, record, record: 1))!.Unfit, Is.Null);
        Assert.That((await sim.TryReadFileAsync(numbers, record: 1))!.Lines.Single(), Does.EndWith("number +9417123456"));
    }

    [Test]
    public async Task What_does_not_fit_is_not_sent()
    {
        await using CardConnection card = await EnabledCard.CreateAsync();
        await using Sim sim = await Sim.OpenAsync(card);
        FileAddress numbers = FileAddress.Parse("EF.MSISDN");
        FileControlParameters control = await sim.SelectAsync(numbers);
        await CheckAsync(FileAddress.Imsi, "080910100000000010FF", null, null, "length", "EF.IMSI has 9 octets: 10 octets from octet 0 on do not fit.");
        await CheckAsync(FileAddress.Imsi, "0809", 8, null, "length", "EF.IMSI has 9 octets: 2 octets from octet 8 on do not fit.");
        await CheckAsync(FileAddress.Imsi, "08", null, 1, "record", "EF.IMSI is transparent, and has no records.");
        await CheckAsync(numbers, "08", null, 1, "length", $"A record of EF.MSISDN has {control.RecordLength} octets, not 1.");
        await CheckAsync(numbers, "08", null, null, "record", "EF.MSISDN has 1 record, and it must be said which is meant.");
        await CheckAsync(numbers, "08", 0, 1, "offset", "EF.MSISDN has records, which are written whole.");
        await CheckAsync(FileAddress.Parse("7F10"), "08", null, null, "fileType", "DF.TELECOM is a directory: transparent files and those with records can be written.");
        Assert.That(await sim.TryUpdateFileAsync(FileAddress.Parse("MF/2FFF"), Octets.FromHex("00")), Is.Null);

        async Task CheckAsync(FileAddress file, string octets, int? offset, int? record, string name, string message) =>
            Assert.That((await sim.TryUpdateFileAsync(file, Octets.FromHex(octets), offset, record))!.Unfit, Is.EqualTo(new SimUnfit(name, message)));
    }

    /// <summary>TS 102 221 §11.1.1.4.3: 46 21 is a cyclic file; here of 4 records of 3 octets. UPDATE RECORD with P2 '03' writes the previous one, which is the oldest.</summary>
    [Test]
    public async Task A_record_is_added_to_a_cyclic_file()
    {
        ScriptedUicc card = new("6209" + "8205" + "4621000304" + "8000" + "9000", "9000");
        await using Sim sim = new(new LogicalChannel(card, ChannelNumber.Basic));
        Assert.That((await sim.TryUpdateFileAsync(FileAddress.Parse("USIM/6F39"), Octets.FromHex("000001")))!.Unfit, Is.Null);
        Assert.That(card.Commands[^1], Is.EqualTo("00DC000303000001"));
        ScriptedUicc other = new("6209" + "8205" + "4621000304" + "8000" + "9000");
        await using Sim second = new(new LogicalChannel(other, ChannelNumber.Basic));
        Assert.That((await second.TryUpdateFileAsync(FileAddress.Parse("USIM/6F39"), Octets.FromHex("000001"), record: 1))!.Unfit!.Name, Is.EqualTo("record"));
    }

    // TS 102 221 §9.5.1, table 9.3: ADM 1 is 0A, ADM 5 0E, ADM 6 8A, ADM 10 8E.
    [TestCase("12345678", 0x0A, "3132333435363738")]
    [TestCase("1234", 0x0A, "31323334FFFFFFFF")]
    [TestCase("5=1234", 0x0E, "31323334FFFFFFFF")]
    [TestCase("6=0102030405060708", 0x8A, "0102030405060708")]
    [TestCase("10=01:02:03:04:05:06:07:08", 0x8E, "0102030405060708")]
    public void An_ADM_is_digits_or_octets_with_its_number(string text, int reference, string value) =>
        Assert.That(SimKey.TryAdm(text), Is.EqualTo(new SimKey(new((byte)reference), Octets.FromHex(value))));

    [TestCase("")]
    [TestCase("123")]
    [TestCase("123456789")]
    [TestCase("0=1234")]
    [TestCase("11=1234")]
    [TestCase("x=1234")]
    [TestCase("01020304050607")]
    public void Anything_else_is_none(string text) => Assert.That(SimKey.TryAdm(text), Is.Null);

    private static SimFileContent Content(string file, FileType type, params string[] parts) =>
        new(FileAddress.Parse(file), new() { Type = type }, [.. parts.Select(Octets.FromHex)]);

    private static JsonElement Json(SimFileContent content, bool isDecoded = true)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            content.WriteMembers(json, isDecoded);
            json.WriteEndObject();
        }
        return JsonDocument.Parse(Encoding.UTF8.GetString(buffer.ToArray())).RootElement;
    }
}
