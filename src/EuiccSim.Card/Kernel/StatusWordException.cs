using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Card.Kernel;

/// <summary>Rejects the command in hand. The state is as if the command had not come.</summary>
/// <remarks>A change that must be kept (a try counter) is answered with a <see cref="ResponseApdu"/> instead.</remarks>
internal sealed class StatusWordException(StatusWord status) : Exception($"Status word {status}.")
{
    internal StatusWord Status { get; } = status;
}
