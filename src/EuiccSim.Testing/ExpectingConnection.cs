using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Testing;

/// <summary>
/// A way to a card that has to take what a terminal tells it. A terminal uses a card all the same that does not; a demonstration is to show it.
/// </summary>
/// <param name="card">The card.</param>
internal sealed class ExpectingConnection(ICardConnection card) : ICardConnection
{
    public ValueTask<Octets> ResetAsync(CancellationToken cancellationToken) => card.ResetAsync(cancellationToken);

    public async ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken)
    {
        Octets response = await card.TransmitAsync(command, cancellationToken).ConfigureAwait(false);
        if (NameOf(command) is { } name && ResponseApdu.Parse(response).Status is { IsOk: false } status)
            throw new DemonstrationException(name, $"The card answered {status}.");
        return response;
    }

    public ValueTask DisposeAsync() => card.DisposeAsync();

    // TS 102 221 §11.1.19, §11.2.
    private static string? NameOf(Octets command) => command.Length < 2 || command[0] != 0x80 ? null : command[1] switch
    {
        0x10 => "TERMINAL PROFILE",
        0x12 => "FETCH",
        0x14 => "TERMINAL RESPONSE",
        0xAA => "TERMINAL CAPABILITY",
        _ => null,
    };
}
