using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Coding;

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
    internal static void Apply(EditableTlv list, IReadOnlyList<string> services)
    {
        ServiceChanges<string> wanted = Read(services);
        if (wanted.IsWhole) list.Children.Clear();
        foreach ((string service, bool comes, _) in wanted.Entries)
        {
            int tag = FirstTag + Names.ToList().IndexOf(service);
            if (comes) list.Set(tag, Octets.Empty);
            else list.Children.RemoveAll(one => one.Tag == tag);
        }
    }

    /// <exception cref="SubscriberDataException">One is not known, changes are mixed with names or contradict each other, or an algorithm is another one than the profile's.</exception>
    internal static void Check(string field, SequenceOf<string> services, AlgorithmId algorithm, int? keyLength)
    {
        foreach (ServiceChange<string> one in InField(field, services).Entries)
        {
            bool fits = algorithm == AlgorithmId.Tuak && keyLength is null ? one.Service is "tuak128" or "tuak256" : one.Service == NameOf(algorithm, keyLength ?? 0);
            if (IsAlgorithm(one.Service) && fits != one.Comes)
                throw new SubscriberDataException(field, $"'{one.Text}' contradicts \"algorithm\", which is {StandardName.Of(algorithm)}{(keyLength is { } octets ? $" with a \"key\" of {octets} octets" : "")}");
        }
    }

    private static ServiceChanges<string> InField(string field, SequenceOf<string> services)
    {
        try
        {
            return Read(services);
        }
        catch (FormatException fault)
        {
            throw new SubscriberDataException(field, fault.Message);
        }
    }

    private static ServiceChanges<string> Read(IReadOnlyList<string> services) => ServiceChanges<string>.Read(
        services, name => Names.Contains(name) ? name : throw new FormatException($"there is no service '{name}'; there are {string.Join(", ", Names)}"));

    private const int FirstTag = 0x80;
}
