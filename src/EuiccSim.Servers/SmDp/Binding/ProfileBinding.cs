using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Servers.SmDp.Storage.Json;
using EuiccSim.Servers.Storage.Json;

namespace EuiccSim.Servers.SmDp.Binding;

/// <summary>
/// A profile bound to one eUICC: all of a Bound Profile Package that does not depend on the session. It is kept for a retry, for which
/// only the first part is signed anew. SGP.22 v2.5 §2.5.4, §3.1.3.3.
/// </summary>
/// <remarks>The one-time private key and the session keys are not kept: nothing that is sent again needs them.</remarks>
/// <threadsafety>Immutable; safe for use by many threads.</threadsafety>
public sealed class ProfileBinding : IOrderPart
{
    private readonly Octets _hostId;
    private readonly Octets _body;
    private PartName _name;

    private ProfileBinding(Octets smdpOtpk, EcPublicKey euiccOtpk, Octets hostId, Octets body)
    {
        SmdpOtpk = smdpOtpk;
        EuiccOtpk = euiccOtpk;
        _hostId = hostId;
        _body = body;
    }

    ref PartName IOrderPart.Name => ref _name;

    /// <summary>The octets of all that does not depend on the session.</summary>
    internal int Length => _body.Length;

    /// <summary>otPK.DP.ECKA, 65 octets.</summary>
    public Octets SmdpOtpk { get; }

    /// <summary>otPK.EUICC.ECKA.</summary>
    public EcPublicKey EuiccOtpk { get; }

    /// <summary>Agrees on session keys with an eUICC and protects a profile with them.</summary>
    /// <param name="profile">What to bind.</param>
    /// <param name="smdpKey">otSK.DP.ECKA; the caller forgets it afterwards.</param>
    /// <param name="euiccKey">otPK.EUICC.ECKA, on the same curve.</param>
    /// <param name="hostId">Chosen by the SM-DP+, 1 to 16 octets.</param>
    /// <param name="eid">The eUICC.</param>
    /// <exception cref="EcKeyException">The keys are on different curves.</exception>
    public static ProfileBinding Create(Profile profile, EcKeyAgreementKey smdpKey, EcPublicKey euiccKey, Octets hostId, Eid eid)
    {
        byte[] secret = smdpKey.Agree(euiccKey);
        using BspKeys keys = BspKeys.Derive(secret, BspKeys.AesKeyType, BspKeys.KeyLength, hostId.Span, eid.Octets.Span);
        CryptographicOperations.ZeroMemory(secret);
        using Bsp bsp = new(keys);
        return new(smdpKey.PublicPoint, euiccKey, hostId, ProtectedBody.Write(profile, bsp));
    }

    /// <summary>The whole Bound Profile Package for a session, the TLV 'BF36'.</summary>
    /// <param name="transactionId">The session.</param>
    /// <param name="key">SK.DPpb.ECDSA; it signs once.</param>
    public Signed<BoundProfilePackage> ToPackage(TransactionId transactionId, EcSigningKey key)
    {
        ReadOnlySpan<byte> tid = transactionId.Octets.Span;
        int crtSize = TlvWriter.SizeOf(0x80, 1) + TlvWriter.SizeOf(0x81, 1) + TlvWriter.SizeOf(0x84, _hostId.Length);
        int unsignedSize = TlvWriter.SizeOf(0x82, 1) + TlvWriter.SizeOf(0x80, tid.Length) + TlvWriter.SizeOf(0xA6, crtSize)
            + TlvWriter.SizeOf(0x5F49, SmdpOtpk.Length);
        byte[] signedOctets = new byte[unsignedSize + TlvWriter.SizeOf(0x5F49, EuiccOtpk.Point.Length)];
        TlvWriter writer = new(signedOctets);
        writer.Add(0x82, [InstallBoundProfilePackage]);
        writer.Add(0x80, tid);
        writer.AddHeader(0xA6, crtSize);
        writer.Add(0x80, [BspKeys.AesKeyType]);
        writer.Add(0x81, [BspKeys.KeyLength]);
        writer.Add(0x84, _hostId.Span);
        writer.Add(0x5F49, SmdpOtpk.Span);
        // The eUICC's key is signed, so that nobody can put another in its place, but not sent: the eUICC has it.
        writer.Add(0x5F49, EuiccOtpk.Point.Span);
        Octets signature = key.Sign(signedOctets);
        return Assemble(signedOctets.AsSpan(0, unsignedSize), signature);
    }

    internal BindingRecord ToRecord() => new()
    {
        SmdpOtpk = SmdpOtpk.ToArray(),
        EuiccOtpk = Values.ToRecord(EuiccOtpk),
        HostId = _hostId.ToArray(),
        Body = _body.ToArray(),
    };

    internal static ProfileBinding From(BindingRecord record) =>
        new(Octets.Wrap(record.SmdpOtpk), Values.ToKey(record.EuiccOtpk), Octets.Wrap(record.HostId), Octets.Wrap(record.Body));

    /// <summary>Tells nothing of the content.</summary>
    public override string ToString() => $"{nameof(ProfileBinding)} {EuiccOtpk}";

    private Signed<BoundProfilePackage> Assemble(ReadOnlySpan<byte> request, Octets signature)
    {
        int requestSize = request.Length + TlvWriter.SizeOf(SignatureTlv.Tag, signature.Length);
        int size = TlvWriter.SizeOf(BppGrammar.InitialiseSecureChannel, requestSize) + _body.Length;
        byte[] package = new byte[TlvWriter.SizeOf(BppGrammar.Package, size)];
        TlvWriter writer = new(package);
        writer.AddHeader(BppGrammar.Package, size);
        writer.AddHeader(BppGrammar.InitialiseSecureChannel, requestSize);
        writer.Put(request);
        writer.Add(SignatureTlv.Tag, signature.Span);
        writer.Put(_body.Span);
        return Asn1Codec.Decode<Signed<BoundProfilePackage>>(Octets.Wrap(package));
    }

    private const byte InstallBoundProfilePackage = 1;
}
