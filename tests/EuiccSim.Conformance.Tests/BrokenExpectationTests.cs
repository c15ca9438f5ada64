using EuiccSim.Conformance.Judging;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Tests;

/// <summary>What a person reads of an expectation that broke.</summary>
internal sealed class BrokenExpectationTests
{
    [Test]
    public void Few_octets_are_shown_whole_with_the_first_that_differs() => Assert.That(
        new BrokenExpectation("tac is 01020304", null, Octets.FromHex("01020304"), Octets.FromHex("01020504")).ToString(),
        Is.EqualTo("expected: tac is 01020304; came: 01020504; octet 2 is the first that differs"));

    [Test]
    public void Of_a_whole_package_the_beginning_is_shown() => Assert.That(
        new BrokenExpectation("boundProfilePackage", null, null, Octets.Wrap(new byte[5000])).ToString(),
        Is.EqualTo($"expected: boundProfilePackage; came: {new string('0', 80)}… (5000 octets)"));
}
