namespace EuiccSim.Protocol.Rsp.Common;

/// <summary>Which certificate formats an eUICC holds and verifies. In the module of SGP.22 v2.5, but in none of its messages.</summary>
[Flags]
public enum CertificateInfo : ulong
{
    /// <summary>Out of use: it signs with a certificate in GlobalPlatform format.</summary>
    Reserved = 1UL << 0,

    /// <summary>It signs with an X.509 certificate.</summary>
    CertSigningX509 = 1UL << 1,

    /// <summary>Reserved.</summary>
    Rfu2 = 1UL << 2,

    /// <summary>Reserved.</summary>
    Rfu3 = 1UL << 3,

    /// <summary>Out of use: it verifies certificates in GlobalPlatform format.</summary>
    Reserved2 = 1UL << 4,

    /// <summary>It verifies X.509 certificates.</summary>
    CertVerificationX509 = 1UL << 5,
}
