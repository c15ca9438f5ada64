using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Card.State;

/// <summary>
/// A one-time key pair of the eUICC, kept from PrepareDownload until a profile was installed with it, so that a failed download can be
/// tried again with the package that is already bound to it. SGP.22 v2.5 §3.1.3, §5.7.5.
/// </summary>
/// <param name="SmdpOid">The SM-DP+ it may be used with.</param>
/// <param name="CurveOid">The curve.</param>
/// <param name="PublicPoint">otPK.EUICC.ECKA: 65 octets, '04', X, Y.</param>
/// <param name="Scalar">otSK.EUICC.ECKA: 32 octets.</param>
internal sealed record OneTimeKey(ObjectIdentifier SmdpOid, ObjectIdentifier CurveOid, Octets PublicPoint, Octets Scalar)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{nameof(OneTimeKey)} {PublicPoint}";
}
