using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>What the header says and what the elements hold must agree. SAIP §8.1, §8.2.</summary>
internal static class ProfileConsistency
{
    internal static IEnumerable<ProfileFault> Check(ProfilePackage package)
    {
        if (package.Header is not { } header) yield break;
        Contents contents = new(package);
        foreach (string rule in Services(header.EuiccMandatoryServices, contents))
            yield return ProfileFault.Of(PeStatusCode.BadValues, null, rule);
        // The header of the test profiles has the digits in reading order, EF.ICCID has them swapped.
        if (contents.Iccid is { } iccid && iccid != header.Iccid && HalfOctets.Swap(iccid) != header.Iccid)
            yield return ProfileFault.Of(PeStatusCode.BadValues, contents.Mf, "EF.ICCID and the profile header hold the same ICCID");
        foreach (byte reference in contents.PinReferences)
        {
            if (contents.Pins.Contains(reference)) continue;
            yield return ProfileFault.Of(PeStatusCode.PinCodeMissing, null, $"the PIN '{reference:X2}', which a directory names, is defined");
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

        internal ProfileElement? Mf { get; private set; }

        internal Octets? Iccid { get; private set; }

        internal HashSet<int> Pins { get; } = [];

        internal SortedSet<byte> PinReferences { get; } = [];

        internal bool Has(PeKind kind) => _kinds.Contains(kind);

        internal bool HasAlgorithm(AlgorithmId id, int? keyLength = null) =>
            _algorithms.Exists(algorithm => algorithm.AlgorithmID == id && (keyLength is null || algorithm.Key.Length == keyLength));

        private void Add(ProfileElement element)
        {
            _kinds.Add(element.Kind);
            switch (element)
            {
                case ProfileElement.AkaParameter { Value.AlgoConfiguration: AlgoConfiguration.Algo algorithm }:
                    _algorithms.Add(algorithm.Value);
                    break;
                case ProfileElement.PinCodes { Value.PinCodes: PinCodes.Pinconfig pins }:
                    foreach (PinConfiguration pin in pins.Value) Pins.Add((int)pin.KeyReference);
                    break;
                case ProfileElement.FileSystem files:
                    AddFiles(files);
                    break;
            }
        }

        private void AddFiles(ProfileElement.FileSystem element)
        {
            foreach (TemplatedFile file in element.Value.Files)
            {
                if (file.Fcp?.PinStatusTemplateDO is not { } references) continue;
                foreach (byte reference in references.Span) PinReferences.Add(reference);
            }
            if (element.Kind != PeKind.Mf) return;
            Mf = element;
            foreach (FilePart part in element.Value.Find(IccidTag)?.Parts ?? [])
            {
                if (part is FilePart.FillFileContent content) Iccid = content.Value;
            }
        }

        private const int IccidTag = 4;
    }
}
