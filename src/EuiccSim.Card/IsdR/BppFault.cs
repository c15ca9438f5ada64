using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Card.IsdR;

/// <summary>Why a Bound Profile Package is refused, in the terms of the ProfileInstallationResult. SGP.22 v2.5 §2.5.6.</summary>
/// <param name="Command">The step that failed.</param>
/// <param name="Reason">Why.</param>
/// <param name="SimaResponse">The EUICCResponse of the profile package, where elements were being processed.</param>
internal sealed record BppFault(BppCommandId Command, ErrorReason Reason, Octets? SimaResponse = null);
