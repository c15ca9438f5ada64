using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using FsCheck;
using FsCheck.Fluent;

namespace EuiccSim.Protocol.Tests.Saip;

internal sealed class MalformedPackageTests
{
    private static readonly byte[] Package = ProfileBuilder.Build(new()
    {
        Iccid = Iccid.FromDigits("89490000000000000161"),
        Imsi = "001010123456063",
        Key = Octets.FromHex("465B5CE8B199B49FAA5F0A2EE238A6BC"),
        Opc = Octets.FromHex("CD63CB71954A9F4E48A5994E37A02BAF"),
    }).Write().ToArray();

    [Test]
    public void A_package_with_one_octet_changed_is_read_and_checked_or_refused() => Prop.ForAll(
        (from at in Gen.Choose(0, Package.Length - 1) from octet in Gen.Choose(0, 255) select (at, octet)).ToArbitrary(),
        change =>
        {
            byte[] changed = [.. Package];
            changed[change.at] = (byte)change.octet;
            ReadAndCheck(Octets.Wrap(changed));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Test]
    public void A_package_that_ends_too_soon_is_read_or_refused() => Prop.ForAll(
        Gen.Choose(0, Package.Length).ToArbitrary(),
        length => ReadAndCheck(Octets.Of(Package.AsSpan(0, length)))).QuickCheckThrowOnFailure();

    [Test]
    public void Any_octets_are_read_or_refused() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), octets => ReadAndCheck(Octets.Wrap(octets))).QuickCheckThrowOnFailure();

    /// <summary>Whatever the octets: a package whose checks come to an end, or the one exception of decoders.</summary>
    private static void ReadAndCheck(Octets octets)
    {
        try
        {
            ProfileChecks.Check(ProfilePackage.Read(octets));
        }
        catch (Asn1ContentException)
        {
            return;
        }
    }
}
