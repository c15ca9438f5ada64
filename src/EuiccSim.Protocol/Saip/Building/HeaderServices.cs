using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>The header's list of services that a profile cannot do without, by their names. SAIP §8.2.</summary>
internal static class HeaderServices
{
    /// <summary>The names, in the order of their tags.</summary>
    internal static SequenceOf<string> Names { get; } =
    [
        "contactless", "usim", "isim", "csim", "milenage", "tuak128", "cave", "gba-usim", "gba-isim", "mbms", "eap", "javacard", "multos", "multiple-usim",
        "multiple-isim", "multiple-csim", "tuak256", "usim-test-algorithm", "ber-tlv", "dfLink", "cat-tp", "get-identity", "profile-a-x25519", "profile-b-p256",
        "suciCalculatorApi", "dns-resolution", "scp11ac", "scp11c-authorization-mechanism", "s16mode", "eaka",
    ];

    /// <summary>The name of an algorithm's service.</summary>
    internal static string NameOf(AlgorithmId algorithm, int keyLength) => algorithm switch
    {
        AlgorithmId.Milenage => "milenage",
        AlgorithmId.Tuak => keyLength == 32 ? "tuak256" : "tuak128",
        _ => "usim-test-algorithm",
    };

    /// <summary>True for the service of an algorithm.</summary>
    internal static bool IsAlgorithm(string name) => name is "milenage" or "tuak128" or "tuak256" or "usim-test-algorithm";

    /// <summary>The services that changes lead to: "usim" alone names all that are wanted, "+usim" adds, "-usim" takes away.</summary>
    internal static void Apply(EditableTlv list, IEnumerable<string> services)
    {
        string[] all = [.. services];
        bool isWhole = !all.Any(IsChange);
        if (isWhole) list.Children.Clear();
        foreach (string service in all)
        {
            int tag = FirstTag + Names.ToList().IndexOf(service.TrimStart('+', '-'));
            if (service[0] == '-') list.Children.RemoveAll(one => one.Tag == tag);
            else list.Set(tag, Octets.Empty);
        }
    }

    /// <exception cref="SubscriberDataException">One is not known, changes are mixed with names, or an algorithm is another one than the profile's.</exception>
    internal static void Check(string field, SequenceOf<string> services, AlgorithmId algorithm, int? keyLength)
    {
        int changes = services.Count(IsChange);
        if (changes > 0 && changes < services.Count) throw new SubscriberDataException(field, "services are either all named, or come with '+' and go with '-'");
        foreach (string service in services)
        {
            string name = service.TrimStart('+', '-');
            if (!Names.Contains(name)) throw new SubscriberDataException(field, $"there is no service '{name}'; there are {string.Join(", ", Names)}");
            bool fits = algorithm == AlgorithmId.Tuak && keyLength is null ? name is "tuak128" or "tuak256" : name == NameOf(algorithm, keyLength ?? 0);
            if (IsAlgorithm(name) && fits == (service[0] == '-'))
                throw new SubscriberDataException(field, $"'{service}' contradicts \"algorithm\", which is {StandardName.Of(algorithm)}{(keyLength is { } octets ? $" with a \"key\" of {octets} octets" : "")}");
        }
    }

    private static bool IsChange(string service) => service.Length > 0 && service[0] is '+' or '-';

    private const int FirstTag = 0x80;
}
