using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Servers.SmDp.Packages;

namespace EuiccSim.Servers.Tests.SmDp.Packages;

internal sealed class SubscriberRangeTests
{
    /// <summary>7992739871 with the check digit 3 is the usual example of the Luhn algorithm (ISO/IEC 7812-1 annex B).</summary>
    [TestCase("7992739871", 0, "79927398713")]
    [TestCase("7992739870", 1, "79927398713")]
    [TestCase("894900000000000001", 0, "8949000000000000018")]
    [TestCase("894900000000000099", 1, "8949000000000001008")]
    public void The_ICCID_ends_with_its_check_digit(string first, int number, string iccid) =>
        Assert.That(new SubscriberRange(first, "001010000000000", 2)[number].Iccid.Digits, Is.EqualTo(iccid));

    [Test]
    public void Without_a_check_digit_the_number_is_the_ICCID()
    {
        Personalisation last = new SubscriberRange("89490000000000000198", "001019999999990", 5, hasCheckDigit: false)[4];
        Assert.That((last.Iccid.Digits, last.Imsi), Is.EqualTo(("89490000000000000202", "001019999999994")));
    }

    [TestCase("894900000000000099", "999999", 2)]
    [TestCase("999999999999999999", "001010", 2)]
    [TestCase("8949", "001010", 0)]
    [TestCase("", "001010", 1)]
    [TestCase("8949", "00101A", 1)]
    public void A_range_that_runs_out_of_digits_is_refused(string iccid, string imsi, int count) =>
        Assert.That(() => new SubscriberRange(iccid, imsi, count), Throws.ArgumentException);

    [TestCase(-1)]
    [TestCase(1)]
    public void There_is_nobody_outside(int number) =>
        Assert.That(() => new SubscriberRange("8949", "001010", 1)[number], Throws.InstanceOf<ArgumentOutOfRangeException>());
}
