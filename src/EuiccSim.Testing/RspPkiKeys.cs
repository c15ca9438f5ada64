using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Testing;

/// <summary>Which implementation signs with the keys of a PKI.</summary>
public static class RspPkiKeys
{
    /// <summary>
    /// The same PKI with keys that the operating system's cryptography signs with: as fast as in the field, and no longer the same octets on
    /// every run. The keys of the given PKI stay the caller's.
    /// </summary>
    public static RspPki WithSystemKeys(this RspPki pki) => pki with
    {
        EuiccKey = System(pki.EuiccKey)!,
        DpAuthKey = System(pki.DpAuthKey)!,
        DpPbKey = System(pki.DpPbKey)!,
        CiKey = System(pki.CiKey),
        EumKey = System(pki.EumKey),
        DpTlsKey = System(pki.DpTlsKey),
        DsAuthKey = System(pki.DsAuthKey),
        DsTlsKey = System(pki.DsTlsKey),
    };

    private static EcSigningKey? System(EcSigningKey? key) =>
        key is Rfc6979SigningKey deterministic ? EcdsaSigningKey.FromScalar(key.Curve, deterministic.ExportScalar(), key.PublicKey.Provider) : key;
}
