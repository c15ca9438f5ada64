using System.Text;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Tests.Uicc;

/// <summary>
/// What files say. The contents are the worked examples of /work/shared/spec/phone-and-network.md §11 (their numbers stand behind), of
/// toolkit-and-5g.md §7 and §8, and of uicc.md §1 and §5; those without a number are put together by the clauses that are named.
/// </summary>
public sealed class FileDecoderTests
{
    [TestCase("EF.ICCID", "988812910900001032F5", "8988211990000001235", Description = "TS 102 221 §13.2")]
    [TestCase("EF.IMSI", "082926101032547698", "262010123456789", Description = "2")]
    [TestCase("EF.IMSI", "083901141032547698", "310410123456789", Description = "3")]
    [TestCase("EF.AD", "00000003", "ueOperationMode normal operation, additionalInformation 0000, lengthOfMnc 3", Description = "3")]
    [TestCase("EF.AD", "000000", "ueOperationMode normal operation, additionalInformation 0000", Description = "3")]
    [TestCase("EF.FPLMN", "62F210FFFFFF32F451FFFFFF", "26201; 23415", Description = "7")]
    [TestCase("EF.EHPLMN", "130014030227FFFFFF", "310410; 302720", Description = "1")]
    [TestCase("EF.HPLMNwAcT", "62F210C000FFFFFF0000", "plmn 26201, accessTechnologies UTRAN, E-UTRAN in WB-S1 mode, E-UTRAN in NB-S1 mode", Description = "1, 4")]
    [TestCase("EF.OPLMNwAcT", "42F6184800", "plmn 24681, accessTechnologies E-UTRAN in WB-S1 mode, E-UTRAN in NB-S1 mode, NG-RAN", Description = "1, 4")]
    [TestCase("EF.PLMNwAcT", "99F9076000", "plmn 99970, accessTechnologies E-UTRAN in WB-S1 mode", Description = "1, 4")]
    [TestCase("EF.PLMNwAcT", "62F2100080", "plmn 26201, accessTechnologies GSM, EC-GSM-IoT", Description = "4")]
    [TestCase("EF.PLMNwAcT", "62F2100084", "plmn 26201, accessTechnologies GSM", Description = "4")]
    [TestCase("EF.HPPLMN", "00", "never", Description = "15")]
    [TestCase("EF.HPPLMN", "0A", "60 min", Description = "15")]
    [TestCase("EF.HPPLMN", "50", "480 min", Description = "15")]
    [TestCase("EF.HPPLMN", "FF", "60 min", Description = "15")]
    [TestCase("EF.SPN", "0241636D65FFFFFFFFFFFFFFFFFFFFFFFF", "showsPlmnAtHome false, showsNameAbroad false, serviceProviderName Acme", Description = "16")]
    [TestCase("EF.SPDI", "A308800662F22062F270FFFF", "26202; 26207", Description = "16")]
    [TestCase("EF.PNN", "430880C171BB0C7296E9FFFF", "fullName Acme Net", Description = "18")]
    [TestCase("EF.PNN", "450584C171BB0C", "shortName Acme", Description = "18")]
    [TestCase("EF.OPL", "62F21010001FFF02", "plmn 26201, from 1000, to 1FFF, pnnRecord 2", Description = "19")]
    [TestCase("EF.OPL", "32F4DD0000FFFE03", "plmn 234DD, from 0000, to FFFE, pnnRecord 3", Description = "20")]
    [TestCase("EF.ECC", "11F2FF00", "number 112, serviceCategory any", Description = "21")]
    [TestCase("EF.ECC", "19F1FF01", "number 911, serviceCategory police", Description = "21")]
    [TestCase("EF.ECC", "99F9FF1F", "number 999, serviceCategory police, ambulance, fire brigade, marine guard, mountain rescue", Description = "21")]
    [TestCase("EF.ECC", "00F0FF04", "number 000, serviceCategory fire brigade", Description = "21")]
    [TestCase("EF.ACC", "0001", "0", Description = "23")]
    [TestCase("EF.ACC", "0200", "9", Description = "23")]
    [TestCase("EF.ACC", "802B", "0 1 3 5 15", Description = "23")]
    [TestCase("EF.ACC", "0802", "1 11", Description = "23")]
    [TestCase("EF.UST", "00000C0000360400400210000000005E00",
        "19 service provider name (SPN); 20 user controlled PLMN selector (PLMNwAcT); 42 operator controlled PLMN selector (OPLMNwAcT); "
        + "43 home PLMN selector (HPLMNwAcT); 45 network names (PNN); 46 operator PLMN list (OPL); 51 service provider display information (SPDI); "
        + "71 equivalent home PLMNs (EHPLMN); 74 last RPLMN selection indication (LRPLMNSI); 85 EPS mobility management information (EPSLOCI); "
        + "122 5GS mobility management information (5GS3GPPLOCI); 123 5G security parameters; 124 subscription identifier privacy (SUCI); "
        + "125 SUCI calculation by the USIM; 127 steering of roaming in a visited network", Description = "24")]
    [TestCase("EF.UST", "04", "3 extension 2 (EXT2)", Description = "TS 31.102 §4.2.8")]
    [TestCase("EF.IST", "03", "1; 2", Description = "TS 31.103 §4.2.7")]
    [TestCase("EF.LOCI", "FFFFFFFF62F2200000FF01", "tmsi FFFFFFFF, plmn 26202, lac 0000, status not updated", Description = "33")]
    [TestCase("EF.PSLOCI", "FFFFFFFFFFFFFFFFFFFF0000FF01", "pTmsi FFFFFFFF, pTmsiSignature FFFFFF, plmn none, lac 0000, rac FF, status not updated", Description = "§2")]
    [TestCase("EF.EPSLOCI", "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000001", "guti FFFFFFFFFFFFFFFFFFFFFFFF, plmn none, tac 0000, status not updated", Description = "§2")]
    [TestCase("EF.5GS3GPPLOCI", "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000001", "5gGuti FFFFFFFFFFFFFFFFFFFFFFFFFF, plmn none, tac 000000, status not updated", Description = "§2")]
    [TestCase("EF.Routing_Indicator", "71FFFFFF", "17", Description = "toolkit-and-5g.md §7")]
    [TestCase("EF.Routing_Indicator", "F0FFFFFF", "0", Description = "toolkit-and-5g.md §7")]
    [TestCase("EF.UAC_AIC", "03000000", "1 2", Description = "TS 31.102 §4.4.11.7")]
    [TestCase("EF.ARR", "8001019000" + "8001029700" + "800118A40683010A950108" + "8401D4A40683010A950108" + "FFFF",
        "access read, condition always; access update, condition never; access deactivate, activate, condition ADM 1; access resize, condition ADM 1", Description = "uicc.md §5")]
    [TestCase("EF.DIR", "61194F10A0000000871004FFFFFFFF890709000050054953696D31", "aid A0000000871004FFFFFFFF8907090000, label ISim1", Description = "uicc.md §1")]
    [TestCase("EF.PL", "656E6465FFFF", "en de", Description = "TS 102 221 §13.3")]
    [TestCase("EF.PL", "FFFFFFFF", "", Description = "TS 102 221 §13.3")]
    [TestCase("EF.LI", "656EFFFF", "en", Description = "TS 31.102 §4.2.1")]
    [TestCase("EF.GID1", "0AFFFF", "0A", Description = "TS 31.102 §4.2.10")]
    [TestCase("EF.IMPI", "801D30303130313031323334353637383940746573742E336770702E636F6DFFFF", "001010123456789@test.3gpp.com", Description = "TS.48 v5")]
    [TestCase("EF.IMPU", "80167369703A7573657240746573742E336770702E636F6DFF", "sip:user@test.3gpp.com", Description = "TS.48 v5")]
    [TestCase("EF.Domain", "800D746573742E336770702E636F6DFF", "test.3gpp.com", Description = "TS.48 v5")]
    [TestCase("EF.P-CSCF", "800501C0000201FF", "192.0.2.1", Description = "TS 31.103 §4.2.8")]
    [TestCase("EF.P-CSCF", "800C0070637363662E686F6D6531FFFF", "pcscf.home1", Description = "TS 31.103 §4.2.8")]
    [TestCase("EF.MSISDN", "4D65FF" + "0691" + "4971214365FFFFFFFFFF" + "FFFF", "alphaIdentifier Me, number +9417123456", Description = "TS 31.102 §4.4.2.3")]
    [TestCase("EF.SMSP", "FFFFFFFFFFFFFFFFFFFFFFFF" + "FD" + "FFFFFFFFFFFFFFFFFFFFFFFF" + "0791947101670000" + "FFFFFFFF" + "FFFFFF", "serviceCentreAddress +491710760000", Description = "TS 24.011 §8.2.5.2")]
    public void A_file_is_told_in_words(string file, string content, string text)
    {
        Asn1Description? decoded = FileDecoder.Decode(file, Octets.FromHex(content));
        Assert.That(decoded, Is.Not.Null);
        Assert.That(FileDecoder.TextOf(decoded!), Is.EqualTo(text));
    }

