using EuiccSim.Protocol.Apdu;
using EuiccSim.Transports.Pcsc;

namespace EuiccSim.Transports.Tests.Pcsc;

/// <summary>Numbers and names: pcsclite.h of pcsc-lite 1.9.9.</summary>
internal sealed class PcscExceptionTests
{
    [TestCase(0x8010001Du, "SCARD_E_NO_SERVICE", PcscProblem.ServiceNotRunning)]
    [TestCase(0x8010002Eu, "SCARD_E_NO_READERS_AVAILABLE", PcscProblem.NoReader)]
    [TestCase(0x80100009u, "SCARD_E_UNKNOWN_READER", PcscProblem.NoReader)]
    [TestCase(0x8010000Bu, "SCARD_E_SHARING_VIOLATION", PcscProblem.CardInUse)]
    [TestCase(0x8010000Cu, "SCARD_E_NO_SMARTCARD", PcscProblem.NoCard)]
    [TestCase(0x80100069u, "SCARD_W_REMOVED_CARD", PcscProblem.CardRemoved)]
    [TestCase(0x80100068u, "SCARD_W_RESET_CARD", PcscProblem.CardReset)]
    [TestCase(0x80100066u, "SCARD_W_UNRESPONSIVE_CARD", PcscProblem.CardMute)]
    [TestCase(0x8010000Fu, "SCARD_E_PROTO_MISMATCH", PcscProblem.ProtocolMismatch)]
    [TestCase(0x8010006Au, "SCARD_W_SECURITY_VIOLATION", PcscProblem.AccessDenied)]
    public void Each_number_has_a_name_and_an_advice(uint code, string name, PcscProblem problem)
    {
        PcscException e = new("No card", code);
        Assert.That((e.Code, e.Name, e.Problem), Is.EqualTo((code, name, problem)));
        Assert.That(e.Advice, Is.Not.Empty);
        Assert.That(e.Message, Does.StartWith("No card: ").And.Contains(e.Advice).And.EndsWith($"({name}, {code:X8})"));
        Assert.That(e, Is.InstanceOf<TransportException>());
    }

    [Test]
    public void An_unknown_number_is_its_own_name()
    {
        PcscException e = new("No card", 0x80101234);
        Assert.That((e.Name, e.Problem), Is.EqualTo(("80101234", PcscProblem.Other)));
        Assert.That(e.Message, Does.EndWith("(80101234)"));
    }

    [Test]
    public void A_missing_library_is_told_apart()
    {
        PcscException e = new("No PC/SC", new DllNotFoundException("libpcsclite.so.1"));
        Assert.That((e.Code, e.Problem), Is.EqualTo((0u, PcscProblem.LibraryMissing)));
        Assert.That(e.Advice, Is.Not.Empty);
    }
}
