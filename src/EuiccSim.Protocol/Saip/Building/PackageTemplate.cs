using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip.Files;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>
/// A profile package of which packages for other subscribers are made: identities, keys, PINs and names are replaced where they stand, and
/// every other octet stays.
/// </summary>
/// <threadsafety>Immutable; safe for use by many threads.</threadsafety>
public sealed class PackageTemplate
{
    private readonly ProfilePackage _read;
    private readonly AlgoParameter _algorithm;
    private readonly bool _isMixed;

    /// <summary>Looks at a package, which is taken as it is.</summary>
    /// <param name="package">The unprotected profile package.</param>
    /// <exception cref="Asn1ContentException">No profile package, or one without a header or without an authentication key.</exception>
    public PackageTemplate(Octets package)
    {
        _read = ProfilePackage.Read(package);
        if (_read.Header is null) throw new Asn1ContentException("the first profile element is no header");
        Package = package;
        AlgoParameter[] all = [.. Algorithms(_read)];
        if (all.Length == 0) throw new Asn1ContentException("there is no akaParameter with a key");
        _algorithm = all[0];
        _isMixed = Array.Exists(all, one => one.AlgorithmID != _algorithm.AlgorithmID);
    }

    /// <summary>The package as it was given.</summary>
    public Octets Package { get; }

    /// <summary>The algorithm of the first application that authenticates.</summary>
    public AlgorithmId Algorithm => _algorithm.AlgorithmID;

    /// <summary>Makes a package for a subscriber. The same data and the same randomness always give the same octets.</summary>
    /// <param name="data">What is replaced.</param>
    /// <param name="random">Gives K, OPc, PUK, PUK2, the administrative key and the keys of the sets that are named, in this order, where they are not given.</param>
    /// <exception cref="SubscriberDataException">
    /// A value is not as it should be, contradicts another one or the template's algorithm, has no place in this template, or does not fit there.
    /// </exception>
    /// <exception cref="Asn1ContentException">The template breaks a rule of SAIP at a place that is to be changed.</exception>
    public PersonalisedPackage Personalise(Personalisation data, RandomSource random)
    {
        if (_isMixed && data.Algorithm is null) throw new SubscriberDataException("algorithm", "the template has several: name one");
        SubscriberRules.Check(data, Algorithm);
        Personalisation complete = SecretDraw.Complete(data, _algorithm, random);
        List<EditableTlv> elements = EditableTlv.ReadAll(Package);
        PackageEdit edit = new(complete, new(_read, elements, complete));
        edit.Apply(elements);
        return new(EditableTlv.Concat(elements), edit.Used(data));
    }

    /// <summary>
    /// The package with another ICCID. All else stays as it is: the IMSI, keys, PINs, PUKs and administrative keys, which somebody knows. To have
    /// others drawn, and be told of them, is what <see cref="Personalise"/> is for.
    /// </summary>
    /// <param name="iccid">The ICCID.</param>
    /// <param name="random">For secrets that are drawn on the way, and thrown away.</param>
    /// <exception cref="IncompletePackageException">There is no USIM in it, or one without IMSI or key.</exception>
    /// <exception cref="SubscriberDataException">The ICCID has no place in it, or does not fit there.</exception>
    /// <exception cref="Asn1ContentException">The template breaks a rule of SAIP at a place that is to be changed.</exception>
    public Octets WithIccid(Iccid iccid, RandomSource random)
    {
        PackageSubscriber subscriber = PackageSubscriber.Read(_read);
        Personalisation data = new() { Iccid = iccid, Imsi = subscriber.Imsi, Key = subscriber.Algorithm.Key, Opc = subscriber.Opc };
        Octets personalised = Personalise(data, random).Package;
        // A subscriber's secrets are in elements of their own, apart from the header and the files of the MF. What was drawn for them is left out.
        Octets[] fresh = [.. ElementsOf(personalised)], own = [.. ElementsOf(Package)];
        return Octets.Concat([.. own.Select((element, i) => HasIccid(element) ? fresh[i] : element)]);
    }

    private static bool HasIccid(Octets element) => (PeKind)new AsnReader(element.Memory, AsnEncodingRules.BER).PeekTag().TagValue
        is PeKind.Header or PeKind.Mf or PeKind.GenericFileManagement;

    private static IEnumerable<Octets> ElementsOf(Octets package)
    {
        AsnReader reader = new(package.Memory, AsnEncodingRules.BER);
        while (reader.HasData) yield return Octets.Wrap(reader.ReadEncodedValue());
    }

    private static IEnumerable<AlgoParameter> Algorithms(ProfilePackage package) => package.Elements
        .Select(element => element.Value).OfType<ProfileElement.AkaParameter>()
        .Select(element => element.Value.AlgoConfiguration).OfType<AlgoConfiguration.Algo>()
        .Select(configuration => configuration.Value);
}
