using EuiccSim.Cli.Bench;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.Pcsc;

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
        FileStream turn = await WaitForTurnAsync();
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

    /// <summary>Nobody else starts or stops the service before what this answers is disposed of.</summary>
    internal static async Task<FileStream> WaitForTurnAsync()
    {
        string path = Path.Combine(Path.GetTempPath(), "euiccsim-vpcd.lock");
        for (int i = 0; ; i++)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (i < 120)
            {
                await Task.Delay(1000);
            }
            catch (IOException)
            {
                Assert.Ignore("Other tests of this machine keep vpcd's slots.");
            }
        }
    }
}
