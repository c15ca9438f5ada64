using System.Buffers;
using EuiccSim.Servers.AspNetCore.Tests.Support;
using EuiccSim.Servers.AspNetCore.Tls;

namespace EuiccSim.Servers.AspNetCore.Tests;

/// <summary>The choice of a certificate from messages written out by hand (RFC 5246 §7.4.1.2, RFC 6066 §6, RFC 8422, RFC 8734).</summary>
public sealed class ClientHelloTests
{
    private static readonly CertificateChoice s_choice = new([new(Site.NistTls), new(Site.BrainpoolTls)]);

    [TestCase("", ExpectedResult = "nist")]
    [TestCase("000A00040002" + "0017", ExpectedResult = "nist")]
    [TestCase("000A00040002" + "001A", ExpectedResult = "brainpool")]
    [TestCase("000A00060004" + "001A0017", ExpectedResult = "nist", Description = "the server's order decides")]
    [TestCase("000A00040002" + "001D" + "000D00040002" + "081A", ExpectedResult = "brainpool", Description = "TLS 1.3")]
    [TestCase("000A00040002" + "001D" + "000D00040002" + "0403", ExpectedResult = "nist", Description = "TLS 1.3 with X25519")]
    public string The_curve_that_a_client_can_use_decides(string extensions) => Choose(extensions);

    [Test]
    public void The_CI_that_a_client_names_comes_first()
    {
        string key = Site.Brainpool.Ci.SubjectKeyIdentifier!.Value.ToString();
        Assert.That(Choose($"000300170015{"01"}{key}" + "000A00040002" + "0017"), Is.EqualTo("brainpool"));
        string unknown = new('0', 40);
        Assert.That(Choose($"000300170015{"01"}{unknown}" + "000A00040002" + "0017"), Is.EqualTo("nist"));
    }

    [Test]
    public void A_message_may_come_in_pieces_and_in_several_records()
    {
        byte[] whole = Message("000A00040002" + "001A");
        for (int length = 0; length < whole.Length; length++)
            Assert.That(ClientHello.TryRead(new ReadOnlySequence<byte>(whole, 0, length), out _), Is.False, $"{length} octets");
        byte[] body = whole[5..];
        byte[] cut = [0x16, 3, 1, 0, 10, .. body[..10], 0x16, 3, 1, 0, (byte)(body.Length - 10), .. body[10..]];
        Assert.That(ClientHello.TryRead(new(cut), out ClientHello? hello), Is.True);
        Assert.That(hello!.Groups, Is.EqualTo(new ushort[] { 0x1A }));
    }

    [Test]
    public void No_octets_at_all_make_it_throw()
    {
        byte[] whole = Message("000300170015" + "01" + new string('0', 40) + "000A00040002" + "001A");
        for (int at = 0; at < whole.Length; at++)
        {
            foreach (byte value in (byte[])[0x00, 0x01, 0x7F, 0x80, 0xFF])
            {
                byte[] changed = [.. whole];
                changed[at] = value;
                Assert.DoesNotThrow(() => ClientHello.TryRead(new(changed), out _));
            }
        }
        Assert.That(ClientHello.TryRead(new(new byte[20_000]), out ClientHello? hello), Is.True);
        Assert.That(hello, Is.Null);
    }

    private static string Choose(string extensions)
    {
        Assert.That(ClientHello.TryRead(new(Message(extensions)), out ClientHello? hello), Is.True);
        return s_choice.IndexFor(hello) == 0 ? "nist" : "brainpool";
    }

    // Record, message, version, random, no session, one cipher suite, no compression, extensions.
    private static byte[] Message(string extensions)
    {
        byte[] extra = Convert.FromHexString(extensions);
        byte[] body = [3, 3, .. new byte[32], 0, 0, 2, 0xC0, 0x2B, 1, 0, 0, (byte)extra.Length, .. extra];
        return [0x16, 3, 1, 0, (byte)(body.Length + 4), 1, 0, 0, (byte)body.Length, .. body];
    }
}
