using EuiccSim.Files;

namespace EuiccSim.Transports.Tests.Files;

/// <summary>Files that a person names, as the libraries that read some compile it in.</summary>
internal sealed class InputFileTests
{
    [TestCase(0, true)]
    [TestCase(0, false)]
    [TestCase(1023, false)]
    [TestCase(1024, false)]
    [TestCase(1025, false)]
    [TestCase(1024, true)]
    [TestCase(5000, true)]
    [TestCase(5000, false)]
    public void All_octets_come_whether_their_number_is_known_or_not(int length, bool isKnown)
    {
        byte[] octets = new byte[length];
        new Random(length).NextBytes(octets);
        Assert.That(InputFile.Read(new Slow(octets, isKnown), "it", maximum: 5000), Is.EqualTo(octets));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void One_octet_too_many_is_refused(bool isKnown) => Assert.That(
        () => InputFile.Read(new Slow(new byte[5001], isKnown), "it", maximum: 5000), Throws.TypeOf<IOException>().With.Message.Contains("it has more than 5000 octets"));

    /// <summary>A PKI has dozens of small files. Buffers of more than 85,000 octets each time are what the garbage collector collects all for.</summary>
    [Test]
    public void A_small_file_takes_little_memory()
    {
        byte[] octets = new byte[600];
        InputFile.Read(new MemoryStream(octets), "it");
        long before = GC.GetAllocatedBytesForCurrentThread();
        InputFile.Read(new MemoryStream(octets), "it");
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4 * 1024));
    }

    /// <summary>Gives a few octets at a time, as a pipe does.</summary>
    private sealed class Slow(byte[] octets, bool canSeek) : MemoryStream(octets)
    {
        public override bool CanSeek => canSeek;

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 700)]);
    }
}
