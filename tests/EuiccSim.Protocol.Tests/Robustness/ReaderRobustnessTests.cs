using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Tests.Crypto;
using EuiccSim.Testing;
using EuiccSim.Tests;

namespace EuiccSim.Protocol.Tests.Robustness;

/// <summary>Readers that are no codecs of a type.</summary>
[Category(Sweep.Category)]
internal sealed class ReaderRobustnessTests
{
    [Test]
    public void Profile_packages() => Fuzzing.Run(5_000, random => Damaged(random, [Samples.Package]), input =>
    {
        if (Read(() => ProfilePackage.Read(input.Octets)) is { } package) Assert.That(package.Write(), Is.EqualTo(input.Octets));
    });

    [Test]
    public void A_package_in_blocks_has_the_same_elements_however_it_is_cut() => Fuzzing.Run(5_000, Blocks, input =>
    {
        string whole = ReadElements(input.Octets, input.Octets.Length);
        Assert.That(ReadElements(input.Octets, 1), Is.EqualTo(whole));
        Assert.That(ReadElements(input.Octets, 7), Is.EqualTo(whole));
    });

    [Test]
    public void Headers_of_TLVs() => Fuzzing.Run(20_000, random => new(Octets.Wrap(new RandomTlv(random).Make([0xBF, 0x36]))), input =>
    {
        for (int length = 0; length <= Math.Min(8, input.Octets.Length); length++)
        {
            Octets start = input.Octets.Slice(0, length);
            if (Read(() => TlvHeader.TryRead(start.Span, out TlvHeader header) ? header : (object?)null) is not TlvHeader header) continue;
            Assert.That(header.HeaderLength, Is.InRange(2, length));
            Assert.That(header.TotalLength, Is.EqualTo(header.HeaderLength + header.ValueLength));
        }
        Read(() => TlvHeader.Read(input.Octets.Span));
    });

    [Test]
    public void Certificates()
    {
        IEnumerable<RspPki> pkis = EcSamples.Curves.Select(EcSamples.Pki);
        Octets[] samples = [.. pkis.SelectMany(pki => new[] { pki.Ci, pki.Eum, pki.Euicc, pki.DpAuth }).Select(one => one.Encoded)];
        Fuzzing.Run(20_000, random => Damaged(random, samples), input =>
        {
            if (Read(() => RspCertificate.Parse(input.Octets)) is not { } certificate) return;
            Assert.That(certificate.ToString(), Is.Not.Empty);
            Assert.That(certificate.PublicKey is null, Is.EqualTo(certificate.PublicKeyFault != CertificateFault.None));
        });
    }

    [Test]
    public void Signatures_in_DER()
    {
        Octets sample = EcdsaSignature.ToDer(Samples.Package.Span[..EcdsaSignature.PlainSize]);
        Fuzzing.Run(10_000, random => Damaged(random, [sample]), input =>
        {
            if (Read(() => (object)EcdsaSignature.FromDer(input.Octets)) is Octets plain)
                Assert.That(EcdsaSignature.FromDer(EcdsaSignature.ToDer(plain.Span)), Is.EqualTo(plain));
        });
    }

    [Test]
    public void Commands_to_a_card_never_throw() => Fuzzing.Run(20_000, Command, input =>
    {
        if (CommandApdu.TryParse(input.Octets) is { } command) Assert.That(command.Encode(), Is.EqualTo(input.Octets));
    });

    [Test]
    public void Activation_codes_never_throw() => Fuzzing.Run(20_000, ActivationText, input =>
    {
        string text = new([.. input.Octets.ToArray().Select(octet => octet < 0xF0 ? (char)octet : (char)(0xD700 + octet))]);
        if (!ActivationCode.TryParse(text, out ActivationCode? code)) return;
        Assert.That(ActivationCode.Parse(code.ToString()), Is.EqualTo(code));
        Assert.That(ActivationCode.Parse(code.ToQrText()), Is.EqualTo(code));
    });

    private static T? Read<T>(Func<T?> read)
        where T : class => ReadAny(read);

    private static object? Read(Func<TlvHeader> read) => ReadAny(() => (object)read());

    private static T? ReadAny<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Asn1ContentException)
        {
            return null;
        }
    }

    /// <summary>All elements, and where it ended.</summary>
    private static string ReadElements(Octets package, int blockLength)
    {
        ProfileElementReader reader = new(limit: 4000);
        List<string> found = [];
        try
        {
            for (int at = 0; at < package.Length; at += blockLength)
            {
                reader.Append(package.Slice(at, Math.Min(blockLength, package.Length - at)).Span);
                while (reader.TryRead(out Octets element)) found.Add(element.ToString());
            }
            found.Add($"{reader.Pending} pending");
        }
        catch (Asn1ContentException fault)
        {
            found.Add(fault.Reason);
        }
        return string.Join('\n', found);
    }

    private static Input Blocks(Random random)
    {
        RandomTlv trees = new(random);
        Octets[] parts = [.. Enumerable.Range(0, 3).Select(_ => Octets.Wrap(trees.Make([(byte)(0xA0 | random.Next(32))])))];
        return new(Octets.Concat(parts));
    }

    private static Input Damaged(Random random, Octets[] samples)
    {
        ReadOnlySpan<byte> sample = samples[random.Next(samples.Length)].Span, other = samples[random.Next(samples.Length)].Span;
        bool isWhole = TlvHeader.Read(sample).TotalLength == sample.Length;
        byte[] changed = isWhole && random.Next(4) != 0 ? Mutation.OfStructure(sample, other, random) : Mutation.Of(sample, other, random);
        return new(Octets.Wrap(changed));
    }

    private static Input Command(Random random)
    {
        byte[] octets = new byte[random.Next(12)];
        random.NextBytes(octets);
        if (octets.Length > 4 && random.Next(2) == 0) octets[4] = (byte)random.Next(8);
        return new(Octets.Wrap(octets));
    }

    private static Input ActivationText(Random random)
    {
        ReadOnlySpan<byte> sample = "LPA:1$smdp.example.com:443$04386-AGYFT-A74Y8-3F815$1.3.6.1.4.1.31746$1"u8;
        return new(Octets.Wrap(Mutation.Of(sample, "$$$1.2.3..-:"u8, random)));
    }
}
