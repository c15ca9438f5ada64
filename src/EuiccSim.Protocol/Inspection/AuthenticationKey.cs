using System.Globalization;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Protocol.Inspection;

/// <summary>The key of a USIM or ISIM. SAIP §8.5.</summary>
/// <param name="Element">The place of its element, from 1 on.</param>
/// <param name="Application">The path of the application, "ADF.USIM"; empty where there is none before it.</param>
/// <param name="Parameters">What the element says.</param>
public sealed record AuthenticationKey(int Element, string Application, PeAkaParameter Parameters)
{
    /// <summary>Algorithm and key; null where they are those of another application.</summary>
    public AlgoParameter? Algorithm => (Parameters.AlgoConfiguration as AlgoConfiguration.Algo)?.Value;

    /// <summary>Where algorithm and key are shared from; null where they are its own.</summary>
    public MappingParameter? Mapping => (Parameters.AlgoConfiguration as AlgoConfiguration.Mapping)?.Value;

    /// <summary>"Milenage", "TUAK with a key of 256 bits", "test algorithm"; without any secret.</summary>
    public string AlgorithmName => Algorithm switch
    {
        null => $"that of {Mapping!.MappingSource}",
        { AlgorithmID: AlgorithmId.Milenage } => "Milenage",
        { AlgorithmID: AlgorithmId.Tuak } tuak => Invariant($"TUAK with a key of {8 * tuak.Key.Length} bits"),
        { AlgorithmID: AlgorithmId.UsimTestAlgorithm } => "test algorithm (TS 34.108)",
        var other => Invariant($"algorithm {(int)other.AlgorithmID}"),
    };

    /// <summary>What differs from the usual, without any secret: constants of Milenage that are the operator's, rounds of TUAK, a limit.</summary>
    internal IEnumerable<string> Options
    {
        get
        {
            if (Algorithm is not { } one) yield break;
            if (one.AlgorithmID == AlgorithmId.Milenage && HasOwnConstants(one)) yield return "constants r and c of its own";
            if (one.AlgorithmID == AlgorithmId.Tuak) yield return one.NumberOfKeccak == 1 ? "1 round of Keccak" : Invariant($"{one.NumberOfKeccak} rounds of Keccak");
            if (one.AuthCounterMax is { } most) yield return Invariant($"at most {Number(most)} authentications");
        }
    }

    internal ViewSection Section
    {
        get
        {
            SectionBuilder facts = new($"Key of {(Application.Length == 0 ? "no application" : Application)} (element {PinFacts.Invariant(Element)})");
            facts.Fact("algorithm", AlgorithmName);
            if (Mapping is { } mapping) facts.Fact("mapping options", mapping.MappingOptions.ToString());
            if (Algorithm is { } one) Add(facts, one);
            facts.Fact("SQN options", Parameters.SqnOptions[0] switch
            {
                0x00 => "00 (neither Δ nor L is checked)",
                0x03 => "03 (Δ and L are checked)",
                _ => Parameters.SqnOptions.ToString(),
            });
            facts.Fact("Δ", Parameters.SqnDelta.ToString()).Fact("age limit L", Parameters.SqnAgeLimit.ToString());
            Octets[] different = [.. Parameters.SqnInit.Distinct()];
            return facts.Facts("SQN at the start", different.Length == 1
                ? [Invariant($"{different[0]}, {Parameters.SqnInit.Count} times")]
                : Parameters.SqnInit.Select((sqn, i) => Invariant($"{i}: {sqn}"))).Section;
        }
    }

    internal void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteNumber("element", Element);
        json.WriteString("application", Application);
        if (Algorithm is { } one)
        {
            json.WriteString("algorithm", StandardName.Of(one.AlgorithmID));
            json.WriteString("algorithmOptions", one.AlgorithmOptions.ToString());
            json.WriteString("key", one.Key.ToString());
            json.WriteString("opc", one.Opc.ToString());
            json.WriteString("rotationConstants", one.RotationConstants.ToString());
            json.WriteString("xoringConstants", one.XoringConstants.ToString());
            if (one.AuthCounterMax is { } most) json.WriteString("authCounterMax", most.ToString());
            json.WriteNumber("numberOfKeccak", one.NumberOfKeccak);
        }
        if (Mapping is { } mapping)
        {
            json.WriteString("mappingOptions", mapping.MappingOptions.ToString());
            json.WriteString("mappingSource", mapping.MappingSource.ToString());
        }
        json.WriteString("sqnOptions", Parameters.SqnOptions.ToString());
        json.WriteString("sqnDelta", Parameters.SqnDelta.ToString());
        json.WriteString("sqnAgeLimit", Parameters.SqnAgeLimit.ToString());
        json.WriteStartArray("sqnInit");
        foreach (Octets sqn in Parameters.SqnInit) json.WriteStringValue(sqn.ToString());
        json.WriteEndArray();
    }

    private static void Add(SectionBuilder facts, AlgoParameter one)
    {
        facts.Fact("K", one.Key.ToString());
        facts.Fact(one.AlgorithmID == AlgorithmId.Tuak ? "TOPc" : "OPc", one.AlgorithmID == AlgorithmId.UsimTestAlgorithm ? $"{one.Opc} (not used)" : one.Opc.ToString());
        facts.Fact("algorithm options", one.AlgorithmOptions.ToString());
        if (one.AlgorithmID == AlgorithmId.Milenage)
        {
            string usual = HasOwnConstants(one) ? "" : " (those of TS 35.206)";
            facts.Fact("r1 to r5", string.Join(' ', one.RotationConstants.ToArray().Select(r => Invariant($"{r}"))) + usual);
            facts.Facts("c1 to c5", Enumerable.Range(0, 5).Select(i => one.XoringConstants.Slice(16 * i, 16).ToString()));
        }
        if (one.AlgorithmID == AlgorithmId.Tuak) facts.Fact("rounds of Keccak", PinFacts.Invariant(one.NumberOfKeccak));
        if (one.AuthCounterMax is { } most) facts.Fact("most authentications", Invariant($"{Number(most)}"));
    }

    private static bool HasOwnConstants(AlgoParameter one) =>
        one.RotationConstants != s_rotations || one.XoringConstants != AlgoParameter.DefaultXoringConstants;

    private static int Number(Octets octets) => octets.ToArray().Aggregate(0, (number, octet) => (number << 8) | octet);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static readonly Octets s_rotations = Octets.FromHex("4000204060");
}
