using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Protocol.Tests.Robustness;

/// <summary>Short inputs that could cost a careless reader its stack or its memory.</summary>
internal sealed class BombTests
{
    [TestCase("847FFFFFFF")]
    [TestCase("84FFFFFFFF")]
    [TestCase("887FFFFFFFFFFFFFFF")]
    [TestCase("83FFFFFF")]
    public void A_length_that_is_only_claimed_takes_no_memory(string length)
    {
        foreach (Codec codec in Codec.All)
        {
            Octets claim = Octets.Concat(Octets.Wrap(TagOf(codec)), Octets.FromHex(length));
            Assert.That(codec.CanRead(claim), Is.False, codec.ToString());
            long before = GC.GetAllocatedBytesForCurrentThread();
            codec.CanRead(claim);
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(64 * 1024), codec.ToString());
        }
    }

    [Test]
    public void Depth_takes_no_stack_in_any_type()
    {
        foreach (Codec codec in Codec.All)
        {
            foreach (Octets nested in Nested(2_000)) ReadWithin(TagOf(codec), nested, codec);
        }
    }

    [Test]
    public void Great_depth_takes_no_stack()
    {
        foreach (Octets nested in Nested(200_000)) ReadWithin([0xBF, 0x7F], nested, Codec.Of(typeof(ProfileElement)));
    }

    private static void ReadWithin(byte[] tag, Octets nested, Codec codec)
    {
        codec.CanRead(nested);
        codec.CanRead(Octets.Concat(Octets.Wrap(tag), Octets.FromHex("80"), nested, Octets.FromHex("0000")));
    }

    /// <summary>SEQUENCEs in each other: of indefinite length, without their ends, of definite length.</summary>
    private static Octets[] Nested(int levels)
    {
        Octets starts = Many.Of([0x30, 0x80], levels);
        List<byte> reversed = [];
        for (int i = 0; i < levels; i++)
        {
            int length = reversed.Count;
            reversed.AddRange([(byte)(length & 0xFF), (byte)(length >> 8 & 0xFF), (byte)(length >> 16), 0x83, 0x30]);
        }
        reversed.Reverse();
        return [Octets.Concat(starts, Many.Of([0, 0], levels)), starts, Octets.Wrap(reversed.ToArray())];
    }

    private static byte[] TagOf(Codec codec) => TlvNode.Parse(Samples.Of(codec)[0].Span).Tag;
}
