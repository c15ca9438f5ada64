using System.Security.Cryptography;
using EuiccSim.Testing;

namespace EuiccSim.Protocol.Tests.Testing;

internal sealed class SeededRandomTests
{
    [Test]
    public void Octets_are_the_hashes_of_seed_and_counter()
    {
        byte[] drawn = new byte[64];
        new SeededRandom("seed").Fill(drawn);
        byte[] seed = SHA256.HashData("seed"u8);
        byte[] expected = [.. SHA256.HashData([.. seed, 0, 0, 0, 0, 0, 0, 0, 0]), .. SHA256.HashData([.. seed, 0, 0, 0, 0, 0, 0, 0, 1])];
        Assert.That(drawn, Is.EqualTo(expected));
    }

    [Test]
    public void Octets_do_not_depend_on_how_they_are_drawn()
    {
        SeededRandom one = new(5), other = new(5);
        byte[] atOnce = new byte[100], piecemeal = new byte[100];
        one.Fill(atOnce);
        for (int at = 0, length = 0; at < 100; at += length, length = Math.Min(length + 1, 100 - at)) other.Fill(piecemeal.AsSpan(at, length));
        Assert.That(piecemeal, Is.EqualTo(atOnce));
        byte[] another = new byte[100];
        new SeededRandom(6).Fill(another);
        Assert.That(another, Is.Not.EqualTo(atOnce));
    }
}
