using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using static EuiccSim.Protocol.Saip.ProfileRule;

namespace EuiccSim.Protocol.Linting;

/// <summary>Keys and parameters of authentication. SAIP §8.5, TS 33.102 annex C, TS 35.206, TS 35.231.</summary>
internal static class AkaLint
{
    private static readonly ProfileRule s_missing = Error("aka-missing", "SAIP §8.5", "a USIM has an authentication key",
        "Without it no network lets the subscriber in. Put a PE-AKAParameter behind the USIM.");

    private static readonly ProfileRule s_isimMissing = Warning("aka-isim-missing", "SAIP §8.5", "an ISIM has an authentication key",
        "Without it IMS cannot authenticate. Put a PE-AKAParameter behind the ISIM, which may share the key of the USIM.");

    private static readonly ProfileRule s_differs = Note("aka-isim-key", "TS 33.203 §6.1", "USIM and ISIM have one key",
        "Networks mostly have one key for a subscriber. Share it with mappingParameter, or make sure that the network has both.");

    private static readonly ProfileRule s_trivial = Warning("aka-key-drawn", "", "a key is not one octet repeated",
        "The key was forgotten, or is known to all. Put the subscriber's key in.");

    private static readonly ProfileRule s_published = Note("aka-key-published", "TS 34.108 §8.1.2.1, TS 35.208 §4.3", "a key is none that standards print",
        "Everybody knows it. For a test profile that is meant.");

    private static readonly ProfileRule s_opc = Warning("aka-opc-drawn", "TS 35.206 §5.1", "OPc or TOPc is not one octet repeated",
        "The value was forgotten. Compute it from the operator's OP or TOP and the key.");

    private static readonly ProfileRule s_opcIsKey = Warning("aka-opc-key", "TS 35.206 §5.1", "OPc is not the key",
        "The two were mixed up. Look at the order of your data.");

    private static readonly ProfileRule s_rotation = Warning("aka-rotation-range", "TS 35.206 §4.1", "Milenage rotates by 0 to 127 bits",
        "The block has 128 bits, and implementations differ in what they do with more. Correct rotationConstants.");

    private static readonly ProfileRule s_pairs = Warning("aka-constants-differ", "TS 35.206 §5.3", "no two of Milenage's functions have the same constants",
        "Two of them would give the same output, and tell of one another. Use the standard's constants.");

    private static readonly ProfileRule s_unused = Note("aka-parameters-used", "SAIP §8.5", "constants of Milenage come with Milenage, and numberOfKeccak with TUAK",
        "They have no effect. Take them out, or correct the algorithm.");

    private static readonly ProfileRule s_sequence = Warning("aka-sqn-range", "TS 33.102 annex C, SAIP §8.5", "sequence numbers are without their index, and have 43 bits at most",
        "SQN of 48 bits has the index in its last 5: shift it. Above 07FFFFFFFFFF no challenge is fresh.");

    private static readonly ProfileRule s_limits = Warning("aka-sqn-limits", "TS 33.102 annex C, SAIP §8.5", "the limits of sequence numbers are 1 to 07FFFFFFFFFF",
        "With 0 no challenge is accepted after the first. Take them out: the defaults are those of the standard.");

    private static readonly ProfileRule s_counter = Warning("aka-counter", "SAIP §8.5", "authCounterMax allows an authentication",
        "With 0 the SIM cannot authenticate once. Take it out, or write how often.");

    private static readonly ProfileRule s_cdma = Warning("cdma-key-drawn", "SAIP §8.5", "the A-Key of a CSIM is not one octet repeated",
        "The key was forgotten, or is known to all. Put the subscriber's key in, or take the element out.");

    internal static IReadOnlyList<ProfileRule> Rules { get; } =
        [s_missing, s_isimMissing, s_differs, s_trivial, s_published, s_opc, s_opcIsKey, s_rotation, s_pairs, s_unused, s_sequence, s_limits, s_counter, s_cdma];

