using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Servers.SmDp.Storage.Json;

/// <summary>Between values and how records hold them.</summary>
internal static class Values
{
    internal static Eid? ToEid(string? digits) => digits is null ? null : Eid.FromDigits(digits);

    internal static TransactionId? ToTransactionId(string? digits) => digits is null ? null : TransactionId.Parse(digits);

    internal static Octets? ToOctets(byte[]? octets) => octets is null ? null : Octets.Wrap(octets);

    internal static RspCertificate ToCertificate(byte[] der) => RspCertificate.Parse(Octets.Wrap(der));

    internal static PublicKeyRecord ToRecord(EcPublicKey key) => new() { Curve = key.Curve.Name, Point = key.Point.ToArray() };

    internal static EcPublicKey ToKey(PublicKeyRecord record) => EcPublicKey.FromPoint(ToCurve(record.Curve), Octets.Wrap(record.Point));

    /// <summary>The member that a record of its kind has.</summary>
    internal static T Need<T>(T? member)
        where T : class =>
        member ?? throw new JsonException($"a {typeof(T).Name} is missing");

    /// <summary>The member that a record of its kind has.</summary>
    internal static T Need<T>(T? member)
        where T : struct =>
        member ?? throw new JsonException($"a {typeof(T).Name} is missing");

    private static EcCurve ToCurve(string name) =>
        EcCurve.All.FirstOrDefault(curve => curve.Name == name) ?? throw new JsonException($"'{name}' is no curve");
}
