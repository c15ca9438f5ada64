using System.Globalization;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Servers.Authentication;

/// <summary>What a server says where the eUICC itself has refused: the standard has no code for it, and the eUICC's own says all.</summary>
internal static class EuiccObjection
{
    /// <summary>8.1/4.2, with the function and its error.</summary>
    internal static Objection Of<TCode>(string function, TCode code)
        where TCode : struct, Enum => new(
            Codes.EuiccFailed, string.Create(CultureInfo.InvariantCulture, $"{function} on the eUICC: {StandardName.Of(code)} ({Convert.ToInt32(code, CultureInfo.InvariantCulture)})"));
}