    /// <summary>The record of EF.ARR of uicc.md §5, as above; TS 102 221 §9.2.4.</summary>
    [TestCase("read", "always")]
    [TestCase("update", "never")]
    [TestCase("activate", "ADM 1")]
    [TestCase("resize", "ADM 1")]
    [TestCase("delete", null)]
    public void An_access_rule_tells_its_condition(string access, string? condition) => Assert.That(
        FileDecoder.AccessCondition(Octets.FromHex("8001019000" + "8001029700" + "800118A40683010A950108" + "8401D4A40683010A950108" + "FFFF"), access),
        Is.EqualTo(condition));

    /// <summary>The beginning of pySim's example and the key of TS 33.501 C.4.3, as toolkit-and-5g.md §7 and suci.json have them.</summary>
    [Test]
    public void Schemes_and_keys_of_SUCI_are_told()
    {
        const string key = "5A8D38864820197C3394B92613B20B91633CBD897119273BF8E4A6F4EEC0A650";
        Asn1Description decoded = FileDecoder.Decode("EF.SUCI_Calc_Info", Octets.FromHex("A00401010000" + "A125" + "80011E" + "8120" + key))!;
        Assert.That(FileDecoder.TextOf(decoded), Is.EqualTo(
            $"protectionSchemes scheme profile A, keyIndex 1; scheme null scheme, keyIndex 0, homeNetworkPublicKeys keyIdentifier 30, publicKey {key}"));
    }

