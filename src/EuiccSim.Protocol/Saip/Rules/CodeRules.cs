using EuiccSim.Protocol.Asn1;
using static EuiccSim.Protocol.Saip.PeStatusCode;
using static EuiccSim.Protocol.Saip.ProfileRule;

namespace EuiccSim.Protocol.Saip;

/// <summary>PINs, PUKs and authentication keys, as far as an eUICC looks at them. SAIP §8.4, §8.5.</summary>
internal static class CodeRules
{
    internal static readonly ProfileRule PinOnce = Refused(InvalidParameter, "pin-reference-once", "SAIP §8.4", "a key reference comes once in a PE-PINCodes",
        "Which of the two values holds cannot be told. Take one out.");

    internal static readonly ProfileRule PukDefined = Refused(InvalidParameter, "pin-puk-defined", "SAIP §8.4", "a PIN's PUK is defined before it",
        "Without it a blocked PIN stays blocked. Put PE-PUKCodes with that reference before the PINs.");

    internal static readonly ProfileRule ReferenceOctet = Refused(InvalidParameter, "pin-reference-octet", "SAIP §8.4, TS 102 221 §9.5.1", "a key reference is an octet",
        "Commands name a PIN by one octet. Use a reference of TS 102 221.");

    internal static readonly ProfileRule TriesOctet = Refused(InvalidParameter, "pin-tries-octet", "SAIP §8.4", "numbers of tries are an octet",
        "The upper half octet is how many tries there are, the lower one how many are left: '33' is 3 of 3.");

    internal static readonly ProfileRule SharedDirectory = Refused(InvalidParameter, "pins-shared-directory", "SAIP §8.4", "the directory whose PINs are shared is there",
        "The path begins below the MF; an ADF is named by its temporary identifier. Correct it, or make the directory before.");

    internal static readonly ProfileRule PinMissing = Refused(PinCodeMissing, "pin-missing", "SAIP §8.4", "the PINs that a directory names are defined",
        "pinStatusTemplateDO lists PINs that no PE-PINCodes defines for the directory or one above it. Define them, or shorten the list.");

    internal static readonly ProfileRule AkaAfterAdf = Refused(BadValues, "aka-after-adf", "SAIP §8.5", "an authentication key follows the ADF that it belongs to",
        "The key goes to the ADF that was made last. Move PE-AKAParameter behind it.");

    internal static readonly ProfileRule AkaMapping = Refused(InvalidParameter, "aka-mapping-source", "SAIP §8.5", "the application whose key is shared has one",
        "mappingSource is the AID of an ADF of the package that has had its own PE-AKAParameter before. Correct the AID, or the order.");

    internal static readonly ProfileRule AkaAlgorithm = Refused(FeatureNotSupported, "aka-algorithm-known", "SAIP §8.5", "the algorithm is Milenage, TUAK or the test algorithm",
        "SAIP has no others. Write 1, 2 or 3.");

    internal static readonly ProfileRule AkaKeyLength = Refused(InvalidParameter, "aka-key-length", "SAIP §8.5, TS 35.206, TS 35.231", "key and OPc have the algorithm's lengths",
        "Milenage has 16 octets of each, TUAK 16 or 32 of key and 32 of TOPc, the test algorithm 16 of key.");

    internal static readonly ProfileRule AkaKeccak = Refused(InvalidParameter, "aka-keccak-count", "SAIP §8.5, TS 35.231", "TUAK applies Keccak 1 to 255 times",
        "The network must count the same. Take numberOfKeccak out, which is then 1.");

    internal static readonly ProfileRule AkaTestProfile = Refused(BadValues, "aka-test-profile-key", "SGP.22 §2.4.5.4", "a test profile has no live key",
        "A device shows test profiles to nobody, so they must not reach a network. Use the test algorithm or a published key, or another class.").OfCard;

    internal static IReadOnlyList<ProfileRule> All { get; } =
    [
        PinOnce, PukDefined, ReferenceOctet, TriesOctet, SharedDirectory, PinMissing, AkaAfterAdf, AkaMapping, AkaAlgorithm, AkaKeyLength, AkaKeccak, AkaTestProfile,
    ];

    /// <summary>True for what a Test Profile may have. SGP.22 v2.5 §2.4.5.4: the test algorithm, or a key that everybody knows.</summary>
    internal static bool IsForTests(AlgorithmId algorithm, Octets key) =>
        algorithm == AlgorithmId.UsimTestAlgorithm || key == s_testKey || key.Span.IndexOfAnyExcept((byte)0) < 0;

    /// <summary>What an eUICC refuses of an algorithm, its key and OPc.</summary>
    /// <returns>The rule that is broken, with a sentence; null if none is.</returns>
    internal static (ProfileRule Rule, string Sentence)? Refuse(AlgoParameter algorithm)
    {
        bool fits = algorithm.AlgorithmID switch
        {
            AlgorithmId.Milenage => algorithm is { Key.Length: 16, Opc.Length: 16 },
            AlgorithmId.Tuak => algorithm is { Key.Length: 16 or 32, Opc.Length: 32 },
            _ => algorithm.Key.Length == 16,
        };
        if (!Enum.IsDefined(algorithm.AlgorithmID)) return (AkaAlgorithm, $"the eUICC supports the algorithm {(int)algorithm.AlgorithmID}");
        if (!fits)
        {
            string what = $"a key of {algorithm.Key.Length} octets with {algorithm.Opc.Length} of OPc is none of {algorithm.AlgorithmID}";
            return (AkaKeyLength, $"key and OPc have the algorithm's lengths: {what}");
        }
        if (algorithm.AlgorithmID == AlgorithmId.Tuak && algorithm.NumberOfKeccak is < 1 or > byte.MaxValue)
            return (AkaKeccak, $"TUAK applies Keccak 1 to 255 times, not {algorithm.NumberOfKeccak}");
        return null;
    }

    /// <summary>What an eUICC refuses of the numbers of PINs and PUKs: the module allows any.</summary>
    internal static ProfileRule? Refuse(ProfileElement element) => element switch
    {
        ProfileElement.PukCodes { Value.PukCodes: var puks } => puks.Select(puk => Refuse((int)puk.KeyReference, puk.MaxNumOfAttempsRetryNumLeft)).FirstOrDefault(rule => rule is not null),
        ProfileElement.PinCodes { Value.PinCodes: PinCodes.Pinconfig { Value: var pins } } =>
            pins.Select(pin => Refuse((int)pin.KeyReference, pin.MaxNumOfAttempsRetryNumLeft) ?? Refuse((int?)pin.UnblockingPINReference ?? 0, 0)).FirstOrDefault(rule => rule is not null),
        _ => null,
    };

    private static ProfileRule? Refuse(int reference, int tries) => !IsOctet(reference) ? ReferenceOctet : IsOctet(tries) ? null : TriesOctet;

    private static bool IsOctet(int number) => number is >= 0 and <= byte.MaxValue;

    // TS 34.108 §8.1.2.1.
    private static readonly Octets s_testKey = Octets.FromHex("000102030405060708090A0B0C0D0E0F");
}
