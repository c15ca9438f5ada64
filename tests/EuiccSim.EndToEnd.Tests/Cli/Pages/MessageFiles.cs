using System.Text;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Editing;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;

namespace EuiccSim.EndToEnd.Tests.Cli.Pages;

/// <summary>Files that are wrong in one way each, for the messages about them.</summary>
internal static class MessageFiles
{
    /// <summary>Writes them into the folder of a machine.</summary>
    /// <returns>Their paths, and those of what is not there ("none", "blocked") and of the PKI.</returns>
    internal static async Task<Dictionary<string, string>> WriteAsync(Terminal terminal)
    {
        byte[] package = ProfileBuilder.Build(new() { Iccid = Packages.FirstIccid, Imsi = "001010000000001", Key = Octets.FromHex(new string('1', 32)), Opc = Octets.FromHex(new string('2', 32)) }).Write().ToArray();
        Dictionary<string, byte[]> contents = new()
        {
            ["package"] = package,
            ["part"] = Without(package, 0xA0),
            ["noUsim"] = Without(package, 0xB3),
            ["noKey"] = Without(package, 0xA4),
            ["noImsi"] = WithoutImsi(package),
            ["otherAlgorithm"] = WithAlgorithm(package, 9),
            ["twice"] = WithTwoOfOneName(package),
            ["text"] = "Hello, world!"u8.ToArray(),
            ["cutHex"] = Encoding.ASCII.GetBytes(Convert.ToHexString(package)[..^1]),
            ["bound"] = [0xBF, 0x36, 0x01, 0x00],
            ["jpeg"] = [0xFF, 0xD8, 0xFF, 0xE0],
            ["object"] = "{}"u8.ToArray(),
            ["noProfile"] = """[{"matchingId":"A"}]"""u8.ToArray(),
            ["unknown"] = """[{"profile":"a.der","imei":"1"}]"""u8.ToArray(),
            ["wrongKind"] = """[{"profile":"a.der","attempts":"many"}]"""u8.ToArray(),
            ["events"] = """{"time":"2026-01-01T00:00:00Z","event":"other"}"""u8.ToArray(),
            ["noLpa"] = """{"name":"no LPA","program":["no-such-program"],"card":"tcp","commands":{"info":[]}}"""u8.ToArray(),
            ["idleLpa"] = """{"name":"an idle LPA","program":["true"],"card":"tcp","commands":{"info":[]}}"""u8.ToArray(),
            ["badTemplate"] = """{"iccid":"8988211990000000005","imsi":"001010000000001","template":"part"}"""u8.ToArray(),
        };
        foreach ((string name, byte[] content) in contents) await File.WriteAllBytesAsync(terminal.PathOf(name), content);
        string folder = Directory.CreateDirectory(terminal.PathOf("folder")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "bad.der"), [0xA0, 0x03, 0x00, 0x00, 0x00]);
        Dictionary<string, string> paths = contents.Keys.Concat(["none", "folder", "blocked"]).ToDictionary(name => name, terminal.PathOf);
        paths["pki"] = terminal.Pki;
        return paths;
    }

    /// <summary>A package without its elements of one tag.</summary>
    private static byte[] Without(byte[] package, byte tag)
    {
        List<byte> rest = [];
        for (int at = 0; at < package.Length;)
        {
            (int length, int header) = package[at + 1] switch
            {
                0x81 => (package[at + 2], 3),
                0x82 => ((package[at + 2] << 8) | package[at + 3], 4),
                var one => (one, 2),
            };
            if (package[at] != tag) rest.AddRange(package.AsSpan(at, header + length));
            at += header + length;
        }
        return [.. rest];
    }

    private static byte[] With(byte[] package, Func<ProfileElement, ProfileElement> change) =>
        ProfilePackage.Of(ProfilePackage.Read(Octets.Wrap(package)).Elements.Select(element => change(element.Value))).Write().ToArray();

    private static byte[] WithAlgorithm(byte[] package, int number) => With(package, element => element is ProfileElement.AkaParameter { Value: { AlgoConfiguration: AlgoConfiguration.Algo algo } aka }
        ? new ProfileElement.AkaParameter(aka with { AlgoConfiguration = new AlgoConfiguration.Algo(algo.Value with { AlgorithmID = (AlgorithmId)number }) })
        : element);

    private static byte[] WithoutImsi(byte[] package) => With(package, element => element is ProfileElement.FileSystem { Kind: PeKind.Usim } usim
        ? new ProfileElement.FileSystem(usim.Value with { Files = SequenceOf.From(usim.Value.Files.Select(file => file.Tag == ImsiTag ? file with { Parts = [new FilePart.DoNotCreate()] } : file)) })
        : element);

    /// <summary>Two files 5F99/4F99, one in DF.TELECOM and one in DF.GSM; identifiers by hand, from SAIP annex A.</summary>
    private static byte[] WithTwoOfOneName(byte[] package)
    {
        const string directory = "620B82027821" + "83025F99" + "C60101", icon = "620B82024121" + "83024F99" + "800101", gsm = "620B82027821" + "83027F20" + "C60101";
        string steps = OddCard.Tlv("30", "80027F10" + directory + icon + "8000" + gsm + directory + icon);
        string element = OddCard.Tlv("A1", "A0058000810164" + OddCard.Tlv("A1", steps));
        return new ProfileEditor(Octets.Wrap(package)).InsertElements(Octets.FromHex(element)).Octets.ToArray();
    }

    // Of the elements of ADF.USIM, SAIP §8.2.
    private const int ImsiTag = 3;
}
