using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Tests.Apdu;

/// <summary>STORE DATA as SGP.22 §5.7.2 has it.</summary>
public sealed class StoreDataBlocksTests
{
    [Test]
    public void Short_command_is_one_block() =>
        Assert.That(Hex(StoreDataBlocks.Split(Octets.FromHex("BF3E035C015A"))), Is.EqualTo(new[] { "80E2910006BF3E035C015A00" }));

    [Test]
    public void Blocks_are_numbered_and_the_last_one_is_marked() =>
        Assert.That(
            Hex(StoreDataBlocks.Split(Octets.FromHex("BF3E035C015A"), 4)),
            Is.EqualTo(new[] { "80E2110004BF3E035C00", "80E2910102015A00" }));

    [Test]
    public void Exact_multiple_has_no_empty_block() => Assert.That(StoreDataBlocks.Split(Octets.Of(new byte[510])), Has.Count.EqualTo(2));

    [Test]
    public void Longest_command()
    {
        IReadOnlyList<CommandApdu> blocks = StoreDataBlocks.Split(Octets.Of(new byte[StoreDataBlocks.MaximumLength]));
        Assert.That(blocks, Has.Count.EqualTo(256));
        Assert.That(blocks[255].P2, Is.EqualTo(0xFF));
    }

    [TestCase(0, 255)]
    [TestCase(65281, 255)]
    [TestCase(257, 1)]
    public void Lengths_that_do_not_fit(int length, int blockSize) =>
        Assert.That(() => StoreDataBlocks.Split(Octets.Of(new byte[length]), blockSize), Throws.ArgumentException);

    private static string[] Hex(IReadOnlyList<CommandApdu> commands) => [.. commands.Select(c => c.Encode().ToString())];
}
