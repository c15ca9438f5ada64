using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Cli.Demo;

/// <summary>What a profile package says of its subscriber: what the SIM must answer, and what the network knows.</summary>
/// <param name="Iccid">The ICCID.</param>
/// <param name="ImsiFile">The content of EF.IMSI.</param>
/// <param name="Pin">PIN 1, 8 octets, if it is enabled.</param>
/// <param name="Algorithm">Algorithm and key of the USIM.</param>
internal sealed record SubscriberFacts(Iccid Iccid, Octets ImsiFile, Octets? Pin, AlgoParameter Algorithm)
{
    /// <summary>The IMSI's digits; the octets of EF.IMSI if they are none.</summary>
    internal string Imsi => Protocol.Identifiers.Imsi.TryFromEf(ImsiFile, out Imsi? imsi) ? imsi.Value.Digits : ImsiFile.ToString();

    /// <summary>OPc or TOPc; null for the test algorithm, which has none.</summary>
    internal Octets? Opc => Algorithm.AlgorithmID == AlgorithmId.UsimTestAlgorithm ? null : Algorithm.Opc;

    internal static SubscriberFacts Read(Octets upp)
    {
        ProfilePackage package = PackageSource.Elements(upp);
        PackageFiles files = PackageFiles.Read(package, out _);
        PackageFile usim = SubscriberFiles.UsimOf(files) ?? throw CommandFailure.Missing("noUsim", "The package has no USIM.");
        Octets imsi = SubscriberFiles.ImsiFileOf(files) ?? throw CommandFailure.Missing("noImsi", "The package has no EF.IMSI that can be made.");
        AlgoParameter algorithm = SubscriberFiles.AlgorithmOf(usim) ?? throw CommandFailure.Missing("noAlgorithm", "The package has no authentication key for its USIM.");
        return new(Profile.IccidOf(upp), imsi, EnabledPin(package.Elements.Select(element => element.Value)), algorithm);
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
}
