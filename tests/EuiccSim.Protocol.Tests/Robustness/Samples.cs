using System.Collections.Concurrent;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip.Building;

namespace EuiccSim.Protocol.Tests.Robustness;

/// <summary>Valid encodings, made here and so there everywhere.</summary>
internal static class Samples
{
    private static readonly ConcurrentDictionary<Codec, Octets[]> Known = new();

    /// <summary>A whole profile package.</summary>
    internal static Octets Package { get; } = ProfileBuilder.Build(new()
    {
        Iccid = Iccid.FromDigits("8988211000000000016"),
        Imsi = "001010000000001",
        Key = Octets.FromHex("000102030405060708090A0B0C0D0E0F"),
        Opc = Octets.FromHex("F0F1F2F3F4F5F6F7F8F9FAFBFCFDFEFF"),
    }).Write();

    /// <summary>Encodings of different values of a type.</summary>
    internal static Octets[] Of(Codec codec) => Known.GetOrAdd(codec, Make);

    private static Octets[] Make(Codec codec)
    {
        ValueMaker maker = new(new Random(2));
        Octets[] samples = new Octets[CountOfEach];
        for (int i = 0; i < samples.Length; i++) samples[i] = codec.Encode(maker.Make(codec.Type));
        return samples;
    }

    private const int CountOfEach = 12;
}
