using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Saip;

/// <summary>One place where two packages differ.</summary>
/// <param name="Element">The element: its kind, and which of that kind.</param>
/// <param name="Path">Where in the element: a file's component, then tags; empty for all of it.</param>
/// <param name="A">The octets in the first package; null where they are absent or secret.</param>
/// <param name="B">The octets in the second package; null where they are absent or secret.</param>
/// <param name="What">In words.</param>
public sealed record PackageDifference(string Element, string Path, string? A, string? B, string What)
{
    /// <summary>Writes it as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("element", Element);
        json.WriteString("path", Path);
        json.WriteString("a", A);
        json.WriteString("b", B);
        json.WriteString("what", What);
    }

    /// <summary>Where two packages differ, in the order of the first. Of keys and PINs it tells only that they do.</summary>
    public static IReadOnlyList<PackageDifference> Between(ProfilePackage a, ProfilePackage b)
    {
        List<PackageDifference> all = [];
        Dictionary<string, Signed<ProfileElement>> first = Name(a), second = Name(b);
        foreach ((string name, Signed<ProfileElement> element) in first)
        {
            if (!second.TryGetValue(name, out Signed<ProfileElement>? other)) all.Add(new(name, "", null, null, "only in the first"));
            else if (element.Encoded != other.Encoded) new ElementComparison(name, element.Value, all).Compare(element.Encoded, other.Encoded);
        }
        foreach (string name in second.Keys.Where(name => !first.ContainsKey(name))) all.Add(new(name, "", null, null, "only in the second"));
        bool isSameOrder = first.Keys.Where(second.ContainsKey).SequenceEqual(second.Keys.Where(first.ContainsKey));
        if (!isSameOrder) all.Add(new("", "", null, null, "the elements are in another order"));
        return all;
    }

    /// <summary>In their order; the second USIM is "usim 2".</summary>
    private static Dictionary<string, Signed<ProfileElement>> Name(ProfilePackage package)
    {
        Dictionary<string, Signed<ProfileElement>> named = [];
        Dictionary<PeKind, int> counts = [];
        foreach (Signed<ProfileElement> element in package.Elements)
        {
            PeKind kind = element.Value.Kind;
            int count = counts[kind] = counts.GetValueOrDefault(kind) + 1;
            string name = StandardName.Of(kind);
            named.Add(count == 1 ? name : $"{name} {count}", element);
        }
        return named;
    }
}

/// <summary>Compares two elements TLV by TLV.</summary>
internal sealed class ElementComparison(string name, ProfileElement element, List<PackageDifference> all)
{
    private readonly bool _isSecret = s_secret.Contains(element.Kind);

    internal void Compare(Octets a, Octets b)
    {
        int before = all.Count;
        Compare("", Value(a), Value(b), isElement: true);
        if (all.Count == before) all.Add(new(name, "", null, null, "encoded otherwise"));
    }

    private void Compare(string path, Octets a, Octets b, bool isElement)
    {
        List<(string Key, Octets Tlv)> first = Children(a, isElement), second = Children(b, isElement);
        Dictionary<string, Octets> others = second.ToDictionary(child => child.Key, child => child.Tlv);
        foreach ((string key, Octets tlv) in first)
        {
            string at = path.Length == 0 ? key : $"{path}/{key}";
            if (!others.Remove(key, out Octets other)) Add(at, Value(tlv), null);
            else if (IsConstructed(tlv)) Compare(at, Value(tlv), Value(other), isElement: false);
            else if (Value(tlv) != Value(other)) Add(at, Value(tlv), Value(other));
        }
        foreach ((string key, Octets tlv) in others) Add(path.Length == 0 ? key : $"{path}/{key}", null, Value(tlv));
    }

    private void Add(string path, Octets? a, Octets? b)
    {
        string what = (a, b) switch
        {
            (null, _) => "only in the second",
            (_, null) => "only in the first",
            _ when _isSecret => "differs",
            _ => "",
        };
        all.Add(new(name, path, _isSecret ? null : a?.ToString(), _isSecret ? null : b?.ToString(), what));
    }

    /// <summary>The TLVs in a value by their tags, those that repeat with a number.</summary>
    private List<(string Key, Octets Tlv)> Children(Octets value, bool isElement)
    {
        List<(string, Octets)> children = [];
        Dictionary<string, int> counts = [];
        foreach (BerTlv child in BerTlv.ReadAll(value))
        {
            string key = NameOf(child.Tag, isElement);
            int count = counts[key] = counts.GetValueOrDefault(key) + 1;
            children.Add((count == 1 ? key : $"{key}[{count}]", child.Encoded));
        }
        return children;
    }

    private string NameOf(int tag, bool isElement)
    {
        int number = tag <= byte.MaxValue ? tag & 0x1F : tag & 0x7F;
        bool isFile = isElement && element is ProfileElement.FileSystem;
        return (isFile ? PeLayout.Of(element.Kind).Newest.Find(number)?.Field : null) ?? $"{tag:X2}";
    }

    private static Octets Value(Octets tlv) => tlv.Slice(TlvHeader.Read(tlv.Span).HeaderLength);

    private static bool IsConstructed(Octets tlv) => (tlv[0] & 0x20) != 0;

    private static readonly PeKind[] s_secret =
        [PeKind.PinCodes, PeKind.PukCodes, PeKind.AkaParameter, PeKind.CdmaParameter, PeKind.SecurityDomain];
}