    internal static void Check(LintContext context)
    {
        foreach (PackageFile usim in context.Usims.Where(adf => LacksKey(context, adf))) context.Tell(s_missing, usim, cause: context.AbsenceOf(PeKind.AkaParameter));
        foreach (PackageFile isim in context.Isims)
        {
            if (LacksKey(context, isim)) context.Tell(s_isimMissing, isim, cause: context.AbsenceOf(PeKind.AkaParameter));
            else if (context.Usims.FirstOrDefault() is { } usim && SubscriberFiles.AlgorithmOf(usim) is { } one && SubscriberFiles.AlgorithmOf(isim) is { } other && one.Key != other.Key)
                context.Tell(s_differs, isim);
        }
        foreach ((int position, ProfileElement.AkaParameter element) in context.Of<ProfileElement.AkaParameter>())
        {
            Sequence(context, position, element.Value);
            if (element.Value.AlgoConfiguration is AlgoConfiguration.Algo { Value: var algorithm } && CodeRules.Refuse(algorithm) is null) Algorithm(context, position, algorithm);
        }
        foreach ((int position, ProfileElement.CdmaParameter element) in context.Of<ProfileElement.CdmaParameter>())
            if (IsOneOctet(element.Value.AuthenticationKey)) context.Tell(s_cdma, position);
    }

    private static bool LacksKey(LintContext context, PackageFile adf) => adf.Aka is null && !context.Files.Unknown.MayHaveKey(adf);

    private static void Algorithm(LintContext context, int position, AlgoParameter algorithm)
    {
        bool isMilenage = algorithm.AlgorithmID == AlgorithmId.Milenage, isTest = algorithm.AlgorithmID == AlgorithmId.UsimTestAlgorithm;
        if (IsOneOctet(algorithm.Key)) context.Tell(s_trivial, position);
        if (s_known.Contains(algorithm.Key)) context.Tell(s_published, position);
        if (!isTest && IsOneOctet(algorithm.Opc)) context.Tell(s_opc, position);
        else if (!isTest && algorithm.Opc == algorithm.Key) context.Tell(s_opcIsKey, position);
        if (algorithm.AuthCounterMax is { } most && most.Span.IndexOfAnyExcept((byte)0) < 0) context.Tell(s_counter, position);
        bool hasConstants = algorithm.RotationConstants != s_rotations || algorithm.XoringConstants != AlgoParameter.DefaultXoringConstants;
        if ((!isMilenage && hasConstants) || (algorithm.AlgorithmID != AlgorithmId.Tuak && algorithm.NumberOfKeccak != 1)) context.Tell(s_unused, position);
        if (!isMilenage) return;
        if (algorithm.RotationConstants.Span.IndexOfAnyExceptInRange((byte)0, (byte)127) >= 0) context.Tell(s_rotation, position, algorithm.RotationConstants.ToString());
        int pairs = Enumerable.Range(0, 5).Select(i => (algorithm.RotationConstants[i], algorithm.XoringConstants.Slice(16 * i, 16))).Distinct().Count();
        if (pairs < 5) context.Tell(s_pairs, position);
    }

    private static void Sequence(LintContext context, int position, PeAkaParameter aka)
    {
        if (aka.SqnInit.FirstOrDefault(number => number[0] > MostFirst) is { IsEmpty: false } large) context.Tell(s_sequence, position, large.ToString());
        foreach (Octets limit in (ReadOnlySpan<Octets>)[aka.SqnDelta, aka.SqnAgeLimit])
            if (limit[0] > MostFirst || limit.Span.IndexOfAnyExcept((byte)0) < 0) context.Tell(s_limits, position, limit.ToString());
    }

    private static bool IsOneOctet(Octets octets) => octets.Span.IndexOfAnyExcept(octets[0]) < 0;

    private static readonly Octets s_rotations = Octets.FromHex("4000204060");

    // TS 34.108 §8.1.2.1, and the first keys of the test sets of TS 35.208 §4.3.
    private static readonly HashSet<Octets> s_known =
    [
        Octets.FromHex("000102030405060708090A0B0C0D0E0F"), Octets.FromHex("465B5CE8B199B49FAA5F0A2EE238A6BC"),
        Octets.FromHex("0396EB317B6D1C36F19C1C84CD6FFD16"), Octets.FromHex("FEC86BA6EB707ED08905757B1BB44B8F"),
        Octets.FromHex("9E5944AEA94B81165C82FBF9F32DB751"), Octets.FromHex("4AB1DEB05CA6CEB051FC98E77D026A84"),
        Octets.FromHex("6C38A116AC280C454F59332EE35C8C4F"),
    ];

    // The first octet of 07FFFFFFFFFF.
    private const byte MostFirst = 0x07;
}
