using EuiccSim.Bench;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.Pcsc;
using EuiccSim.Transports.Tests.Pcsc.Daemon;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>
/// The first slot of vpcd for one test. pcscd is started if none runs and it may be; where there is none, the test is skipped with the
/// reason. The tests of Transports use the same slots, and the same lock.
/// </summary>
internal sealed class ReaderSlot : IAsyncDisposable
{
    private readonly FileStream _turn;
    private readonly Pcscd? _started;

    private ReaderSlot(FileStream turn, Pcscd? started)
    {
        _turn = turn;
        _started = started;
    }

    internal const string Name = "Virtual PCD 00 00";

    internal static async Task<ReaderSlot> TakeAsync()
    {
        FileStream turn = await VpcdTurn.WaitAsync();
        ReaderSlot slot = new(turn, await Pcscd.StartIfAbsentAsync());
        if (await slot.WhyNotAsync() is not { } reason) return slot;
        await slot.DisposeAsync();
        Assert.Ignore(reason);
        return slot;
    }

    public async ValueTask DisposeAsync()
    {
        if (_started is not null) await _started.DisposeAsync();
        _turn.Dispose();
    }

    private async Task<string?> WhyNotAsync()
    {
        try
        {
            using PcscContext context = PcscContext.Open();
            for (int i = 0; i < 50; i++)
            {
                SequenceOf<PcscReader> readers = await context.ListReadersAsync();
                if (readers.FirstOrDefault(reader => reader.Name == Name) is { } slot)
                    return slot.HasCard ? "vpcd's slot is taken by another card." : null;
                if (_started is null) break;
                await Task.Delay(100);
            }
            return "pcscd runs without the driver vpcd (Debian: apt install vsmartcard-vpcd).";
        }
        catch (PcscException e)
        {
            return e.Message;
        }
    }
}
