using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Protocol.Saip.Files;

/// <summary>What a profile package says of its subscriber: what the SIM must answer, and what the network knows.</summary>
/// <param name="Iccid">The ICCID.</param>
/// <param name="ImsiFile">The content of EF.IMSI.</param>
/// <param name="Pin">PIN 1, 8 octets, if it is enabled.</param>
/// <param name="Algorithm">Algorithm and key of the USIM.</param>
public sealed record PackageSubscriber(Iccid Iccid, Octets ImsiFile, Octets? Pin, AlgoParameter Algorithm)
{
    /// <summary>The IMSI's digits; the octets of EF.IMSI if they are none.</summary>
    public string Imsi => Identifiers.Imsi.TryFromEf(ImsiFile, out Imsi? imsi) ? imsi.Value.Digits : ImsiFile.ToString();

    /// <summary>OPc or TOPc; null for the test algorithm, which has none.</summary>
    public Octets? Opc => Algorithm.AlgorithmID == AlgorithmId.UsimTestAlgorithm ? null : Algorithm.Opc;

    /// <summary>Reads it from a package.</summary>
    /// <exception cref="IncompletePackageException">There is no USIM in it, or one without IMSI or key.</exception>
    /// <exception cref="Asn1ContentException">It begins with no header, or its ICCID is not decimal.</exception>
    public static PackageSubscriber Read(ProfilePackage package)
    {
        PackageFiles files = PackageFiles.Read(package, out _);
        PackageFile usim = SubscriberFiles.UsimOf(files) ?? throw new IncompletePackageException("noUsim", "The package has no USIM: it cannot be used as a SIM here.");
        Octets imsi = SubscriberFiles.ImsiFileOf(files) ?? throw new IncompletePackageException("noImsi", "The package has no EF.IMSI that can be made: it cannot be used as a SIM here.");
        AlgoParameter algorithm = SubscriberFiles.AlgorithmOf(usim)
            ?? throw new IncompletePackageException("noAlgorithm", "The package has no authentication key for its USIM: it cannot be used as a SIM here.");
        ProfileHeader header = package.Header ?? throw new Asn1ContentException("the first profile element is no header");
        if (!header.TryReadIccid(out Iccid iccid)) throw new Asn1ContentException($"'{header.Iccid}' is no ICCID");
        return new(iccid, imsi, EnabledPin(package.Elements.Select(element => element.Value)), algorithm);
    }

    /// <summary>The network's side of the authentication. The caller disposes of it.</summary>
    /// <exception cref="IncompletePackageException">The package names an algorithm that is not known here.</exception>
    public AkaAlgorithm CreateAlgorithm() => Algorithm.AlgorithmID switch
    {
        AlgorithmId.Milenage => new Milenage(
            Algorithm.Key.Span, Algorithm.Opc.Span, Algorithm.RotationConstants.Span, Algorithm.XoringConstants.Span),
        AlgorithmId.Tuak => new Tuak(Algorithm.Key.Span, Algorithm.Opc.Span, numberOfKeccak: Algorithm.NumberOfKeccak),
        AlgorithmId.UsimTestAlgorithm => new UsimTestAlgorithm(Algorithm.Key.Span),
        _ => throw new IncompletePackageException("unknownAlgorithm", $"The package names the authentication algorithm {(int)Algorithm.AlgorithmID}, which is not known here: Milenage (1), TUAK (2) and the USIM test algorithm (3) are."),
    };

    /// <summary>The ICCID and the IMSI, and no key.</summary>
    public override string ToString() => $"{Iccid} {Imsi}";

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
