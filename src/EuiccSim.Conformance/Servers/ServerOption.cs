using EuiccSim.Conformance.Cases;

namespace EuiccSim.Conformance.Servers;

/// <summary>The names of what a server has, or the run has for it. Of an SM-DS, those of <see cref="Of"/>.</summary>
internal static class ServerOption
{
    /// <summary>The run knows a CI under which the server has its certificates.</summary>
    internal const string Ci = "ci";

    /// <summary>The run has an eUICC, with its key, under a CI that the server trusts.</summary>
    internal const string Keys = "keys";

    /// <summary>The run has the key of the eUICC's maker.</summary>
    internal const string EumKey = "eumKey";

    /// <summary>The run has the key of the CI.</summary>
    internal const string CiKey = "ciKey";

    /// <summary>The server works under a CI on P-256.</summary>
    internal const string Nist = "nist";

    /// <summary>The server works under a CI on brainpoolP256r1.</summary>
    internal const string Brainpool = "brainpool";

    /// <summary>The server takes requests in ASN.1.</summary>
    internal const string Asn1 = "asn1";

    /// <summary>The server is one of SGP.22 v3.</summary>
    internal const string V3 = "v3";

    /// <summary>The server is reached by TLS.</summary>
    internal const string Tls = "tls";

    /// <summary>The server takes orders over ES2+, and the run has an operator's certificate.</summary>
    internal const string Es2 = "es2";

    /// <summary>There are orders that the run may use up, or it can make some.</summary>
    internal const string Orders = "orders";

    /// <summary>The SM-DP+ can be asked to announce orders at the SM-DS: both are known to the run, and ES2+.</summary>
    internal const string Announcing = "announcing";

    /// <summary>The SM-DS takes events over ES12, and the run has an SM-DP+'s certificate.</summary>
    internal const string Es12 = "es12";

    /// <summary>An option of the SM-DP+ or the SM-DS: "asn1", "smdsAsn1"; "!v3", "!smdsV3".</summary>
    internal static string Of(Side side, string name)
    {
        if (side != Side.Smds) return name;
        return name[0] == '!' ? "!" + Of(side, name[1..]) : $"smds{char.ToUpperInvariant(name[0])}{name[1..]}";
    }
}
