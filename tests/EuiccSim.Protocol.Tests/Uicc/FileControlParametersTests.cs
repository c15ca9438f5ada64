using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Tests.Uicc;

/// <summary>Answers to SELECT. The octets of EF.ICCID are those of a card in /work/shared/field (logs 13 to 17); the others are put together by the
/// tables of TS 102 221 §11.1.1.3 and the examples of /work/shared/spec/uicc.md §2.2.</summary>
public sealed class FileControlParametersTests
{
    [Test]
    public void A_transparent_file_of_a_card_in_the_field_is_read()
    {
        FileControlParameters file = Read("621B8202412183022FE2A503D001408A01058B032F06038002000A8800");
        Assert.That((file.Type, file.FileId, file.Size, file.RecordCount), Is.EqualTo((FileType.Transparent, 0x2FE2, 10, 0)));
        Assert.That((file.ShortFileId, file.LifeCycleStatus, file.IsDirectory), Is.EqualTo((0, (byte)5, false)));
    }

    /// <summary>§11.1.1.4.7: '8B' with a file and a record, or with a record for each security environment; 'AB' with the rules themselves.</summary>
    [TestCase("621B8202412183022FE2A503D001408A01058B032F06038002000A8800", "2F06", 3)]
    [TestCase("620C" + "82024121" + "8B066F0601020009", "6F06", 2)]
    public void A_file_says_which_record_has_its_access_rules(string fcp, string file, int record)
    {
        Assert.That(Read(fcp).AccessRuleReference, Is.EqualTo((Octets.FromHex(file), record)));
        Assert.That(Read("620B" + "82024121" + "AB058001019000").AccessRules.ToString(), Is.EqualTo("8001019000"));
    }

    [Test]
    public void A_linear_fixed_file_says_how_many_records_it_has()
    {
        FileControlParameters file = Read("6215" + "82054221006E05" + "83026F42" + "8A0105" + "80020226" + "880128");
        Assert.That((file.Type, file.RecordLength, file.RecordCount, file.Size), Is.EqualTo((FileType.LinearFixed, 0x6E, 5, 550)));
        Assert.That(file.ShortFileId, Is.EqualTo(5), "TS 102 221 §11.1.1.4.8: bits 8 to 4");
    }

    [TestCase("82027821", FileType.Df)]
    [TestCase("82027921", FileType.BerTlv)]
    [TestCase("82054621000A02", FileType.Cyclic)]
    [TestCase("82024121", FileType.Transparent)]
    public void The_descriptor_tells_what_kind_of_file_it_is(string descriptor, FileType type) =>
        Assert.That(Read($"62{descriptor.Length / 2:X2}{descriptor}").Type, Is.EqualTo(type));

    /// <summary>§11.1.1.4.10: one bit for each key reference, the first in bit 8; here PIN1 is enabled, ADM1 and PIN2 are not.</summary>
    [Test]
    public void A_directory_says_which_of_its_PINs_are_enabled()
    {
        FileControlParameters usim = Read("6224" + "82027821" + "8410A0000000871002FFFFFFFF8907090000" + "C60C" + "900180" + "830101" + "83010A" + "830181");
        Assert.That(usim.DfName.ToString(), Does.StartWith("A0000000871002"));
        Assert.That((usim.IsEnabled(PinReference.Pin1), usim.IsEnabled(PinReference.Adm(1)), usim.IsEnabled(PinReference.Pin2)), Is.EqualTo(((bool?)true, (bool?)false, (bool?)false)));
        Assert.That(usim.IsEnabled(PinReference.Universal), Is.Null);
        Assert.That(usim.Pins.Select(pin => pin.Reference.ToString()), Is.EqualTo(new[] { "PIN1 of application 1", "ADM 1", "PIN2 of application 1" }));
    }

    [TestCase("")]
    [TestCase("6F00")]
    [TestCase("6200")]
    [TestCase("62088202412183022F")]
    [TestCase("62028200")]
    public void What_is_no_template_with_a_descriptor_is_refused(string octets) => Assert.That(() => Read(octets), Throws.InstanceOf<Asn1ContentException>());

    private static FileControlParameters Read(string hex) => FileControlParameters.Read(Octets.FromHex(hex));
}
