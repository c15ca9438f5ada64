using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Servers;

/// <summary>Codes of this SM-DP+ beside those of ES9+ in <see cref="StatusCodes"/>. SGP.22 v2.5 §5.2.6.</summary>
internal static class Codes
{
    // ES9+. The first is a code for any function; for an error that the eUICC reports SGP.22 has none, and the second says it best.
    internal static readonly StatusCode Busy = new("1.2", "4.4");
    internal static readonly StatusCode EuiccFailed = new("8.1", "4.2");
    internal static readonly StatusCode ParameterMissing = new("1.6", "2.3");
    internal static readonly StatusCode SmdpOidInvalid = new("8.8", "3.10");

    // ES2+, §5.3
    internal static readonly StatusCode EidMissing = new("8.1.1", "2.2");
    internal static readonly StatusCode EidDifferent = new("8.1.1", "3.10");
    internal static readonly StatusCode IccidNotAllowed = new("8.2.1", "1.2");
    internal static readonly StatusCode IccidInUse = new("8.2.1", "3.3");
    internal static readonly StatusCode IccidNotInState = new("8.2.1", "3.5");
    internal static readonly StatusCode IccidUnknown = new("8.2.1", "3.9");
    internal static readonly StatusCode IccidOfOtherEid = new("8.2.1", "3.10");
    internal static readonly StatusCode ProfileTypeNotAllowed = new("8.2.5", "1.2");
    internal static readonly StatusCode ProfileTypeDifferent = new("8.2.5", "3.8");
    internal static readonly StatusCode ProfileTypeUnavailable = new("8.2.5", "3.7");
    internal static readonly StatusCode ProfileTypeUnknown = new("8.2.5", "3.9");
    internal static readonly StatusCode MatchingIdInUse = new("8.2.6", "3.3");
    internal static readonly StatusCode MatchingIdDifferent = new("8.2.6", "3.10");
    internal static readonly StatusCode SmdsInaccessible = new("8.9", "5.1");
    internal static readonly StatusCode SmdsExecutionError = new("8.9", "4.2");
}
