using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Protocol.Tests.Saip;

internal sealed class ProfileElementReaderTests
{
    [TestCase(1)]
    [TestCase(7)]
    [TestCase(120)]
    [TestCase(1020)]
    [TestCase(100_000)]
    public void Elements_come_whole_out_of_blocks_of_any_length(int blockLength)
    {
        Octets upp = Ts48.Load("TS48v5_SAIP2.3_BERTLV_SUCI.der");
        ProfileElementReader reader = new();
        List<Octets> elements = [];
        for (int at = 0; at < upp.Length; at += blockLength)
        {
            reader.Append(upp.Span.Slice(at, Math.Min(blockLength, upp.Length - at)));
            while (reader.TryRead(out Octets element)) elements.Add(element);
        }

        Assert.That(elements, Is.EqualTo(ProfilePackage.Read(upp).Elements.Select(element => element.Encoded)));
        Assert.That(reader.Pending, Is.Zero);
    }

    [Test]
    public void An_element_that_is_not_whole_waits()
    {
        ProfileElementReader reader = new();
        foreach (byte octet in Convert.FromHexString("BF1F08A003810105"))
        {
            reader.Append([octet]);
            Assert.That(reader.TryRead(out _), Is.False);
        }

        reader.Append(Convert.FromHexString("810167AA"));
        Assert.That(reader.TryRead(out Octets element), Is.True);
        Assert.That(element.ToString(), Is.EqualTo("BF1F08A003810105810167"));
        Assert.That(reader.Pending, Is.EqualTo(1));
    }

    [Test]
    public void The_longest_tag_may_come_octet_by_octet()
    {
        ProfileElementReader reader = new();
        foreach (byte octet in Convert.FromHexString("BF87FFFFFF7F"))
        {
            reader.Append([octet]);
            Assert.That(reader.TryRead(out _), Is.False);
        }
        reader.Append([0]);
        Assert.That(reader.TryRead(out Octets element), Is.True);
        Assert.That(element.ToString(), Is.EqualTo("BF87FFFFFF7F00"));
    }

    [TestCase("3003810101", TestName = "a universal tag")]
    [TestCase("8003810101", TestName = "a primitive tag")]
    [TestCase("A080", TestName = "indefinite length")]
    [TestCase("A085", TestName = "five length octets")]
    [TestCase("BFFFFFFFFFFFFFFF", TestName = "an endless tag")]
    [TestCase("A083200000", TestName = "two megabytes")]
    public void What_cannot_begin_an_element_is_refused(string octets)
    {
        ProfileElementReader reader = new();
        reader.Append(Convert.FromHexString(octets));
        Assert.That(() => reader.TryRead(out _), Throws.TypeOf<Asn1ContentException>());
    }
}
