using EuiccSim.Ending;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Transports.At;
using EuiccSim.Transports.LpacStdio;
using EuiccSim.Transports.Pcsc;
using EuiccSim.Transports.Sockets;

namespace EuiccSim.Transports;

/// <summary>Where a card outside of this process is. Match it by its cases.</summary>
public abstract record CardAddress
{
    private CardAddress()
    {
    }

    /// <summary>A card in a PC/SC reader.</summary>
    /// <param name="Name">The reader's name, a part of it, or its number in the list of readers.</param>
    public sealed record Reader(string Name) : CardAddress
    {
        /// <summary>Opens PC/SC; that of this machine, if nothing else is said.</summary>
        public Func<PcscContext> OpenContext { get; init; } = PcscContext.Open;
    }

    /// <summary>A card behind a modem with AT commands.</summary>
    /// <param name="Device">The serial device.</param>
    public sealed record Modem(string Device) : CardAddress
    {
        /// <summary>How the modem is talked to; the defaults if null.</summary>
        public AtModemOptions? Options { get; init; }
    }

    /// <summary>A card that takes raw APDUs over TCP.</summary>
    /// <param name="Place">Where it listens.</param>
    public sealed record Tcp(HostAndPort Place) : CardAddress;

    /// <summary>A card of a program that is started, and that speaks lpac's stdio interface.</summary>
    /// <param name="Words">The program and its arguments.</param>
    public sealed record Program(IReadOnlyList<string> Words) : CardAddress;

    /// <summary>Opens the way to the card. It is not reset.</summary>
    /// <param name="options">For a program; the defaults if null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TransportException">The card cannot be reached.</exception>
    /// <exception cref="ArgumentException">A program without a name.</exception>
    /// <exception cref="ReaderChoiceException">There is no such reader, or there are several.</exception>
    public async ValueTask<CardAccess> OpenAsync(LpacStdioOptions? options = null, CancellationToken cancellationToken = default)
    {
        switch (this)
        {
            case Reader { Name: var name, OpenContext: var open }:
                using (PcscContext context = open())
                {
                    PcscConnection reader = await ReaderChoice.ConnectAloneAsync(context, name, cancellationToken).ConfigureAwait(false);
                    return new(reader, reader);
                }
            case Tcp { Place: var place }:
                TcpCardConnection tcp = await TcpCardConnection.ConnectAsync(place.Host, place.Port, cancellationToken: cancellationToken).ConfigureAwait(false);
                return new(tcp, tcp);
            case Modem { Device: var device, Options: var talk }:
                AtModem modem = AtModem.OpenSerial(device, options: talk);
                return new(new AtConnection(modem), modem) { Channels = new AtChannelOpener(modem), BlockSize = modem.Options.StoreDataBlockSize };
            case Program { Words: var words }:
                if (words.Count == 0) throw new ArgumentException("The program has no name.");
                // The program opens the channels: what has no reader can often do no more than that.
                LpacStdioConnection program = LpacStdioConnection.Start(words[0], words.Skip(1), options);
                return new(program, program) { Channels = program, BlockSize = LpacBlockSize };
            default:
                throw new InvalidOperationException(ToString());
        }
    }

    // What lpac sends if it is not told otherwise: programs made for it may have seen no more.
    private const int LpacBlockSize = 120;
}

/// <summary>A way to a card that was opened.</summary>
/// <param name="Connection">Takes any command as it is; not beside an open application.</param>
/// <param name="Owner">What is let go at the end.</param>
public sealed record CardAccess(ICardConnection Connection, IAsyncDisposable Owner) : IAsyncDisposable
{
    /// <summary>Opens channels its own way; null where that is done by MANAGE CHANNEL on the connection, and a card may be reset.</summary>
    public IChannelOpener? Channels { get; init; }

    /// <summary>The octets in one STORE DATA.</summary>
    public int BlockSize { get; init; } = 255;

    /// <summary>Lets the card go. Throws nothing.</summary>
    public ValueTask DisposeAsync() => LetGo.QuietlyAsync(Owner.DisposeAsync);
}
