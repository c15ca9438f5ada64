using EuiccSim.Servers.SmDs;

namespace EuiccSim.Testing;

/// <summary>The SM-DS's side of a test PKI.</summary>
public static class SmdsCredentials
{
    extension(SmdsCredential)
    {
        /// <summary>What the SM-DS of this PKI has. The key stays the PKI's.</summary>
        /// <exception cref="ArgumentException">There is none, the certificate is not accepted, or the key is not its key.</exception>
        public static SmdsCredential From(RspPki pki) => pki is { DsAuth: { } certificate, DsAuthKey: { } key }
            ? new(pki.Ci, certificate, key)
            : throw new ArgumentException("there is no SM-DS in this PKI", nameof(pki));
    }
}
