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
        foreach (ProfileRule rule in Services(header.EuiccMandatoryServices, contents)) yield return ProfileFault.Of(rule) with { Absent = AbsentBy(rule) };
        if (files.Mf?.Find(EfIccid) is { IsFilled: true } file && !header.HoldsIccid(file.Content))
        {
            int position = file.Source.Element;
            yield return ProfileFault.Of(ConsistencyRules.Iccid, package.Elements[position].Value, position);
        }
    }

    private static IEnumerable<ProfileRule> Services(ServicesList list, Contents contents)
    {
        bool anyNaa = list.Usim || list.Isim;
        if (list.Usim && !contents.Has(PeKind.Usim) && !contents.Has(PeKind.Iot)) yield return ConsistencyRules.Usim;
        if (list.Isim && !contents.Has(PeKind.Isim)) yield return ConsistencyRules.Isim;
        if (list.Csim && !contents.Has(PeKind.Csim)) yield return ConsistencyRules.Csim;
        if ((list.GbaUsim || list.MultipleUsim) && !list.Usim) yield return ConsistencyRules.UsimExtras;
        if ((list.GbaIsim || list.MultipleIsim) && !list.Isim) yield return ConsistencyRules.IsimExtras;
        if ((list.GetIdentity || list.ProfileAX25519 || list.ProfileBP256) && !anyNaa) yield return ConsistencyRules.Identity;
        if (list.Milenage && !contents.HasAlgorithm(AlgorithmId.Milenage)) yield return ConsistencyRules.Milenage;
        if (list.Tuak128 && !contents.HasAlgorithm(AlgorithmId.Tuak, 16)) yield return ConsistencyRules.Tuak128;
        if (list.Tuak256 && !contents.HasAlgorithm(AlgorithmId.Tuak, 32)) yield return ConsistencyRules.Tuak256;
        if (list.UsimTestAlgorithm && !contents.HasAlgorithm(AlgorithmId.UsimTestAlgorithm)) yield return ConsistencyRules.TestAlgorithm;
        if (list.Cave && !contents.Has(PeKind.CdmaParameter)) yield return ConsistencyRules.Cave;
    }

    private static PeKind? AbsentBy(ProfileRule broken) => broken switch
    {
        _ when broken == ConsistencyRules.Usim => PeKind.Usim,
        _ when broken == ConsistencyRules.Isim => PeKind.Isim,
        _ when broken == ConsistencyRules.Csim => PeKind.Csim,
        _ when broken == ConsistencyRules.Cave => PeKind.CdmaParameter,
        _ when s_algorithms.Contains(broken) => PeKind.AkaParameter,
        _ => null,
    };

    private static readonly ProfileRule[] s_algorithms = [ConsistencyRules.Milenage, ConsistencyRules.Tuak128, ConsistencyRules.Tuak256, ConsistencyRules.TestAlgorithm];

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
