using System.Text;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>What a subscriber's data must be, whether a package is built of them or made over with them.</summary>
internal static class SubscriberRules
{
    /// <summary>Looks at the data for a package that is built.</summary>
    /// <exception cref="SubscriberDataException">One is not as it should be, or two contradict each other.</exception>
    internal static void Check(SubscriberData data)
    {
        CheckDigits("imsi", data.Imsi, 6, 15);
        if (data.MncLength is not (2 or 3)) throw new SubscriberDataException("mncLength", "a mobile network code has 2 or 3 digits");
        CheckKey(data.Algorithm, data.Key);
        if (data.Algorithm != AlgorithmId.UsimTestAlgorithm) CheckOpc("opc", data.Algorithm, data.Opc);
        else if (data.Opc.Span.ContainsAnyExcept((byte)0)) throw new SubscriberDataException("opc", NoOpc);
        CheckCodes(data.Pin, "pin", data.Pin2, data.Puk, "puk", data.Puk2, data.Adm1);
        CheckNames(data.ProfileType, data.ServiceProviderName, data.Msisdn);
        if (data.OtaKeys.Count != OtaKeys || data.OtaKeys.Any(key => key.Length != ShortLength))
            throw new SubscriberDataException("otaKeys", $"{OtaKeys} keys of {ShortLength} octets");
    }

    /// <summary>Looks at the data for a package that is made over.</summary>
    /// <param name="data">The data.</param>
    /// <param name="template">The template's algorithm, which is kept unless the data name another one.</param>
    /// <exception cref="SubscriberDataException">One is not as it should be, or two contradict each other.</exception>
    internal static void Check(Personalisation data, AlgorithmId template)
    {
        AlgorithmId algorithm = data.Algorithm ?? template;
        string kept = data.Algorithm is null ? ", which the template has and no \"algorithm\" replaces" : "";
        CheckDigits("imsi", data.Imsi, 6, 15);
        if (data.Op is not null && data.Opc is not null) throw new SubscriberDataException("op", "OP and OPc are not given together: \"opc\" is there as well");
        if (data.Key is { } key) CheckKey(algorithm, key, kept);
        (string field, Octets? variant) = data.Op is null ? ("opc", data.Opc) : ("op", data.Op);
        if (variant is { } given) CheckOpc(field, algorithm, given, kept);
        CheckCodes(data.Pin1, "pin1", data.Pin2, data.Puk1, "puk1", data.Puk2, data.Adm1);
        CheckNames(data.ProfileType, data.ServiceProviderName, data.Msisdn);
        SettingsRules.Check(data, algorithm);
    }

    /// <summary>K has the length that the algorithm takes.</summary>
    internal static void CheckKey(AlgorithmId algorithm, Octets key, string kept = "")
    {
        if (!Enum.IsDefined(algorithm)) throw new SubscriberDataException("algorithm", $"there is no algorithm {(int)algorithm}");
        bool fits = key.Length == ShortLength || (algorithm == AlgorithmId.Tuak && key.Length == LongLength);
        string lengths = algorithm == AlgorithmId.Tuak ? $"{ShortLength} or {LongLength}" : $"{ShortLength}";
        if (!fits) throw new SubscriberDataException("key", $"{lengths} octets for {NameOf(algorithm)}{kept}, not {key.Length}");
    }

    /// <summary>OPc, TOPc or what they are computed of has the length that the algorithm takes, if it has any.</summary>
    internal static void CheckOpc(string field, AlgorithmId algorithm, Octets variant, string kept = "")
    {
        if (algorithm == AlgorithmId.UsimTestAlgorithm) throw new SubscriberDataException(field, NoOpc + kept);
        int length = algorithm == AlgorithmId.Tuak ? LongLength : ShortLength;
        if (variant.Length != length) throw new SubscriberDataException(field, $"{length} octets for {NameOf(algorithm)}{kept}, not {variant.Length}");
    }

    private static void CheckCodes(string? pin, string pinField, string? pin2, string? puk, string pukField, string? puk2, string? adm1)
    {
        CheckCode(pinField, pin, 4);
        CheckCode("pin2", pin2, 4);
        CheckCode(pukField, puk, 8);
        CheckCode("puk2", puk2, 8);
        CheckCode("adm1", adm1, 4);
    }

    /// <summary>What was given is a secret, and not told.</summary>
    private static void CheckCode(string field, string? digits, int least)
    {
        if (digits is null) return;
        string wanted = least == LongestCode ? $"{LongestCode} digits" : $"{least} to {LongestCode} digits";
        if (digits.Length < least || digits.Length > LongestCode) throw new SubscriberDataException(field, $"{wanted}, not {digits.Length} characters");
        int wrong = digits.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (wrong >= 0) throw new SubscriberDataException(field, $"{wanted}, and character {wrong + 1} is none");
    }

    private static void CheckNames(string? profileType, string? serviceProviderName, string? msisdn)
    {
        if (profileType is not null && !(profileType.EnumerateRunes().Count() is >= 1 and <= 100))
            throw new SubscriberDataException("profileType", "1 to 100 characters");
        if (serviceProviderName is not null) _ = SimContents.ServiceProvider(serviceProviderName);
        CheckDigits("msisdn", msisdn, 1, 20);
    }

    private static void CheckDigits(string field, string? digits, int least, int most)
    {
        if (digits is null) return;
        bool isGood = digits.Length >= least && digits.Length <= most && !digits.AsSpan().ContainsAnyExceptInRange('0', '9');
        if (!isGood) throw new SubscriberDataException(field, (least == most ? $"{least} digits" : $"{least} to {most} digits") + $", not '{digits}'");
    }

    private static string NameOf(AlgorithmId algorithm) => algorithm switch
    {
        AlgorithmId.Milenage => "Milenage",
        AlgorithmId.Tuak => "TUAK",
        _ => "the test algorithm",
    };

    private const string NoOpc = "there is none for the test algorithm";
    private const int ShortLength = 16;
    private const int LongLength = 32;
    private const int OtaKeys = 3;
    private const int LongestCode = 8;
}