    [TestCase("EF.ECC", "FFFFFFFF")]
    [TestCase("EF.PNN", "FFFFFFFFFFFF")]
    [TestCase("EF.OPL", "FFFFFFFFFFFFFFFF")]
    [TestCase("EF.ARR", "FFFFFFFFFFFF")]
    [TestCase("EF.DIR", "FFFFFFFF")]
    [TestCase("EF.MSISDN", "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    [TestCase("EF.SMSP", "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    [TestCase("EF.NOTHING", "00")]
    public void An_empty_record_and_an_unknown_file_say_nothing(string file, string content) => Assert.That(FileDecoder.Decode(file, Octets.FromHex(content)), Is.Null);

    [TestCase("EF.IMSI", "FFFFFFFFFFFFFFFFFF")]
    [TestCase("EF.IMPI", "00010203")]
    [TestCase("EF.P-CSCF", "8000FF")]
    [TestCase("EF.LOCI", "FFFF")]
    [TestCase("EF.AD", "00")]
    [TestCase("EF.OPL", "62F210")]
    [TestCase("EF.MSISDN", "FFFF")]
    public void What_such_a_file_cannot_hold_is_refused(string file, string content) =>
        Assert.That(() => FileDecoder.Decode(file, Octets.FromHex(content)), Throws.InstanceOf<Asn1ContentException>());

    [Test]
    public void A_file_is_told_as_JSON()
    {
        using MemoryStream octets = new();
        using (Utf8JsonWriter json = new(octets))
        {
            json.WriteStartObject();
            FileDecoder.Decode("EF.PLMNwAcT", Octets.FromHex("62F2100084"))!.WriteMember(json);
            FileDecoder.Decode("EF.IMSI", Octets.FromHex("082926101032547698"))!.WriteMember(json);
            json.WriteEndObject();
        }
        Assert.That(Encoding.UTF8.GetString(octets.ToArray()), Is.EqualTo(
            """{"plmns":[{"plmn":"26201","accessTechnologies":"GSM"}],"imsi":"262010123456789"}"""));
    }

    /// <summary>TS 102 221 annex A: UCS2 whole, and as offsets from a base, here of Cyrillic; TS 23.038 §6.2.1 with its extension.</summary>
    [TestCase("8004100411FFFF", "АБ")]
    [TestCase("8102089091", "АБ")]
    [TestCase("820204108081", "АБ")]
    [TestCase("001B65FF", "@€")]
    [TestCase("FFFF", "")]
    public void Names_have_four_codings(string octets, string text) => Assert.That(SimText.Read(Octets.FromHex(octets)), Is.EqualTo(text));

    /// <summary>Whatever octets are there: a description, nothing, or the one exception of decoders.</summary>
    [TestCaseSource(typeof(FileDecoder), nameof(FileDecoder.Files))]
    public void Any_octets_end_in_a_description_or_in_the_exception_of_decoders(string file)
    {
        for (int seed = 0; seed < 300; seed++)
        {
            byte[] octets = new byte[seed % 40];
            for (int i = 0; i < octets.Length; i++) octets[i] = (byte)(((seed * 131) + (i * 29 * (seed % 7))) & 0xFF);
            try
            {
                _ = FileDecoder.Decode(file, Octets.Wrap(octets));
            }
            catch (Asn1ContentException)
            {
                // The only one.
            }
        }
    }

    /// <summary>The names of decoders are names of files that there are.</summary>
    [Test]
    public void Each_decoder_is_for_a_file_that_the_standards_know() =>
        Assert.That(FileDecoder.Files.Where(name => KnownFiles.Find(null, name) is null), Is.Empty);
}
