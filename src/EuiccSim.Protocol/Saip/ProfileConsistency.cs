using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Files;

namespace EuiccSim.Protocol.Saip;

/// <summary>What the header says and what the elements hold must agree. SAIP §8.1, §8.2.</summary>
internal static class ProfileConsistency
{
    internal static IEnumerable<ProfileFault> Check(ProfilePackage package, PackageFiles files)
    {
        if (package.Header is not { } header) yield break;
        Contents contents = new(package);
        foreach (string rule in Services(header.EuiccMandatoryServices, contents))
            yield return ProfileFault.Of(PeStatusCode.BadValues, null, rule);
        if (files.Mf?.Find(EfIccid) is { Definition.IsDirectory: false } file && !header.HoldsIccid(file.Content))
        {
            int position = file.Source.Element;
            yield return ProfileFault.Of(
                PeStatusCode.BadValues, package.Elements[position].Value, "EF.ICCID and the profile header hold the same ICCID", position);
        }
    }

    private static IEnumerable<string> Services(ServicesList list, Contents contents)
    {
        bool anyNaa = list.Usim || list.Isim;
        if (list.Usim && !contents.Has(PeKind.Usim) && !contents.Has(PeKind.Iot)) yield return "the service usim comes with a PE-USIM";
        if (list.Isim && !contents.Has(PeKind.Isim)) yield return "the service isim comes with a PE-ISIM";
        if (list.Csim && !contents.Has(PeKind.Csim)) yield return "the service csim comes with a PE-CSIM";
        if ((list.GbaUsim || list.MultipleUsim) && !list.Usim) yield return "gba-usim and multiple-usim come with the service usim";
        if ((list.GbaIsim || list.MultipleIsim) && !list.Isim) yield return "gba-isim and multiple-isim come with the service isim";
        if ((list.GetIdentity || list.ProfileAX25519 || list.ProfileBP256) && !anyNaa)
            yield return "get-identity, profile-a-x25519 and profile-b-p256 come with the service usim or isim";
        if (list.Milenage && !contents.HasAlgorithm(AlgorithmId.Milenage))
            yield return "the service milenage comes with a PE-AKAParameter for it";
        if (list.Tuak128 && !contents.HasAlgorithm(AlgorithmId.Tuak, 16))
            yield return "the service tuak128 comes with a PE-AKAParameter for it";
        if (list.Tuak256 && !contents.HasAlgorithm(AlgorithmId.Tuak, 32))
            yield return "the service tuak256 comes with a PE-AKAParameter for it";
        if (list.UsimTestAlgorithm && !contents.HasAlgorithm(AlgorithmId.UsimTestAlgorithm))
            yield return "the service usim-test-algorithm comes with a PE-AKAParameter for it";
        if (list.Cave && !contents.Has(PeKind.CdmaParameter)) yield return "the service cave comes with a PE-CDMAParameter";
    }

    /// <summary>What the rules look at, collected in one pass.</summary>
    private sealed class Contents
    {
        private readonly HashSet<PeKind> _kinds = [];
        private readonly List<AlgoParameter> _algorithms = [];

        internal Contents(ProfilePackage package)
        {
            foreach (Signed<ProfileElement> element in package.Elements) Add(element.Value);
        }

        internal bool Has(PeKind kind) => _kinds.Contains(kind);

        internal bool HasAlgorithm(AlgorithmId id, int? keyLength = null) =>
            _algorithms.Exists(algorithm => algorithm.AlgorithmID == id && (keyLength is null || algorithm.Key.Length == keyLength));

        private void Add(ProfileElement element)
        {
            _kinds.Add(element.Kind);
            if (element is ProfileElement.AkaParameter { Value.AlgoConfiguration: AlgoConfiguration.Algo algorithm }) _algorithms.Add(algorithm.Value);
        }
    }

    private const int EfIccid = 0x2FE2;
}
