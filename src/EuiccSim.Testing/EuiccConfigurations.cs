using EuiccSim.Card.Chip;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Testing;

/// <summary>The eUICC side of a test PKI.</summary>
public static class EuiccConfigurations
{
    /// <summary>An eUICC with the certificates and keys of these PKIs, in this order of preference. The EID is that of the first.</summary>
    /// <exception cref="ArgumentException">There is no PKI, or the EIDs differ: a chip has one EID.</exception>
    public static EuiccConfiguration From(params ReadOnlySpan<RspPki> pkis)
    {
        if (pkis.IsEmpty) throw new ArgumentException("An eUICC needs at least one PKI.", nameof(pkis));
        EuiccCredential[] credentials = new EuiccCredential[pkis.Length];
        for (int i = 0; i < pkis.Length; i++)
        {
            if (pkis[i].EidDigits != pkis[0].EidDigits)
                throw new ArgumentException($"The certificates are for the EIDs {pkis[0].EidDigits} and {pkis[i].EidDigits}.", nameof(pkis));
            credentials[i] = new(pkis[i].TrustedCi, pkis[i].Eum, pkis[i].Euicc, pkis[i].EuiccKey);
        }
        return new() { Eid = Eid.FromDigits(pkis[0].EidDigits), Credentials = [.. credentials] };
    }
}
