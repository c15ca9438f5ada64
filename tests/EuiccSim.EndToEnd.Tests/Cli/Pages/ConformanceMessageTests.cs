using System.Text.Json;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Testing;
using EuiccSim.Transports.Sockets;

namespace EuiccSim.EndToEnd.Tests.Cli.Pages;

/// <summary>What a conformance run says when there is nobody left to be judged.</summary>
internal sealed class ConformanceMessageTests
{
    [Says("targetGone"), Test]
    public async Task A_card_that_is_pulled_out_in_the_middle()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        using TcpCardServer server = new(new PulledOut(world.Device.Connection, commands: 30));
        using CancellationTokenSource end = new();
        Task serving = server.ServeAsync(end.Token);
        using Terminal terminal = new();
        JsonElement error = (await terminal.JsonAsync($"conformance run --allow changes --tcp {server.EndPoint}", 2)).GetProperty("error");
        await end.CancelAsync();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.That(error.GetProperty("name").GetString(), Is.EqualTo("targetGone"));
        Assert.That(error.GetProperty("message").GetString(), Does.Contain("3 cases in a row").And.Contain("Before the run there was no Profile on the card.").And.Contain("lpa delete"));
    }

    private sealed class PulledOut(ICardConnection card, int commands) : ICardConnection
    {
        private int _left = commands;

        public ValueTask<Octets> ResetAsync(CancellationToken cancellationToken) => card.ResetAsync(cancellationToken);

        public ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken) =>
            _left-- > 0 ? card.TransmitAsync(command, cancellationToken) : throw new TcpCardException("the card was pulled out");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
