using EuiccSim.Protocol.Asn1;
using EuiccSim.Tests;

namespace EuiccSim.Protocol.Tests.Robustness;

/// <summary>Whatever the octets, a decoder returns a value or throws <see cref="Asn1ContentException"/>.</summary>
[Category(Sweep.Category)]
internal sealed class CodecRobustnessTests
{
    [Test]
    public void Arbitrary_octets() => Fuzzing.Run(30_000, random => new(Any(random), Pick(random)), Fuzzing.CheckCodec);

    [Test]
    public void Trees_of_TLVs() => Fuzzing.Run(40_000, random => Tree(random, Pick(random)), Fuzzing.CheckCodec);

    [Test]
    public void Damaged_values() => Fuzzing.Run(60_000, random => Damaged(random, Pick(random), Mutation.Of), Fuzzing.CheckCodec);

    [Test]
    public void Values_with_parts_changed_missing_or_out_of_place() =>
        Fuzzing.Run(40_000, random => Damaged(random, Pick(random), Mutation.OfStructure), Fuzzing.CheckCodec);

    [Test]
    public void Every_truncation_of_a_value_is_refused()
    {
        foreach (Codec codec in Codec.All)
        {
            Octets sample = Samples.Of(codec).MinBy(octets => octets.Length);
            for (int length = 0; length < sample.Length; length++)
            {
                if (codec.CanRead(sample.Slice(0, length))) Assert.Fail($"{codec}: {sample.Slice(0, length)}");
            }
        }
    }

    [Test]
    public void BER_is_read_unless_strictness_is_asked_for() => Fuzzing.Run(10_000, random => Ber(random, Pick(random)), input =>
    {
        Fuzzing.CheckCodec(input, strict: false);
        input.Codec!.Decode(input.Octets, false);
        Assert.That(() => input.Codec.Decode(input.Octets, true), Throws.TypeOf<Asn1ContentException>());
    });

    [Test]
    public void A_codec_called_by_itself_throws_the_same_exception() => Fuzzing.Run(10_000, random => Tree(random, Pick(random)), input =>
    {
        try
        {
            input.Codec!.Read(input.Octets);
        }
        catch (Asn1ContentException)
        {
            // As it should be.
        }
    });

    private static Codec Pick(Random random) => Codec.All[random.Next(Codec.All.Count)];

    private static Octets Any(Random random)
    {
        byte[] octets = new byte[random.Next(random.Next(10) == 0 ? 400 : 40)];
        random.NextBytes(octets);
        return Octets.Wrap(octets);
    }

    private static Input Tree(Random random, Codec codec)
    {
        Octets sample = Samples.Of(codec)[0];
        int tagLength = TlvHeader.Read(sample.Span).Tag switch { > 0xFFFF => 3, > 0xFF => 2, _ => 1 };
        return new(Octets.Wrap(new RandomTlv(random).Make(sample.Span[..tagLength])), codec);
    }

    private static Input Damaged(Random random, Codec codec, Damage damage)
    {
        Octets[] samples = Samples.Of(codec);
        Octets sample = samples[random.Next(samples.Length)], other = samples[random.Next(samples.Length)];
        return new(Octets.Wrap(damage(sample.Span, other.Span, random)), codec);
    }

    private static Input Ber(Random random, Codec codec)
    {
        Octets[] samples = Samples.Of(codec);
        TlvNode root = TlvNode.Parse(samples[random.Next(samples.Length)].Span);
        return new(Octets.Wrap(root.Write(node => node == root ? TlvNode.Form.Long : (TlvNode.Form)random.Next(3))), codec);
    }

    private delegate byte[] Damage(ReadOnlySpan<byte> octets, ReadOnlySpan<byte> other, Random random);
}
