using System.Globalization;
using System.Text;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;

namespace EuiccSim.Protocol.Personalising;

/// <summary>A package that was made of a specification, and what the network and the subscriber must know of it.</summary>
/// <remarks><see cref="ToString"/> tells no secret.</remarks>
public sealed class MadePackage
{
    private readonly Personalisation _data, _given;
    private readonly ProfilePackage _read;

    internal MadePackage(Octets package, Personalisation data, Personalisation given) => (Package, _data, _given, _read) = (package, data, given, ProfilePackage.Read(package));

    /// <summary>The unprotected profile package. It holds the subscriber's keys.</summary>
    public Octets Package { get; }

    /// <summary>The names of the secrets that were drawn: "key", "otaKeys 01".</summary>
    public IReadOnlyList<string> Drawn =>
    [
        .. new (string Name, object? Value, object? Given)[]
        {
            ("key", _data.Key, _given.Key), ("opc", _data.Opc, (object?)_given.Opc ?? _given.Op), ("puk1", _data.Puk1, _given.Puk1), ("puk2", _data.Puk2, _given.Puk2), ("adm1", _data.Adm1, _given.Adm1),
        }.Where(secret => secret.Value is not null && secret.Given is null).Select(secret => secret.Name),
        .. (_given.OtaKeys ?? []).Where(keys => keys.Kic is null || keys.Kid is null || keys.Kik is null).Select(keys => string.Create(CultureInfo.InvariantCulture, $"otaKeys {keys.Version:X2}")),
    ];

    /// <summary>Identities, algorithm, key and codes by their names in the specification; null where the package has no place for one.</summary>
    public IReadOnlyList<(string Name, string? Value)> ListSecrets() =>
    [
        ("iccid", _data.Iccid.Digits),
        ("imsi", _data.Imsi),
        ("algorithm", StandardName.Of(_data.Algorithm!.Value)),
        ("key", _data.Key.ToString()),
        ("opc", _data.Opc?.ToString()),
        ("pin1", Pin(PinKeyReference.PinAppl1)),
        ("puk1", _data.Puk1),
        ("pin2", Pin(PinKeyReference.SecondPINAppl1)),
        ("puk2", _data.Puk2),
        ("adm1", _data.Adm1),
    ];

    /// <summary>How sequence numbers begin and are checked, by their names in the specification, in hexadecimal digits.</summary>
    public IReadOnlyList<(string Name, string Value)> ListSqn()
    {
        PeAkaParameter aka = Elements<ProfileElement.AkaParameter>().Select(element => element.Value).First(element => element.AlgoConfiguration is AlgoConfiguration.Algo);
        bool isOne = aka.SqnInit.Distinct().Count() == 1;
        return [("options", aka.SqnOptions.ToString()), ("delta", aka.SqnDelta.ToString()), ("ageLimit", aka.SqnAgeLimit.ToString()), ("init", isOne ? aka.SqnInit[0].ToString() : string.Join(' ', aka.SqnInit))];
    }

    /// <summary>The keys of the issuer's security domain.</summary>
    public IReadOnlyList<OtaKeySet> ListOtaKeys() => Elements<ProfileElement.SecurityDomain>().FirstOrDefault() is { } domain ? [.. OtaKeySet.Of(domain.Value)] : [];

    /// <summary>Writes all that the network must know as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteNumber("size", Package.Length);
        foreach ((string name, string? value) in ListSecrets()) json.WriteString(name, value);
        json.WriteStartObject("sqn");
        foreach ((string name, string value) in ListSqn()) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteStartArray("otaKeys");
        foreach (OtaKeySet keys in ListOtaKeys())
        {
            json.WriteStartObject();
            json.WriteString("kvn", keys.Version.ToString("X2", CultureInfo.InvariantCulture));
            json.WriteString("protocol", keys.Protocol);
            json.WriteString("type", keys.IsAes ? "aes" : "des");
            json.WriteString("kic", keys.Kic?.ToString());
            json.WriteString("kid", keys.Kid?.ToString());
            json.WriteString("kik", keys.Kik?.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("drawn");
        foreach (string name in Drawn) json.WriteStringValue(name);
        json.WriteEndArray();
    }

    /// <summary>The ICCID and the IMSI, and nothing secret.</summary>
    public override string ToString() => _data.ToString();

    private string? Pin(PinKeyReference reference) => Elements<ProfileElement.PinCodes>()
        .SelectMany(element => element.Value.PinCodes is PinCodes.Pinconfig pins ? pins.Value : [])
        .FirstOrDefault(pin => pin.KeyReference == reference) is { } pin ? Encoding.ASCII.GetString(pin.PinValue.Span.TrimEnd((byte)0xFF)) : null;

    private IEnumerable<T> Elements<T>() => _read.Elements.Select(element => element.Value).OfType<T>();
}
