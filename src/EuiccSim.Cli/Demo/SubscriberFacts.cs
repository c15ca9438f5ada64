using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;
using EuiccSim.Smdp.Orders;

namespace EuiccSim.Cli.Demo;

/// <summary>What a profile package says of its subscriber: what the SIM must answer, and what the network knows.</summary>
/// <param name="Iccid">The ICCID.</param>
/// <param name="ImsiFile">The content of EF.IMSI.</param>
/// <param name="Pin">PIN 1, 8 octets, if it is enabled.</param>
/// <param name="Algorithm">Algorithm and key of the USIM.</param>
internal sealed record SubscriberFacts(Iccid Iccid, Octets ImsiFile, Octets? Pin, AlgoParameter Algorithm)
{
    /// <summary>The IMSI's digits. TS 31.102 §4.2.2: a length, then digits from the high half of the first octet on.</summary>
    internal string Imsi => ImsiDigits(ImsiFile);

    internal static SubscriberFacts Read(Octets upp)
    {
        ProfileElement[] elements = [.. ProfilePackage.Read(upp).Elements.Select(element => element.Value)];
        int usim = Array.FindIndex(elements, element => element.Kind is PeKind.Usim);
        if (usim < 0) throw CommandFailure.Missing("noUsim", "The package has no USIM.");
        Octets imsi = Content(((ProfileElement.FileSystem)elements[usim]).Value.Find(ImsiTag));
        AlgoParameter algorithm = elements[usim..].OfType<ProfileElement.AkaParameter>()
            .Select(element => element.Value.AlgoConfiguration).OfType<AlgoConfiguration.Algo>().FirstOrDefault()?.Value
            ?? throw CommandFailure.Missing("noAlgorithm", "The package has no authentication key for its USIM.");
        return new(Profile.IccidOf(upp), imsi, EnabledPin(elements), algorithm);
    }

    /// <summary>The network's side of the authentication.</summary>
    internal AkaAlgorithm CreateAlgorithm() => Algorithm.AlgorithmID switch
    {
        AlgorithmId.Milenage => new Milenage(
            Algorithm.Key.Span, Algorithm.Opc.Span, Algorithm.RotationConstants.Span, Algorithm.XoringConstants.Span),
        AlgorithmId.Tuak => new Tuak(Algorithm.Key.Span, Algorithm.Opc.Span, numberOfKeccak: Algorithm.NumberOfKeccak),
        AlgorithmId.UsimTestAlgorithm => new UsimTestAlgorithm(Algorithm.Key.Span),
        _ => throw CommandFailure.Missing("unknownAlgorithm", $"The package names the authentication algorithm {(int)Algorithm.AlgorithmID}."),
    };

    internal static string ImsiDigits(Octets file)
    {
        string digits = "";
        foreach (byte octet in file.Span[1..(1 + file[0])]) digits += $"{octet & 0xF:X}{octet >> 4:X}";
        return digits[1..].TrimEnd('F');
    }

    private static Octets? EnabledPin(IEnumerable<ProfileElement> elements)
    {
        foreach (ProfileElement.PinCodes element in elements.OfType<ProfileElement.PinCodes>())
        {
            if (element.Value.PinCodes is not PinCodes.Pinconfig { Value: var pins }) continue;
            foreach (PinConfiguration pin in pins)
            {
                if (pin.KeyReference == PinKeyReference.PinAppl1 && (pin.PinAttributes & 1) != 0) return pin.PinValue;
            }
        }
        return null;
    }

    private static Octets Content(TemplatedFile? file) =>
        file?.Parts.OfType<FilePart.FillFileContent>().FirstOrDefault()?.Value
        ?? throw CommandFailure.Missing("noImsi", "The package has no content for EF.IMSI.");

    private const int ImsiTag = 3;
}
