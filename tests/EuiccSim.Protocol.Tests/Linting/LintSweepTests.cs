using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Linting;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Tests.Robustness;
using EuiccSim.Tests;
using static EuiccSim.Protocol.Tests.Linting.RulePackages;

namespace EuiccSim.Protocol.Tests.Linting;

/// <summary>Whatever the octets: a report, in a time that grows with their number.</summary>
internal sealed class LintSweepTests
{
    private static readonly Octets s_package = Named().Application().Write();

    [Test]
    [Category(Sweep.Category)]
    public Task Each_octet_may_be_another_one() => new Sweep(40).OverAsync(Enumerable.Range(0, 4 * s_package.Length), number =>
    {
        byte[] changed = s_package.ToArray();
        int at = number / 4;
        changed[at] = (number % 4) switch { 0 => 0x00, 1 => 0xFF, 2 => (byte)(changed[at] ^ 0x01), _ => (byte)(changed[at] ^ 0x80) };
        return Task.FromResult(Fault(Octets.Wrap(changed)));
    });

    [Test]
    [Category(Sweep.Category)]
    public Task The_end_may_come_anywhere() =>
        new Sweep(40).OverAsync(Enumerable.Range(0, s_package.Length), length => Task.FromResult(Fault(s_package.Slice(0, length))));

    /// <summary>Contents of files that are read, of any octets: the package stays one that can be read.</summary>
    [Test]
    [Category(Sweep.Category)]
    public Task Each_octet_of_a_file_may_be_another_one()
    {
        List<int> places = [];
        Leaves(s_package, 0, places);
        return new Sweep(10).OverAsync(places, at =>
        {
            byte[] changed = s_package.ToArray();
            changed[at] = (byte)(changed[at] * 31 + 7 + at & 0xFF);
            return Task.FromResult(Fault(Octets.Wrap(changed)));
        });
    }

    [Test]
    public void Sixteen_times_as_many_files_take_no_hundred_times_as_long()
    {
        double Time(int count)
        {
            ProfilePackage package = ProfilePackage.Read(Full().BeforeEnd([.. Enumerable.Range(0, count).Select(i =>
                Management(Df($"{0x5000 + i:X4}") + $"8002{0x5000 + i:X4}" + string.Concat(Enumerable.Range(0, 100).Select(j => Ef($"{0x6F00 + j:X4}", "8800")))))]).Write());
            return Effort.Of(() => ProfileLinter.Lint(package)).TotalMilliseconds;
        }

        _ = Time(4);
        Assert.That(Time(160), Is.LessThan(100 * Math.Max(Time(10), 5)));
    }

    private static string? Fault(Octets octets)
    {
        LintReport report = ProfileLinter.Lint(octets);
        // All that is written of it, too.
        _ = report.ToString();
        using JsonDocument sarif = JsonDocument.Parse(SarifReport.Write(report, "a.der").Memory);
        _ = JUnitReport.Write(report, "a.der", RuleSeverity.Note, [], hasCard: false);
        return report.Findings.Any(finding => finding.Message.Length == 0) ? "a finding without words" : null;
    }

    private static ProfileElement[] Named() => Full().Set(PeKind.OptUsim, "ef-pnn", 10, "430380C832FFFFFFFFFF").Set(PeKind.OptUsim, "ef-opl", 8, "00F1100000FFFE01")
        .Set(PeKind.OptUsim, "ef-spdi", "A305800300F110").Set(PeKind.Df5gs, "ef-suci-calc-info", 0, "A0020101A125800101812027DA3C").Ust(45, 46, 51);

    private static void Leaves(Octets octets, int from, List<int> places)
    {
        foreach (BerTlv tlv in BerTlv.ReadWhole(octets))
        {
            int value = from + tlv.Encoded.Length - tlv.Value.Length;
            bool isConstructed = (tlv.Encoded[0] & 0x20) != 0;
            if (isConstructed) Leaves(tlv.Value, value, places);
            else places.AddRange(Enumerable.Range(value, tlv.Value.Length));
            from += tlv.Encoded.Length;
        }
    }
}
