namespace EuiccSim.Http;

/// <summary>What requests and answers have in common on every interface. SGP.22 v2.5 §6.1 to §6.3.</summary>
internal static class RspHttpWords
{
    internal const string AdminProtocol = "X-Admin-Protocol";

    /// <summary>What the value of <see cref="AdminProtocol"/> begins with; a version of SGP.22 follows.</summary>
    internal const string VersionPrefix = "gsma/rsp/v";

    /// <summary>The media type of the JSON binding.</summary>
    internal const string Json = "application/json";

    /// <summary>The media type of the ASN.1 binding.</summary>
    internal const string Asn1 = "application/x-gsma-rsp-asn1";

    /// <summary>Where the ASN.1 binding is, for all functions of ES9+ and ES11.</summary>
    internal const string Asn1Path = "/gsma/rsp2/asn1";

    /// <summary>Where a function of the JSON binding is.</summary>
    /// <param name="interfaceName">"es9plus", "es2plus", "es12" or "es15".</param>
    /// <param name="function">"initiateAuthentication" or another.</param>
    internal static string PathOf(string interfaceName, string function) => $"/gsma/rsp2/{interfaceName}/{function}";
}
