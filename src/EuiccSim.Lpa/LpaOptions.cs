using EuiccSim.Protocol.Apdu;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Lpa;

/// <summary>How an <see cref="LpaClient"/> works.</summary>
public sealed record LpaOptions
{
    /// <summary>
    /// The application identifiers under which to look for the ISD-R, tried in this order. Some field cards have another than the
    /// standard's.
    /// </summary>
    public IReadOnlyList<Aid> IsdRAids { get; init; } = [Aid.IsdR];

    /// <summary>The octets in one STORE DATA, 1 to 255. Some modems fail above 120.</summary>
    public int BlockSize { get; init; } = 255;

    /// <summary>
    /// Whether <see cref="ProfileManagement.EnableAsync"/> and <see cref="ProfileManagement.DisableAsync"/> ask for a REFRESH.
    /// </summary>
    public RefreshMode Refresh { get; init; } = RefreshMode.Auto;

    /// <summary>How long to try to tell a server that a download was cancelled.</summary>
    public TimeSpan CancelTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock for <see cref="CancelTimeout"/>, and the one that the dates of refused certificates are compared with.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where to log; nowhere if null. Confirmation Codes and Activation Codes are never logged.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }
}
