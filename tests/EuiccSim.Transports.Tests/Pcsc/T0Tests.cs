using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.Pcsc;

namespace EuiccSim.Transports.Tests.Pcsc;

/// <summary>The mapping of ISO/IEC 7816-3:2006 §12.2.2 to §12.2.5.</summary>
internal sealed class T0Tests
{
    [TestCase("00700101", "0070010100", TestName = "Case 1 gets a P3")]
    [TestCase("00B0000010", "00B0000010", TestName = "Case 2 is a TPDU already")]
    [TestCase("00A4000C023F00", "00A4000C023F00", TestName = "Case 3 is a TPDU already")]
    [TestCase("00A40004023F0000", "00A40004023F00", TestName = "Case 4 loses its Le")]
    [TestCase("00A40004013F00", "00A40004013F", TestName = "Case 4 with one octet loses its Le")]
    [TestCase("00B00000000000", "00B00000000000", TestName = "Extended case 2 stays")]
    [TestCase("00D600000000023F000000", "00D600000000023F000000", TestName = "Extended case 4 stays")]
    public void Commands_are_mapped(string command, string tpdu) =>
        Assert.That(T0.ToTpdu(Octets.FromHex(command)).ToString(), Is.EqualTo(tpdu));
}
