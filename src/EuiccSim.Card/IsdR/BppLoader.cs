using EuiccSim.Card.Chip;
using EuiccSim.Card.Install;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Card.IsdR;

/// <summary>
/// Loads a Bound Profile Package as it arrives, and stops at the first thing that does not hold. SGP.22 v2.5 §2.5.4, §3.1.3.3, §5.5.
/// </summary>
internal sealed class BppLoader : IDisposable
{
    private readonly BppReader _reader = new();
    private readonly RspSession.DownloadPrepared _session;
    private readonly EuiccConfiguration _euicc;
    private readonly CardCache _cache;
    private readonly RefusedElement? _refused;
    private readonly List<byte> _metadataOctets = [];
    private ProfileInstaller? _installer;
    private Bsp? _bsp;

    internal BppLoader(RspSession.DownloadPrepared session, EuiccConfiguration euicc, CardCache cache, RefusedElement? refused)
    {
        _refused = refused;
        _session = session;
        _euicc = euicc;
        _cache = cache;
    }

    /// <summary>The step that is being done.</summary>
    internal BppCommandId Command { get; private set; }

    /// <summary>The metadata, once they are complete and accepted.</summary>
    internal StoreMetadataRequest? Metadata { get; private set; }

    /// <summary>The SM-DP+'s own data for the ISD-P.</summary>
    internal DpProprietaryData? DpProprietaryData { get; private set; }

    /// <summary>The profile, once the package is complete.</summary>
    internal InstalledPackage? Package { get; private set; }

    /// <summary>True between two parts of the package: what comes next may be a command of its own.</summary>
    internal bool IsAtBoundary => _reader.IsAtBoundary;

    /// <summary>True if a TLV with this tag may come next, where <see cref="IsAtBoundary"/>.</summary>
    internal bool Expects(int tag) => _reader.Expects(tag);

    /// <summary>Forgets the half of a part that its channel will not complete any more: it may come again.</summary>
    internal void ForgetHalf() => _reader.ForgetHalf();

    /// <summary>Takes the next octets.</summary>
    /// <param name="octets">Any portion of the package.</param>
    /// <param name="state">To compare the new Profile with what is there.</param>
    /// <returns>Why the package is refused; null while all holds.</returns>
    internal BppFault? Load(ReadOnlySpan<byte> octets, CardState state)
    {
        _reader.Append(octets);
        try
        {
            while (true)
            {
                BppPart part = _reader.Next(out Octets tlv);
                if (part == BppPart.Incomplete)
                {
                    Command = _reader.Command;
                    return null;
                }
                if (Process(part, tlv, state) is { } fault) return fault;
            }
        }
        catch (Asn1ContentException)
        {
            return new(_reader.Command, ErrorReason.Scp03tStructureError);
        }
    }

    /// <summary>Forgets the session's keys. What a retry needs is in the card's state.</summary>
    public void Dispose()
    {
        _bsp?.Dispose();
        _installer?.Dispose();
        _session.Key.Dispose();
    }

    private BppFault? Process(BppPart part, Octets tlv, CardState state) => part switch
    {
        BppPart.InitialiseSecureChannel => InitialiseSecureChannel(tlv),
        BppPart.ConfigureIsdp => Unprotect(BppCommandId.ConfigureIsdp, Bsp.Tag87, tlv, out Octets plain) ?? ConfigureIsdp(plain),
        BppPart.StoreMetadata => Unprotect(BppCommandId.StoreMetadata, Bsp.Tag88, tlv, out Octets plain) ?? CollectMetadata(plain, state),
        BppPart.EndOfMetadata => StoreMetadata(state),
        BppPart.ReplaceSessionKeys => Unprotect(BppCommandId.ReplaceSessionKeys, Bsp.Tag87, tlv, out Octets plain) ?? ReplaceSessionKeys(plain),
        BppPart.ProfileElements => Unprotect(BppCommandId.LoadProfileElements, Bsp.Tag86, tlv, out Octets plain) ?? Wrap(_installer!.Load(plain)),
        _ => Complete(),
    };

    private BppFault? InitialiseSecureChannel(Octets tlv)
    {
        InitialiseSecureChannelRequest request;
        try
        {
            request = Asn1Codec.Decode<InitialiseSecureChannelRequest>(tlv);
        }
        catch (Asn1ContentException)
        {
            return Fault(ErrorReason.IncorrectInputValues);
        }
        if (!_session.BindingCertificate.PublicKey!.Verify(SignedPart(tlv).Span, request.SmdpSign.Span)) return Fault(ErrorReason.InvalidSignature);
        if (request.RemoteOpId != RemoteOpId.InstallBoundProfilePackage) return Fault(ErrorReason.UnsupportedRemoteOperationType);
        if (request.TransactionId != _session.Server.TransactionId) return Fault(ErrorReason.InvalidTransactionId);
        if (request.ControlRefTemplate is not { KeyType: [BspKeys.AesKeyType], KeyLen: [BspKeys.KeyLength] } template)
            return Fault(ErrorReason.UnsupportedCrtValues);
        if (Agree(request.SmdpOtpk) is not { } secret) return Fault(ErrorReason.IncorrectInputValues);
        using BspKeys keys = BspKeys.Derive(
            secret, template.KeyType[0], template.KeyLen[0], template.HostId.Span, _euicc.Eid.Octets.Span);
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(secret);
        _bsp = new(keys);
        return null;
    }

