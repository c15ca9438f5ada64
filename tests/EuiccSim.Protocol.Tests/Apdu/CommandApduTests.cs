using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using FsCheck;
using FsCheck.Fluent;

namespace EuiccSim.Protocol.Tests.Apdu;

/// <summary>The seven shapes of ISO/IEC 7816-3 §12.1.3, decided by length alone.</summary>
public sealed class CommandApduTests
{
    [TestCase("00A40004", ApduCase.Case1, "", 0)]
    [TestCase("00B000000A", ApduCase.Case2S, "", 10)]
    [TestCase("00B0000000", ApduCase.Case2S, "", 256)]
    [TestCase("00A40004023F00", ApduCase.Case3S, "3F00", 0)]
    [TestCase("00A40004023F0000", ApduCase.Case4S, "3F00", 256)]
    [TestCase("00A40004023F0019", ApduCase.Case4S, "3F00", 25)]
    [TestCase("00B00000000100", ApduCase.Case2E, "", 256)]
    [TestCase("00B00000000000", ApduCase.Case2E, "", 65536)]
    [TestCase("00A400040000023F00", ApduCase.Case3E, "3F00", 0)]
    [TestCase("00A400040000023F000000", ApduCase.Case4E, "3F00", 65536)]
    [TestCase("00A400040000023F000019", ApduCase.Case4E, "3F00", 25)]
    public void Each_shape_is_read_and_written(string hex, ApduCase expected, string data, int ne)
    {
        CommandApdu command = CommandApdu.Parse(Octets.FromHex(hex));
        Assert.That(command.Case, Is.EqualTo(expected));
        Assert.That(command.Data.ToString(), Is.EqualTo(data));
        Assert.That(command.Ne, Is.EqualTo(ne));
        Assert.That(command.Encode().ToString(), Is.EqualTo(hex));
    }

    [TestCase("", TestName = "Nothing")]
    [TestCase("00A400", TestName = "Three octets")]
    [TestCase("00A40004023F", TestName = "Less data than Lc says")]
    [TestCase("00A40004023F000000", TestName = "More than one octet after the data")]
    [TestCase("00A400040000", TestName = "Extended length of one octet")]
    [TestCase("00A40004000000FF", TestName = "Extended Lc 0000")]
    [TestCase("00A400040000023F00FF", TestName = "Extended case 4 with Le of one octet")]
    [TestCase("00A400040000023F", TestName = "Extended, less data than Lc says")]
    public void Other_lengths_are_no_command(string hex)
    {
        Assert.That(CommandApdu.TryParse(Octets.FromHex(hex)), Is.Null);
        Assert.That(() => CommandApdu.Parse(Octets.FromHex(hex)), Throws.TypeOf<FormatException>());
    }

    [TestCase(255, 256, ApduCase.Case4S)]
    [TestCase(256, 0, ApduCase.Case3E)]
    [TestCase(1, 257, ApduCase.Case4E)]
    [TestCase(0, 257, ApduCase.Case2E)]
    public void Shape_follows_from_the_lengths(int nc, int ne, ApduCase expected) =>
        Assert.That(new CommandApdu(0, 0, 0, 0, Octets.Of(new byte[nc]), ne).Case, Is.EqualTo(expected));

    [Test]
    public void Lengths_that_no_command_can_have()
    {
        Assert.That(() => new CommandApdu(0, 0, 0, 0, Octets.Of(new byte[65536])), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new CommandApdu(0, 0, 0, 0, ne: 65537), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void What_can_be_read_is_written_as_it_was() => Prop.ForAll<byte[]>(octets =>
    {
        CommandApdu? command = CommandApdu.TryParse(Octets.Wrap(octets));
        return command is null || command.Encode() == Octets.Wrap(octets);
    }).QuickCheckThrowOnFailure();
}
