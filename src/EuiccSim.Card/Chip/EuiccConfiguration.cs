using System.Collections.Immutable;
using System.Formats.Asn1;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Card.Chip;

/// <summary>What the eUICC manufacturer put on the chip. It never changes afterwards.</summary>
public sealed record EuiccConfiguration
{
    /// <summary>The eUICC identifier. It must be the one in the certificates.</summary>
    public required Eid Eid { get; init; }

    /// <summary>Certificates and keys, one for each CI, in the eUICC's order of preference. At least one.</summary>
    public required ImmutableArray<EuiccCredential> Credentials { get; init; }

    /// <summary>
    /// CIs whose servers the chip accepts although it has no certificate under them: they stand in euiccCiPKIdListForVerification, after
    /// those of <see cref="Credentials"/>, and not in euiccCiPKIdListForSigning. SGP.22 v2.5 §5.7.8.
    /// </summary>
    public ImmutableArray<TrustedCi> VerificationOnlyCis { get; init; } = [];

    /// <summary>What kind of eUICC it is: the name that EuiccVariant.Find knows it by.</summary>
    public string VariantName { get; init; } = ConsumerV2;

    /// <summary>What GetEUICCInfo1 and GetEUICCInfo2 say of the chip.</summary>
    public EuiccProperties Properties { get; init; } = new();

    /// <summary>The root SM-DS, an FQDN. SGP.22 v2.5 §5.7.3.</summary>
    public string RootDsAddress { get; init; } = "testrootsmds.example.com";

    /// <summary>
    /// The Rules Authorisation Table: which operator may use which Profile Policy Rule. SGP.22 v2.5 §2.9.2. By default every operator
    /// may use PPR1 and PPR2, with the end user's consent.
    /// </summary>
    public SequenceOf<ProfilePolicyAuthorisationRule> RulesAuthorisationTable { get; init; } =
    [
        new()
        {
            PprIds = PprIds.Ppr1 | PprIds.Ppr2,
            AllowedOperators = [new() { MccMnc = Octets.FromHex("EEEEEE"), Gid1 = Octets.Empty, Gid2 = Octets.Empty }],
            PprFlags = PprFlags.ConsentRequired,
        },
    ];

    internal const string ConsumerV2 = "consumer-v2";

    /// <summary>All CIs whose servers and revocation lists the chip accepts, the preferred one first.</summary>
    internal IEnumerable<TrustedCi> TrustedCis => Credentials.Select(one => one.Ci).Concat(VerificationOnlyCis);

    /// <summary>The credential under a CI.</summary>
    internal EuiccCredential? FindCredential(Octets ciPkId)
    {
        foreach (EuiccCredential credential in Credentials)
        {
            if (credential.CiPkId == ciPkId) return credential;
        }
        return null;
    }

    /// <summary>The same without CIs on a brainpool curve.</summary>
    internal EuiccConfiguration WithoutBrainpool() => this with
    {
        Credentials = [.. Credentials.Where(one => one.Key.Curve != EcCurve.BrainpoolP256r1)],
        VerificationOnlyCis = [.. VerificationOnlyCis.Where(one => one.PublicKey.Curve != EcCurve.BrainpoolP256r1)],
    };

    /// <summary>The credential under a CI, or the preferred one.</summary>
    internal EuiccCredential CredentialFor(Octets ciPkId) => FindCredential(ciPkId) ?? Credentials[0];
}
