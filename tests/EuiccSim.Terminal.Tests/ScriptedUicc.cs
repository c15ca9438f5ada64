using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Terminal.Tests;

/// <summary>A card that answers what it is told to, one answer for each command, and '9000' when there is none left.</summary>
internal sealed class ScriptedUicc(params string[] answers) : ICardConnection
{
    private int _next;

    /// <summary>The commands that came, and "reset".</summary>
    internal List<string> Commands { get; } = [];

    public ValueTask<Octets> ResetAsync(CancellationToken cancellationToken)
    {
        Commands.Add("reset");
        return new(Octets.FromHex("3B00"));
    }

    public ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken)
    {
        Commands.Add(command.ToString());
        return new(Octets.FromHex(_next < answers.Length ? answers[_next++] : "9000"));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
