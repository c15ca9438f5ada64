using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Rsp.Es11;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Tests.Crypto;

namespace EuiccSim.Protocol.Tests.Robustness;

/// <summary>Sixteen times the octets may take about 16 times as long, not 256 times.</summary>
internal sealed class GrowthTests
{
    [TestCase("BF7F80", "3080", "0000", typeof(ProfileElement), TestName = "nested indefinite lengths")]
    [TestCase("BF7F80", "3080", "", typeof(ProfileElement), TestName = "nested indefinite lengths without end")]
    [TestCase("A680", "2480", "0000", typeof(Block86), TestName = "parts of an OCTET STRING within each other")]
    public void Depth(string start, string down, string up, Type type) => CheckCodec(type, count =>
        Many.Within(start, Octets.Concat(Many.Of(Convert.FromHexString(down), count), Many.Of(Convert.FromHexString(up), count)), "0000"));

    [TestCase("A680", "24800000", "0000", typeof(Block86), TestName = "empty parts of an OCTET STRING")]
    [TestCase("3080A003810101", "DF7F0100", "0000", typeof(PeEnd), TestName = "unknown components")]
    [TestCase(PeMf, "DF7F0100", "0000", typeof(ProfileElement), TestName = "unknown components of a file system element")]
    [TestCase(PeMf + "A280", "8301AA", "00000000", typeof(ProfileElement), TestName = "parts of a file")]
    [TestCase(PeMf + "A280", "8301AA", "8900" + "00000000", typeof(ProfileElement), TestName = "parts of a file with a bad one last")]
    public void Breadth(string start, string part, string end, Type type) =>
        CheckCodec(type, count => Many.Within(start, Many.Of(Convert.FromHexString(part), count), end));

    [Test]
    public void Elements_of_a_package() => Check(count =>
    {
        Octets package = Many.Of(Convert.FromHexString("AA05A003810101"), count);
        return () => ProfilePackage.Read(package);
    });

    [Test]
    public void Checks_of_a_package() => Check(count =>
    {
        // end and genericFileManagement, all with one number.
        byte[] elements = Convert.FromHexString("AA05A003810101" + "A109A003810101A1023000");
        ProfilePackage package = ProfilePackage.Read(Many.Of(elements, count / 4));
        return () => ProfileChecks.Check(package);
    });

    [Test]
    public void Blocks_of_one_octet() => Check(count => () =>
    {
        ProfileElementReader reader = new();
        reader.Append([0xBF, 0x7F, 0x83, 0x0F, 0x00, 0x00]);
        for (int i = 0; i < 4 * count; i++)
        {
            reader.Append([0]);
            reader.TryRead(out _);
        }
    });

    [Test]
    public void Extensions_of_a_certificate() => Check(count =>
    {
        Octets der = Certificate(Enumerable.Range(0, count).Select(Extension));
        return () => RspCertificate.Parse(der);
    });

    [Test]
    public void Alternative_names_of_a_certificate() => Check(count =>
    {
        Octets der = Certificate([AlternativeNames(count)]);
        return () => RspCertificate.Parse(der);
    });

    [Test]
    public void A_list_in_JSON() => CheckJson(count =>
        Success + string.Join(',', Enumerable.Repeat("""{"eventId":"1","rspServerAddress":"a"}""", count)) + "]}");

    [Test]
    public void Unknown_fields_in_JSON() => CheckJson(count =>
        Success + "]," + string.Join(',', Enumerable.Range(0, count).Select(i => $"\"f{i}\":{i}")) + "}");

    [Test]
    public void Nested_lists_in_JSON() => CheckJson(count => new string('[', count) + new string(']', count));

    private static void CheckCodec(Type type, Func<int, Octets> make)
    {
        Codec codec = Codec.Of(type);
        Check(count =>
        {
            Octets octets = make(count);
            return () => codec.CanRead(octets);
        });
    }

    private static void CheckJson(Func<int, string> make) => Check(count =>
    {
        Octets body = Octets.Wrap(Encoding.UTF8.GetBytes(make(count)));
        return () => TryReadJson(body);
    });

    private static void Check(Func<int, Action> prepare)
    {
        Action few = prepare(Count), many = prepare(Times * Count);
        double factor = 0;
        // Other work on the machine makes one measurement slow, but hardly three.
        for (int attempt = 0; attempt < 3; attempt++)
        {
            TimeSpan small = Fastest(few), large = Fastest(many);
            TestContext.Out.WriteLine($"{small.TotalMilliseconds:F3} ms, {large.TotalMilliseconds:F3} ms");
            factor = large / (small < Floor ? Floor : small);
            if (factor < Tolerated) return;
        }
        Assert.Fail($"{Times} times the length takes {factor:F0} times as long");
    }

    private static TimeSpan Fastest(Action action)
    {
        TimeSpan fastest = TimeSpan.MaxValue;
        for (int round = 0; round < 5; round++)
        {
            TimeSpan time = Effort.Of(action);
            if (time < fastest) fastest = time;
        }
        return fastest;
    }

    private static void TryReadJson(Octets body)
    {
        try
        {
            RspJson.ReadResponse<AuthenticateClientOkEs11>(body);
        }
        catch (RspMessageException)
        {
            // Only the time matters.
        }
    }

    /// <summary>A certificate with other extensions.</summary>
    private static Octets Certificate(IEnumerable<TlvNode> extensions)
    {
        TlvNode certificate = TlvNode.Parse(EcSamples.Pki(EcCurve.NistP256).DpAuth.Encoded.Span);
        TlvNode place = certificate.Children[0].Children[^1].Children[0];
        place.Children.Clear();
        place.Children.AddRange(extensions);
        return Octets.Wrap(certificate.Write());
    }

    private static TlvNode Extension(int number)
    {
        byte[] arc = [(byte)(0x81 + (number >> 14)), (byte)(0x80 | (number >> 7 & 0x7F)), (byte)(number & 0x7F)];
        return TlvNode.Parse([0x30, 0x08, 0x06, 0x04, 0x2A, .. arc, 0x04, 0x00]);
    }

    private static TlvNode AlternativeNames(int count)
    {
        TlvNode extension = TlvNode.Parse(Convert.FromHexString("30070603551D110400"));
        TlvNode names = TlvNode.Parse([0x30, 0x00]);
        names.Children.AddRange(Enumerable.Repeat(TlvNode.Parse([0x82, 0x01, 0x61]), count));
        extension.Children[1].Value = names.Write();
        return extension;
    }

    private const int Count = 2_000;
    private const int Times = 16;
    private const double Tolerated = 80;

    // Below this, the clock and the garbage collector count more than the work.
    private static readonly TimeSpan Floor = TimeSpan.FromMilliseconds(0.5);

    // mf: header [0], templateID [1] 2.23.143.1.2.1.
    private const string PeMf = "B080" + "A003810101" + "810667810F010201";

    private const string Success =
        """{"header":{"functionExecutionStatus":{"status":"Executed-Success"}},"transactionId":"01","eventEntries":[""";
}
