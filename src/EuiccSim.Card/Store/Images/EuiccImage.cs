using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using EuiccSim.Card.Chip;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Card.Store.Images;

/// <summary>What the manufacturer put on the chip.</summary>
internal static class EuiccImage
{
    internal static void Write(string path, Utf8JsonWriter json, EuiccConfiguration euicc)
    {
        json.WriteStartObject("euicc");
        json.WriteString("eid", euicc.Eid.Digits);
        // The only variant that there was in the first images of version 1 goes without saying.
        if (euicc.VariantName != EuiccConfiguration.ConsumerV2) json.WriteText(path, "variant", euicc.VariantName);
        json.WriteText(path, "rootDsAddress", euicc.RootDsAddress);
        json.WriteOctets("rulesAuthorisationTable", Asn1Codec.Encode(new GetRatResponse { Rat = euicc.RulesAuthorisationTable }));
        PropertiesImage.Write(path, json, euicc.Properties);
        json.WriteStartArray("credentials");
        for (int i = 0; i < euicc.Credentials.Length; i++) WriteCredential(path, i, json, euicc.Credentials[i]);
        json.WriteEndArray();
        if (!euicc.VerificationOnlyCis.IsEmpty)
        {
            json.WriteStartArray("verificationOnlyCis");
            foreach (TrustedCi ci in euicc.VerificationOnlyCis) WriteCi(json, ci);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    internal static EuiccConfiguration Read(ImageNode node, Func<EcCurve, Octets, EcSigningKey> keys)
    {
        node.Only("eid", "variant", "rootDsAddress", "rulesAuthorisationTable", "properties", "credentials", "verificationOnlyCis");
        ImmutableArray<EuiccCredential> credentials = [.. node["credentials"].Items().Select(one => ReadCredential(one, keys))];
        if (credentials.IsEmpty) throw node["credentials"].Fault("there is none");
        return new()
        {
            Eid = node["eid"].As(Eid.FromDigits),
            VariantName = node.Optional("variant")?.Text() ?? EuiccConfiguration.ConsumerV2,
            RootDsAddress = node["rootDsAddress"].Text(),
            RulesAuthorisationTable = node["rulesAuthorisationTable"].Decode<GetRatResponse>().Rat,
            Properties = PropertiesImage.Read(node["properties"]),
            Credentials = credentials,
            VerificationOnlyCis = [.. node.Optional("verificationOnlyCis")?.Items().Select(ReadCi) ?? []],
        };
    }

    private static void WriteCredential(string path, int index, Utf8JsonWriter json, EuiccCredential credential)
    {
        json.WriteStartObject();
        json.WritePropertyName("ci");
        WriteCi(json, credential.Ci);
        json.WriteOctets("eum", credential.Eum.Encoded);
        json.WriteOctets("euicc", credential.Euicc.Encoded);
        json.WriteStartObject("key");
        json.WriteString("curve", credential.Key.Curve.Name);
        json.WriteOctets("scalar", Export(path, index, credential.Key));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteCi(Utf8JsonWriter json, TrustedCi ci)
    {
        json.WriteStartObject();
        json.WriteOctets("subjectKeyIdentifier", ci.SubjectKeyIdentifier);
        WritePublicKey(json, ci.PublicKey);
        json.WriteOctets("name", ci.Name?.Encoded);
        if (ci.PathLength is { } length) json.WriteNumber("pathLength", length);
        json.WriteEndObject();
    }

    private static void WritePublicKey(Utf8JsonWriter json, EcPublicKey key)
    {
        json.WriteString("curve", key.Curve.Name);
        json.WriteOctets("publicKey", key.Point);
    }

    private static Octets Export(string path, int index, EcSigningKey key)
    {
        try
        {
            return Octets.Wrap(key.ExportScalar());
        }
        catch (Exception e) when (e is InvalidOperationException or CryptographicException)
        {
            throw new CardImageException(path, $"euicc.credentials[{index}].key", FaultWords.Of(e), e);
        }
    }

    private static EuiccCredential ReadCredential(ImageNode node, Func<EcCurve, Octets, EcSigningKey> keys)
    {
        node.Only("ci", "eum", "euicc", "key");
        return new(ReadCi(node["ci"]), ReadCertificate(node["eum"]), ReadCertificate(node["euicc"]), ReadKey(node["key"], keys));
    }

    private static TrustedCi ReadCi(ImageNode node)
    {
        node.Only("subjectKeyIdentifier", "curve", "publicKey", "name", "pathLength");
        EcCurve curve = ReadCurve(node["curve"]);
        Octets point = node["publicKey"].Octets();
        return new(
            node["subjectKeyIdentifier"].Octets(),
            node["publicKey"].Checked(() => EcPublicKey.FromPoint(curve, point)),
            ReadName(node.Optional("name")),
            (int?)node.Optional("pathLength")?.Number(0, int.MaxValue));
    }

    private static CertificateName? ReadName(ImageNode? node)
    {
        if (node is not { } present) return null;
        Octets der = present.Octets();
        return present.Checked(() => CertificateName.Parse(der));
    }

    private static RspCertificate ReadCertificate(ImageNode node)
    {
        Octets der = node.Octets();
        return node.Checked(() => RspCertificate.Parse(der));
    }

    private static EcSigningKey ReadKey(ImageNode node, Func<EcCurve, Octets, EcSigningKey> keys)
    {
        EcCurve curve = ReadCurve(node.Only("curve", "scalar")["curve"]);
        Octets scalar = node["scalar"].Octets();
        return node["scalar"].Checked(() => keys(curve, scalar));
    }

    private static EcCurve ReadCurve(ImageNode node)
    {
        string name = node.Text();
        return EcCurve.All.FirstOrDefault(curve => curve.Name == name) ?? throw node.Fault($"the curves are {string.Join(", ", EcCurve.All)}");
    }
}
