using EuiccSim.Keeping;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Testing;

namespace EuiccSim.Card.Tests.House;

/// <summary>Octets that are kept as what differs from others come back as they were.</summary>
public sealed class KeptOctetsTests
{
    private static readonly byte[] s_model = Octets.FromHex(string.Concat(Enumerable.Range(0, 512).Select(i => $"{i * 7 & 0xFF:X2}"))).ToArray();

    [Test]
    public void What_differs_in_places_comes_back_whole()
    {
        SeededRandom random = new("places");
        for (int run = 0; run < 2000; run++)
        {
            byte[] octets = [.. s_model];
            byte[] draws = new byte[1 + (run % 24)];
            random.Fill(draws);
            foreach (byte draw in draws) octets[(draw * 11 + run) % octets.Length] ^= (byte)(draw | 1);
            KeptOctets kept = KeptOctets.Of(Octets.Of(octets)).Beside(Octets.Of(s_model));
            Assert.That(kept.Whole, Is.EqualTo(Octets.Of(octets)), $"run {run}");
        }
    }

    [TestCase(0, 1)]
    [TestCase(511, 1)]
    [TestCase(100, 100)]
    [TestCase(300, 127)]
    public void A_run_of_other_octets_is_kept_as_that_run(int at, int length)
    {
        byte[] octets = [.. s_model];
        for (int i = at; i < at + length; i++) octets[i] ^= 0x55;
        KeptOctets kept = KeptOctets.Of(Octets.Of(octets)).Beside(Octets.Of(s_model));
        Assert.That((kept.IsWhole, kept.Length, kept.Whole), Is.EqualTo((length > 120, 512, Octets.Of(octets))));
        Assert.That(kept, Is.EqualTo(KeptOctets.Of(Octets.Of(octets))), "whole or not, the octets are the same");
    }

    [Test]
    public void The_same_octets_take_no_room_and_those_of_another_length_all_of_it()
    {
        KeptOctets same = KeptOctets.Of(Octets.Of(s_model)).Beside(Octets.Of(s_model));
        Assert.That((same.IsWhole, same.Whole), Is.EqualTo((false, Octets.Of(s_model))));
        Octets shorter = Octets.Of(s_model.AsSpan(1));
        KeptOctets other = KeptOctets.Of(shorter).Beside(Octets.Of(s_model));
        Assert.That((other.IsWhole, other.Whole), Is.EqualTo((true, shorter)));
    }
}