    /// <summary>Everything in 'BF23' before the signature, then otPK.EUICC, which only the two sides know. SGP.22 v2.5 §5.5.1.</summary>
    private Octets SignedPart(Octets tlv)
    {
        TlvHeader outer = TlvHeader.Read(tlv.Span);
        Octets content = tlv.Slice(outer.HeaderLength);
        int length = 0;
        while (true)
        {
            TlvHeader header = TlvHeader.Read(content.Span[length..]);
            if (header.Tag == SignatureTag) break;
            length += header.TotalLength;
        }
        return Octets.Concat(content.Slice(0, length), Octets.FromHex("5F4941"), _session.Key.PublicPoint);
    }

    private byte[]? Agree(Octets smdpOtpk)
    {
        EcKeyAgreementKey own = _session.Key;
        return EcPublicKey.TryFromPoint(own.Curve, smdpOtpk, out EcPublicKey? other) ? own.Agree(other) : null;
    }

    private BppFault? ConfigureIsdp(Octets plain)
    {
        try
        {
            DpProprietaryData = Asn1Codec.Decode<ConfigureIsdpRequest>(plain).DpProprietaryData;
        }
        catch (Asn1ContentException)
        {
            return Fault(ErrorReason.IncorrectInputValues);
        }
        // At most 128 octets with tag and length, in the tree of the SM-DP+ itself (§5.5.2).
        bool isTooLong = plain.Length - TlvHeader.Read(plain.Span).HeaderLength > MaximumProprietaryData;
        bool isForeign = DpProprietaryData is { } data && data.DpOid != _session.Server.Oid;
        return isTooLong || isForeign ? Fault(ErrorReason.IncorrectInputValues) : null;
    }

    private BppFault? CollectMetadata(Octets plain, CardState state)
    {
        if (_metadataOctets.Count + plain.Length > state.FreeMemory) return Fault(ErrorReason.InstallFailedDueToInsufficientMemoryForProfile);
        _metadataOctets.AddRange(plain.Span);
        return null;
    }

    private BppFault? StoreMetadata(CardState state)
    {
        Command = BppCommandId.StoreMetadata;
        StoreMetadataRequest metadata;
        try
        {
            metadata = Asn1Codec.Decode<StoreMetadataRequest>(Octets.Wrap(_metadataOctets.ToArray()));
        }
        catch (Asn1ContentException)
        {
            return Fault(ErrorReason.IncorrectInputValues);
        }
        // What the LPA alone is to have is not kept.
        Metadata = metadata = metadata with { ServiceSpecificDataNotStoredInEuicc = null };
        if (MetadataRules.Refuse(metadata, state, _session.Server.Credential, _session.Server.Address) is { } reason) return Fault(reason);
        _installer = new(_euicc.Properties, metadata, MetadataRules.MemoryFor(metadata, state), _cache) { Refused = _refused is { } refused ? (refused.Number, refused.Status) : null };
        return null;
    }

    private BppFault? ReplaceSessionKeys(Octets plain)
    {
        try
        {
            ReplaceSessionKeysRequest request = Asn1Codec.Decode<ReplaceSessionKeysRequest>(plain);
            _bsp!.ReplaceKeys(request.InitialMacChainingValue.Span, request.PpkEnc.Span, request.PpkCmac.Span);
        }
        catch (Exception e) when (e is Asn1ContentException or ArgumentException)
        {
            return Fault(ErrorReason.IncorrectInputValues);
        }
        return null;
    }

    private BppFault? Complete()
    {
        if (_installer!.Complete(out InstalledPackage? package) is { } failure) return Wrap(failure);
        Package = package;
        return null;
    }

    private BppFault? Unprotect(BppCommandId command, byte tag, Octets tlv, out Octets plain)
    {
        Command = command;
        return _bsp!.TryUnprotect(tag, tlv.Span, out plain) switch
        {
            BspOutcome.Ok => null,
            BspOutcome.SecurityError => Fault(ErrorReason.Scp03tSecurityError),
            _ => Fault(ErrorReason.Scp03tStructureError),
        };
    }

    private BppFault? Wrap(InstallFailure? failure) => failure is null ? null : new(Command, failure.Reason, failure.SimaResponse);

    private BppFault Fault(ErrorReason reason) => new(Command, reason);

    private const int SignatureTag = 0x5F37;
    private const int MaximumProprietaryData = 128;
}
