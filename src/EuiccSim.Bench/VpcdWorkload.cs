using EuiccSim.Card;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports;
using EuiccSim.Transports.Pcsc;
using EuiccSim.Transports.Vpcd;

namespace EuiccSim.Bench;

/// <summary>
/// A card in one slot of vpcd, and in the other one a card that does nothing, both asked through pcscd in turn. The second is the floor:
/// what the way costs, whoever answers at its end.
/// </summary>
internal static class VpcdWorkload
{
    /// <summary>The rate of a command through PC/SC.</summary>
    /// <param name="card">A card with an enabled profile.</param>
    /// <exception cref="AbsentFigureException">There is no pcscd with free slots of vpcd, and none could be started.</exception>
    internal static Figure Measure(VirtualEuicc card) => MeasureAsync(card).GetAwaiter().GetResult();

    /// <summary>As scripts know the figure.</summary>
    internal const string Name = "apdu.vpcd";

    private static async Task<Figure> MeasureAsync(VirtualEuicc card)
    {
        try
        {
            await using Pcscd? started = await Pcscd.StartIfAbsentAsync();
            using PcscContext context = PcscContext.Open();
            string[] readers = [.. await FreeSlotsAsync(context)];
            await using CardConnection connection = new(card);
            await using Slot real = await Slot.InsertAsync(connection, 0, readers[0], context);
            await using Slot idle = await Slot.InsertAsync(new IdleCard(), 1, readers[1], context);
            if ((await real.TransmitAsync(s_selectIccid)).ToString() != "9000") throw new BenchException("bench", "EF.ICCID is not there.");
            return Figure.Rate(Name, Meter.PerSecond(() => real.Transmit(s_readIccid), () => idle.Transmit(s_readIccid), batch: 100, rounds: 300));
        }
        catch (TransportException e)
        {
            throw new AbsentFigureException(e.Message, e);
        }
        catch (OperationCanceledException e)
        {
            throw new AbsentFigureException("pcscd does not see the cards.", e);
        }
    }

    private static async Task<IEnumerable<string>> FreeSlotsAsync(PcscContext context)
    {
        PcscReader[] slots = [.. (await context.ListReadersAsync()).Where(reader => reader.Name.StartsWith("Virtual PCD", StringComparison.Ordinal))];
        if (slots.Length < 2) throw new AbsentFigureException("pcscd has no two slots of vpcd (Debian: apt install vsmartcard-vpcd).");
        if (slots.Take(2).Any(slot => slot.HasCard)) throw new AbsentFigureException("vpcd's slots are taken by other cards.");
        return slots.Select(slot => slot.Name);
    }

    /// <summary>One card in a slot, and a connection to it.</summary>
    private sealed class Slot : IAsyncDisposable
    {
        private readonly CancellationTokenSource _end = new();
        private readonly Task _serving;
        private PcscConnection? _connection;

        private Slot(ICardConnection card, int number) =>
            _serving = new VpcdCard(card, new() { Port = VpcdOptions.FirstPort + number }).RunAsync(_end.Token);

        internal static async Task<Slot> InsertAsync(ICardConnection card, int number, string reader, PcscContext context)
        {
            Slot slot = new(card, number);
            try
            {
                using CancellationTokenSource patience = new(TimeSpan.FromSeconds(10));
                await context.WaitForCardAsync(reader, patience.Token);
                slot._connection = await context.ConnectAsync(reader, cancellationToken: patience.Token);
                return slot;
            }
            catch
            {
                await slot.DisposeAsync();
                throw;
            }
        }

        internal ValueTask<Octets> TransmitAsync(Octets command) => _connection!.TransmitAsync(command, CancellationToken.None);

        internal void Transmit(Octets command) => TransmitAsync(command).AsTask().GetAwaiter().GetResult();

        public async ValueTask DisposeAsync()
        {
            if (_connection is not null) await _connection.DisposeAsync();
            await _end.CancelAsync();
            try
            {
                await _serving;
            }
            catch (OperationCanceledException)
            {
                // Taken out.
            }
            _end.Dispose();
        }
    }

    /// <summary>Answers '9000' to everything.</summary>
    private sealed class IdleCard : ICardConnection
    {
        public ValueTask<Octets> ResetAsync(CancellationToken cancellationToken) => new(Personality.Default.AnswerToReset);

        public ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken) => new(s_ok);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private static readonly Octets s_ok = Octets.FromHex("9000");
    private static readonly Octets s_selectIccid = Octets.FromHex("00A4080C022FE2");
    private static readonly Octets s_readIccid = Octets.FromHex("00B000000A");
}
