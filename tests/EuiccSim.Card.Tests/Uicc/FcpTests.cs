using System.Formats.Asn1;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Tests.Uicc;

/// <summary>The FCP template is BER-TLV whatever a package asks for; the runtime's own reader judges it.</summary>
public sealed class FcpTests
{
    [TestCase(0)]
    [TestCase(3)]
    [TestCase(27)]
    public void A_directory_names_its_key_references(int count)
    {
        byte[] references = [.. s_references.Take(count)];
        Fcp fcp = Fcp.Of(TestProfile.Directory(FileKind.Df, 0x7F10, "") with { PinReferences = Octets.Wrap(references) });

        AsnReader template = new AsnReader(fcp.Template.ToArray(), AsnEncodingRules.BER).ReadSequence(new Asn1Tag(TagClass.Application, 2));
        List<byte> found = [];
        int bits = -1;
        while (template.HasData)
        {
            Asn1Tag tag = template.PeekTag();
            if (tag is not { TagClass: TagClass.Private, TagValue: 6 })
            {
                template.ReadEncodedValue();
                continue;
            }
            AsnReader status = new(template.ReadOctetString(new Asn1Tag(TagClass.Private, 6)), AsnEncodingRules.BER);
            bits = status.ReadOctetString(new Asn1Tag(TagClass.ContextSpecific, 16)).Length;
            while (status.HasData)
            {
                Asn1Tag each = status.PeekTag();
                byte[] value = status.ReadOctetString(each);
                if (each.TagValue == 3) found.AddRange(value);
            }
        }
        Assert.That(found, Is.EqualTo(references));
        Assert.That(bits, Is.EqualTo(Math.Max(1, (count + 7) / 8)));
        Assert.That(fcp.Template.Span[fcp.LifeCycleAt - 2], Is.EqualTo(0x8A));
        Assert.That(fcp.Template.Span[fcp.PinStatusAt - 2], Is.EqualTo(0x90));
    }

    // All of TS 102 221 §9.5.1.
    private static readonly byte[] s_references = Convert.FromHexString("0102030405060708" + "0A0B0C0D0E" + "11" + "8182838485868788" + "8A8B8C8D8E");
}
