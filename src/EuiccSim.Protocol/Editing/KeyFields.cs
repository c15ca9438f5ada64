using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;

namespace EuiccSim.Protocol.Editing;

/// <summary>Authentication: algorithm, keys and sequence numbers, in each akaParameter that has its own. SAIP §8.5.</summary>
internal static class KeyFields
{
    internal static ProfileField[] All { get; } =
    [
        new("algorithm", "milenage, tuak or usimTestAlgorithm; the header asks for it.", "milenage") { Apply = Algorithm, Turn = 0 },
        new("key", "K: 16 octets, for TUAK 16 or 32.", "465B5CE8B199B49FAA5F0A2EE238A6BC") { Apply = Key, Alias = "k", Turn = 1 },
        new("opc", "OPc of Milenage (16 octets), TOPc of TUAK (32).", "CD63CB71954A9F4E48A5994E37A02BAF") { Apply = Opc, Turn = 2 },
        new("op", "OP or TOP, of which OPc or TOPc is computed with K.", "CDC202D5123E20F62B6D676AC72CB318") { Apply = Op, Turn = 2 },
        One("algorithmOptions", "Lengths of RES, CK, IK and MAC: one octet.", "01", 0x81, 1, isParameter: true),
        One("rotationConstants", "r1 to r5 of Milenage: 5 octets.", "4000204060", 0x84, 5, isParameter: true),
        One("xoringConstants", "c1 to c5 of Milenage: 80 octets.", string.Concat(Enumerable.Repeat("00000000000000000000000000000000", 5)), 0x85, 80, isParameter: true),
        One("authCounterMax", "How many authentications may be run: 3 octets.", "00FFFF", 0x86, 3, isParameter: true),
        new("numberOfKeccak", "How often TUAK applies its permutation, 1 to 255.", "1") { Apply = NumberOfKeccak },
        One("sqnOptions", "Which checks of a sequence number are made: one octet.", "02", 0x82, 1),
        One("sqnDelta", "The largest step of a sequence number: 6 octets.", "000010000000", 0x83, 6),
        One("sqnAgeLimit", "How much older than the newest a sequence number may be: 6 octets.", "000010000000", 0x84, 6),
        new("sqn", "All 32 sequence numbers at the start: 6 octets, without the index.", "000000000021") { Apply = Sqn },
    ];

    private static ProfileField One(string name, string meaning, string example, int tag, int length, bool isParameter = false) => new(name, meaning, example)
    {
        Apply = (draft, setting) =>
        {
            foreach (EditableTlv element in Owners(draft, setting)) (isParameter ? ParameterOf(element)! : element).Set(tag, FieldValues.Hex(setting, length));
        },
    };

    private static void Algorithm(PackageDraft draft, FieldSetting setting)
    {
        AlgorithmId algorithm = setting.Value.ToUpperInvariant() switch
        {
            "MILENAGE" => AlgorithmId.Milenage,
            "TUAK" => AlgorithmId.Tuak,
            "USIMTESTALGORITHM" or "USIM-TEST-ALGORITHM" or "TEST" => AlgorithmId.UsimTestAlgorithm,
            _ => throw FieldValues.Bad(setting, "milenage, tuak or usimTestAlgorithm"),
        };
        foreach (EditableTlv element in Owners(draft, setting))
        {
            EditableTlv parameter = ParameterOf(element)!;
            if (!PackageEdit.SetAlgorithm(parameter, algorithm)) continue;
            // A TOPc has 32 octets, and of what was another algorithm's nothing shall stay.
            parameter.Set(OpcTag, Octets.Wrap(new byte[algorithm == AlgorithmId.Tuak ? 32 : 16]));
        }
        HeaderNeeds.Follow(draft);
    }

    private static void Key(PackageDraft draft, FieldSetting setting)
    {
        Octets key = FieldValues.Hex(setting);
        foreach (EditableTlv element in Owners(draft, setting))
        {
            SubscriberRules.CheckKey(AlgorithmOf(element), key);
            ParameterOf(element)!.Set(KeyTag, key);
        }
        HeaderNeeds.Follow(draft);
    }

    private static void Opc(PackageDraft draft, FieldSetting setting) => Put(draft, setting, (_, opc) => opc);

    private static void Op(PackageDraft draft, FieldSetting setting) => Put(draft, setting, (element, op) => AlgorithmOf(element) == AlgorithmId.Tuak
        ? Tuak.ComputeTopc(KeyOf(element).Span, op.Span, ParameterOf(element)!.Find(KeccakTag)?.Value[^1] ?? 1)
        : Milenage.ComputeOpc(KeyOf(element).Span, op.Span));

    private static void Put(PackageDraft draft, FieldSetting setting, Func<EditableTlv, Octets, Octets> compute)
    {
        Octets given = FieldValues.Hex(setting);
        foreach (EditableTlv element in Owners(draft, setting))
        {
            AlgorithmId algorithm = AlgorithmOf(element);
            SubscriberRules.CheckOpc(setting.Name, algorithm, given, algorithm == AlgorithmId.UsimTestAlgorithm ? ", which the package has: set algorithm=milenage as well" : "");
            ParameterOf(element)!.Set(OpcTag, compute(element, given));
        }
    }

    private static void NumberOfKeccak(PackageDraft draft, FieldSetting setting)
    {
        foreach (EditableTlv element in Owners(draft, setting)) ParameterOf(element)!.Set(KeccakTag, EditableTlv.Integer(FieldValues.Number(setting, 1, 255)));
    }

    private static void Sqn(PackageDraft draft, FieldSetting setting)
    {
        Octets one = EditableTlv.Create(OctetStringTag, FieldValues.Hex(setting, 6)).Encode();
        foreach (EditableTlv element in Owners(draft, setting)) element.Set(SqnInitTag, Octets.Concat([.. Enumerable.Repeat(one, SequenceNumbers)]));
    }

    /// <summary>The akaParameters that have parameters of their own: a mapping takes another one's.</summary>
    private static List<EditableTlv> Owners(PackageDraft draft, FieldSetting setting)
    {
        List<EditableTlv> all = [.. draft.OfKind(PeKind.AkaParameter).Where(element => ParameterOf(element) is not null)];
        return all.Count > 0 ? all : throw FieldValues.NotThere(setting, "no akaParameter with a key");
    }

    private static EditableTlv? ParameterOf(EditableTlv element) => element.Find(AlgoConfigurationTag)?.Find(AlgoParameterTag);

    private static AlgorithmId AlgorithmOf(EditableTlv element) =>
        ParameterOf(element)!.Find(AlgorithmTag)?.Value is [.., var number] ? (AlgorithmId)number : throw new Asn1ContentException("an akaParameter has no algorithmID");

    private static Octets KeyOf(EditableTlv element) => ParameterOf(element)!.Find(KeyTag)?.Value ?? throw new Asn1ContentException("an akaParameter has no key");

    // PE-AKAParameter, SAIP §8.5
    private const int AlgoConfigurationTag = 0xA1;
    private const int AlgoParameterTag = 0xA1;
    private const int AlgorithmTag = 0x80;
    private const int KeyTag = 0x82;
    private const int OpcTag = 0x83;
    private const int KeccakTag = 0x87;
    private const int SqnInitTag = 0xA5;
    private const int OctetStringTag = 0x04;
    private const int SequenceNumbers = 32;
}
