using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using EuiccSim.Card.Profiles;
using EuiccSim.Card.Store;
using EuiccSim.Card.Store.Images;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Card.Tests.Store;

/// <summary>
/// Opening an image, a card or not, takes at most 50 times its size: no few octets in it stand for much memory. What is counted is all that is
/// allocated, whether it is kept or not, by a process that knows no package of the image yet.
/// </summary>
public sealed class ImageCostTests
{
    [TestCaseSource(nameof(Packages))]
    public void A_package_takes_at_most_50_times_the_size_of_its_image(string elements, bool isInstalled)
    {
        string package = Octets.Concat(
            TestPackages.Package(TestPackages.Header(), TestPackages.Mf()), Octets.FromHex(elements), TestPackages.Package(TestPackages.End(9))).ToString();
        byte[] image = Image(root => root["profiles"]![0]!["package"] = package);
        (CardState? state, double times) = Open(image);
        TestContext.Out.WriteLine($"{image.Length} octets, {times:F1} times");
        Assert.That(state is not null, Is.EqualTo(isInstalled));
        Assert.That(times, Is.LessThan(50));
    }

    [TestCaseSource(nameof(Texts))]
    public void JSON_takes_at_most_50_times_its_size(string member, string json)
    {
        byte[] image = Image(root => root[member] = "@@@");
        image = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(image).Replace("\"@@@\"", json));
        (CardState? state, double times) = Open(image);
        TestContext.Out.WriteLine($"{image.Length} octets, {times:F1} times");
        Assert.That(times, Is.LessThan(50));
    }

    /// <summary>Nothing is copied or walked anew with each file. What is only compared allocates nothing, and is not seen here.</summary>
    [Test]
    public void Twice_the_files_in_one_directory_take_twice_the_memory_to_open_and_to_save()
    {
        (long open, long save) = CostOf(3000);
        (long openTwice, long saveTwice) = CostOf(6000);
        TestContext.Out.WriteLine($"open {open} and {openTwice}, save {save} and {saveTwice} octets");
        Assert.That((double)openTwice / open, Is.InRange(1.5, 2.2));
        Assert.That((double)saveTwice / save, Is.InRange(1.5, 2.2));
    }

    private static (long Open, long Save) CostOf(int files)
    {
        string elements = Files(files, i => Fcp($"82024121" + $"8302{0x4000 + i:X4}" + "800101"));
        string package = Octets.Concat(
            TestPackages.Package(TestPackages.Header(), TestPackages.Mf()), Octets.FromHex(elements), TestPackages.Package(TestPackages.End(9))).ToString();
        byte[] image = Image(root => root["profiles"]![0]!["package"] = package);
        (CardState? state, double times) = Open(image);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ImageFolder.Write(state!);
        return ((long)(times * image.Length), GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static IEnumerable<TestCaseData> Packages()
    {
        yield return Case("Files of a mebibyte", Files(2000, i => Fcp($"82024121" + $"8302{0x4000 + i:X4}" + "8003100000")), true);
        yield return Case("Files of 1000 octets", Files(2000, i => Fcp($"82024121" + $"8302{0x4000 + i:X4}" + "800203E8")), true);
        yield return Case("Files of 200 octets", Files(2000, i => Fcp($"82024121" + $"8302{0x4000 + i:X4}" + "8001C8")), true);
        yield return Case("Files of 64 octets", Files(2000, i => Fcp($"82024121" + $"8302{0x4000 + i:X4}" + "800140")), true);
        yield return Case("Files of objects", Files(2000, i => Fcp($"82027921" + $"8302{0x4000 + i:X4}")), true);
        yield return Case("A mebibyte, with one octet in it", Files(1000, i => Fcp($"82024121" + $"8302{0x4000 + i:X4}" + "8003100000") + "020101" + "810155"), true);
        yield return Case("Four gigabytes", Files(1, i => Fcp($"82024121" + $"8302{0x4000 + i:X4}" + "8004FFFFFFFF") + "810155"), false);
        yield return Case("Records", Files(1500, i => Fcp("8204422100FF" + $"8302{0x4000 + i:X4}" + "8002FD02")), true);
        yield return Case("A pattern to repeat", Files(1500, i => Fcp($"82024121" + $"8302{0x4000 + i:X4}" + "8003080000" + "A503C20155")), true);
        yield return Case("Directories", Files(2000, i => "8000" + Fcp("82027821" + $"8302{0x4000 + i:X4}" + "C600")), true);
        yield return Case("Directories with one file each", Files(1500, i => "8000" + Fcp("82027821" + $"8302{0x4000 + i:X4}" + "C600") + Fcp("82027921" + "83024F1E")), true);
        yield return Case("Links", Files(2000, i => Fcp($"82024121" + $"8302{0x4000 + i:X4}" + "A505" + "C7032FE200"[..10])), false);
        yield return Case("Security domains that are kept", string.Concat(Enumerable.Repeat("A600", 2000)), false);
        yield return Case("ADFs", Files(2000, i => Fcp("82027821" + $"8302{0x4000 + i:X4}" + "8405A000000001" + "C600")), true);
    }

    private static IEnumerable<TestCaseData> Texts()
    {
        yield return Text("Profiles that are numbers", "profiles", Many(100_000, i => "0"));
        yield return Text("Profiles without members", "profiles", Many(100_000, i => "{}"));
        yield return Text("Notifications without octets", "notifications", Many(100_000, i => "\"\""));
        yield return Text("Notifications of one octet", "notifications", Many(50_000, i => "\"00\""));
        yield return Text("Members that are not known", "more", "{" + string.Join(',', Enumerable.Range(0, 50_000).Select(i => $"\"{i:X}\":0")) + "}");
        yield return Text("Nesting", "more", new string('[', 15) + new string(']', 15));
        yield return Text("Arrays", "more", Many(200_000, i => "[]"));
        yield return Text("Serial numbers", "revocationLists", List("[]", Many(50_000, i => "\"00\"")));
        yield return Text("Parts", "revocationLists", List(Many(100_000, i => "1"), "[]"));
        yield return Text("Revocation lists", "revocationLists", Many(5000, i => List("[]", "[]")[1..^1]));
        yield return Text("A long address", "defaultDpAddress", '"' + new string('a', 500_000) + '"');
        yield return Text("A long AID", "enabledBeforeTest", '"' + new string('A', 500_000) + '"');
    }

    private static TestCaseData Text(string name, string member, string json) =>
        new TestCaseData(member, json).SetName($"{nameof(JSON_takes_at_most_50_times_its_size)}: {name}");

    private static TestCaseData Case(string name, string elements, bool isInstalled) =>
        new TestCaseData(elements, isInstalled).SetName($"{nameof(A_package_takes_at_most_50_times_the_size_of_its_image)}: {name}");

    private static string List(string parts, string serials) =>
        "[{\"ciPkId\":\"\",\"number\":\"1\",\"totalParts\":1,\"parts\":" + parts + ",\"revoked\":" + serials + ",\"revokedBefore\":[]}]";

    private static string Many(int count, Func<int, string> item) => "[" + string.Join(',', Enumerable.Range(0, count).Select(item)) + "]";

    /// <summary>A generic file management element with one command.</summary>
    private static string Files(int count, Func<int, string> steps)
    {
        Octets command = BoundPackage.Tlv("30", Octets.FromHex(string.Concat(Enumerable.Range(0, count).Select(steps))));
        return BoundPackage.Tlv("A1", Octets.Concat(Octets.FromHex("A0058000810102"), BoundPackage.Tlv("A1", command))).ToString();
    }

    private static string Fcp(string content) => $"62{content.Length / 2:X2}{content}";

    private static byte[] Image(Action<JsonNode> change)
    {
        JsonNode root = JsonNode.Parse(s_image)!;
        change(root);
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static (CardState? State, double Times) Open(byte[] image)
    {
        // The first time code is compiled and constants are made. The file tree of a package is shared as long as somebody has it: here it is let go.
        bool opens = Opens(image);
        GC.Collect();
        long before = GC.GetAllocatedBytesForCurrentThread();
        CardState? state = Read(image);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(state is not null, Is.EqualTo(opens));
        return (state, (double)allocated / image.Length);
    }

    // A method of its own, so that nothing of the card is on the stack afterwards.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Opens(byte[] image) => Read(image) is not null;

    private static CardState? Read(byte[] image)
    {
        try
        {
            return CardImage.Read("card", image, (curve, scalar) => EcdsaSigningKey.FromScalar(curve, scalar.Span), CardCache.Shared);
        }
        catch (CardImageException fault)
        {
            TestContext.Out.WriteLine(fault.Message);
            return null;
        }
    }

    private static readonly byte[] s_image = MakeImage();

    private static byte[] MakeImage()
    {
        TestEuicc card = new();
        card.Install(TestPackages.IccidDigits);
        return ImageFolder.Write(card.State);
    }
}
