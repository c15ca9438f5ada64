using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.Sockets;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>A card on a socket that does not take everything: what others meet in the field, before our own card.</summary>
internal sealed class ServedCard : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly TcpCardServer _server;
    private readonly Task _serving;

    /// <param name="card">The card.</param>
    /// <param name="answer">The answer of the odd card; null where it does as the card does.</param>
    internal ServedCard(ICardConnection card, Func<CommandApdu, ResponseApdu?> answer)
    {
        Odd = new(card, answer);
        _server = new(Odd);
        _serving = _server.ServeAsync(_end.Token);
    }

    internal OddConnection Odd { get; }

    /// <summary>For the option --tcp.</summary>
    internal string Address => _server.EndPoint.ToString();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving.ContinueWith(_ => { }, TaskScheduler.Default);
        _server.Dispose();
        _end.Dispose();
    }

    internal sealed class OddConnection(ICardConnection card, Func<CommandApdu, ResponseApdu?> answer) : ICardConnection
    {
        /// <summary>What was sent, in hexadecimal digits.</summary>
        internal List<string> Commands { get; } = [];

        /// <summary>Another command instead of the one that came.</summary>
        internal Func<CommandApdu, CommandApdu>? Means { get; set; }

        public ValueTask<Octets> ResetAsync(CancellationToken cancellationToken) => card.ResetAsync(cancellationToken);

        public ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken)
        {
            Commands.Add(command.ToString());
            CommandApdu parsed = CommandApdu.Parse(command);
            if (answer(parsed) is { } other) return new(other.Encode());
            return card.TransmitAsync(Means is null ? command : Means(parsed).Encode(), cancellationToken);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
