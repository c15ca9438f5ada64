using EuiccSim.Card.Chip;
using EuiccSim.Card.Install;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Saip;
using EuiccSim.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace EuiccSim.Card.Tests.Install;

/// <summary>
/// Packages out of the hands of somebody who means harm: whatever they hold, the installer answers, and what it accepts is a SIM.
/// </summary>
[Category(Sweep.Category)]
public sealed class HostilePackageTests
{
    private static readonly Octets[] Packages = [TestPackages.Built, TestPackages.Small(), .. Ts48()];

    private static readonly Gen<Octets> AnyPackage = Gen.Elements(Packages);

    [Test]
    public void Changed_octets_never_crash_the_installer()
    {
        Gen<Attack> changed =
            from package in AnyPackage
            from changes in Gen.ArrayOf(Gen.Zip(Gen.Choose(0, package.Length - 1), Gen.Choose(0, 255)))
            select new Attack(package, Change(package, changes));
        Check(changed);
    }

    [Test]
    public void Octets_put_in_or_taken_out_never_crash_the_installer()
    {
        Gen<Attack> spliced =
            from package in AnyPackage
            from at in Gen.Choose(0, package.Length)
            from removed in Gen.Choose(0, 8)
            from added in Gen.ArrayOf(Gen.Choose(0, 255))
            select new Attack(package, Octets.Concat(
                package.Slice(0, at), Octets.Of([.. added.Select(octet => (byte)octet)]),
                package.Slice(Math.Min(package.Length, at + removed))));
        Check(spliced);
    }

    [Test]
    public void Elements_in_any_order_and_number_never_crash_the_installer()
    {
        Gen<Attack> shuffled =
            from package in AnyPackage
            let elements = ProfilePackage.Read(package).Elements
            from order in Gen.ArrayOf(Gen.Choose(0, elements.Count - 1))
                // The first two as they are: without header and MF nothing else is looked at.
            select new Attack(package,
                Octets.Concat([elements[0].Encoded, elements[1].Encoded, .. order.Select(i => elements[i].Encoded)]));
        Check(shuffled);
    }

    /// <summary>
    /// Whole elements with changed content: lengths stay right, so that the change is seen by the installer and not by the decoder.
    /// </summary>
    [Test]
    public void Values_that_are_changed_never_crash_the_installer()
    {
        Gen<Attack> changed =
            from package in AnyPackage
            let elements = ProfilePackage.Read(package).Elements
            from chosen in Gen.Choose(1, elements.Count - 1)
            let leaves = Leaves(elements[chosen].Encoded.Span, 0)
            from leaf in Gen.Elements<int>(leaves)
            from value in Gen.Elements<int>(0, 1, 2, 0x3F, 0x7F, 0x80, 0xFE, 0xFF)
            select new Attack(
                package,
                Octets.Concat(
                    [.. elements.Select((element, i) => i == chosen ? Set(element.Encoded, leaf, (byte)value) : element.Encoded)]));
        Check(changed);
    }

    [Test]
    public void A_package_of_pieces_of_any_size_is_the_same_package([Values(1, 2, 3, 17, 1007)] int size)
    {
        foreach (Octets package in Packages)
        {
            ProfileInstaller installer = Installer(package);
            for (int at = 0; at < package.Length; at += size)
                Assert.That(installer.Load(package.Slice(at, Math.Min(size, package.Length - at))), Is.Null);
            Assert.That(installer.Complete(out InstalledPackage? installed), Is.Null);
            Assert.That(installed!.SimaResponse.ToString(), Is.EqualTo("3007A0053003800100"));
        }
    }

    [Test]
    public void A_package_cut_off_anywhere_is_no_package()
    {
        Octets package = TestPackages.Small();
        for (int length = 0; length < package.Length; length++)
        {
            ProfileInstaller installer = Installer(package);
            Assert.That(installer.Load(package.Slice(0, length)), Is.Null);
            Assert.That(installer.Complete(out _)?.Reason, Is.EqualTo(ErrorReason.InstallFailedDueToPEProcessingError));
        }
    }

    private static void Check(Gen<Attack> attacks) =>
        Prop.ForAll(attacks.ToArbitrary(), attack => IsAnswered(attack.Package, Installer(attack.Original)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Sweep.CountOf(1000, oneIn: 4)).WithQuietOnSuccess(true));

    private static bool IsAnswered(Octets package, ProfileInstaller installer)
    {
        InstallFailure? failure = null;
        for (int at = 0; at < package.Length && failure is null; at += 1007)
            failure = installer.Load(package.Slice(at, Math.Min(1007, package.Length - at)));
        InstalledPackage? installed = null;
        failure ??= installer.Complete(out installed);
        if (failure is null) return IsUsable(installed!.Uicc);
        EuiccResponse response = Asn1Codec.Decode<EuiccResponse>(failure.SimaResponse, strict: true);
        return response.ProfileInstallationAborted && response.Statuses.Count > 0 && Enum.IsDefined(failure.Reason);
    }

    /// <summary>Each file of it can be described and has a content of its size.</summary>
    private static bool IsUsable(UiccProfile profile) => IsUsable(profile.Files.Mf, profile);

    private static bool IsUsable(FileNode node, UiccProfile profile)
    {
        bool hasFixedSize = !node.Kind.IsDirectory() && node.Kind != FileKind.BerTlv;
        if (hasFixedSize && profile.ContentOf(node).Length != node.Parameters.Size) return false;
        foreach (FileNode child in node.Children)
        {
            if (!IsUsable(child, profile)) return false;
        }
        return true;
    }

    private static ProfileInstaller Installer(Octets package) => new(new EuiccProperties(), TestPackages.MetadataOf(package), 1 << 20, new());

    private static Octets Change(Octets package, (int At, int Value)[] changes)
    {
        byte[] octets = package.ToArray();
        foreach ((int at, int value) in changes) octets[at] = (byte)value;
        return Octets.Of(octets);
    }

    private static Octets Set(Octets element, int at, byte value)
    {
        byte[] octets = element.ToArray();
        octets[at] = value;
        return Octets.Of(octets);
    }

    /// <summary>The positions of all octets of primitive values.</summary>
    private static List<int> Leaves(ReadOnlySpan<byte> octets, int from)
    {
        List<int> found = [];
        for (int at = 0; at < octets.Length;)
        {
            TlvHeader header = TlvHeader.Read(octets[at..]);
            int value = at + header.HeaderLength;
            bool isConstructed = (octets[at] & 0x20) != 0;
            if (isConstructed) found.AddRange(Leaves(octets.Slice(value, header.ValueLength), from + value));
            else found.AddRange(Enumerable.Range(from + value, header.ValueLength));
            at += header.TotalLength;
        }
        return found;
    }

    private static IEnumerable<Octets> Ts48() =>
        SharedData.Files("ts48", "TS48v[25]_SAIP2.3_BERTLV*.der").Concat(SharedData.Files("ts48", "TS48v*_SAIP2.3_BERTLV*.der")).Distinct()
            .Select(file => Octets.Wrap(File.ReadAllBytes(file)));

    /// <summary>A package that was good, and what became of it.</summary>
    private sealed record Attack(Octets Original, Octets Package);
}
