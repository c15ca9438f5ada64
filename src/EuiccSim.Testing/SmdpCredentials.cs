using EuiccSim.Servers.SmDp;

namespace EuiccSim.Testing;

/// <summary>The SM-DP+'s side of a test PKI.</summary>
public static class SmdpCredentials
{
    extension(SmdpCredential)
    {
        /// <summary>What the SM-DP+ of this PKI has. The keys stay the PKI's.</summary>
        /// <exception cref="ArgumentException">A certificate is not accepted, or a key is not its key.</exception>
        public static SmdpCredential From(RspPki pki) => new(pki.Ci, pki.DpAuth, pki.DpAuthKey, pki.DpPb, pki.DpPbKey);
    }
}
