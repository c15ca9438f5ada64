using EuiccSim.Transports.Sockets;

namespace EuiccSim.Transports.Tests.Sockets;

/// <summary>Addresses as people write them.</summary>
internal sealed class AddressTests
{
    [TestCase("card.example:7000", "card.example", 7000)]
    [TestCase("127.0.0.1:1", "127.0.0.1", 1)]
    [TestCase("[::1]:65535", "::1", 65535)]
    public void A_host_and_a_port_are_read_and_written(string text, string host, int port)
    {
        HostAndPort? read = HostAndPort.TryRead(text);
        Assert.That((read?.Host, (int?)read?.Port), Is.EqualTo((host, (int?)port)));
        Assert.That(read!.ToString(), Is.EqualTo(text));
    }

    [TestCase("card.example")]
    [TestCase("card.example:0")]
    [TestCase("card.example:65536")]
    [TestCase(":7000")]
    [TestCase("::1:7000")]
    [TestCase("[]:7000")]
    [TestCase("a:+1")]
    public void Anything_else_is_no_host_and_port(string text) => Assert.That(HostAndPort.TryRead(text), Is.Null);

    [TestCase("localhost:8443", null, "127.0.0.1:8443")]
    [TestCase("*:443", null, "0.0.0.0:443")]
    [TestCase("[::1]:0", null, "[::1]:0")]
    [TestCase("127.0.0.1", 443, "127.0.0.1:443")]
    [TestCase("127.0.0.1", null, null)]
    [TestCase("card.example:7000", null, null)]
    public void A_place_to_listen_is_an_address(string text, int? portIfAbsent, string? expected) =>
        Assert.That(ListenAddress.TryRead(text, portIfAbsent)?.ToString(), Is.EqualTo(expected));

    [TestCase("7000", "127.0.0.1:7000")]
    [TestCase(":7000", "127.0.0.1:7000")]
    [TestCase("0", "127.0.0.1:0")]
    [TestCase("65535", "127.0.0.1:65535")]
    [TestCase("65536", null)]
    [TestCase(":65536", null)]
    [TestCase("", null)]
    [TestCase(":", null)]
    [TestCase("-1", null)]
    public void A_port_alone_is_this_machines_only(string text, string? expected) =>
        Assert.That(ListenAddress.TryRead(text, portIfAbsent: 443)?.ToString(), Is.EqualTo(expected));

    [TestCase("::1", "[::1]:443")]
    [TestCase("[::]:8443", "[::]:8443")]
    [TestCase("fe80::1:8443", "[fe80::1:8443]:443")]
    [TestCase("LOCALHOST", "127.0.0.1:443")]
    public void An_address_of_IPv6_needs_brackets_before_a_port(string text, string expected) =>
        Assert.That(ListenAddress.TryRead(text, portIfAbsent: 443)?.ToString(), Is.EqualTo(expected));
}
