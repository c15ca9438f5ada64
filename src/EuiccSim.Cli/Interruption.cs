using System.Runtime.InteropServices;

namespace EuiccSim.Cli;

/// <summary>Ctrl-C, and the signal that ends processes: the first asks the verb to stop, the second ends the process there and then.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _count;

    internal Interruption() => _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Take), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take)];

    internal CancellationToken Token => _source.Token;

    /// <summary>128 and the number of the signal.</summary>
    internal int ExitCode { get; private set; } = Cli.ExitCode.Interrupted;

    public void Dispose()
    {
        foreach (PosixSignalRegistration one in _registrations) one.Dispose();
        _source.Dispose();
    }

    private void Take(PosixSignalContext signal)
    {
        if (Interlocked.Increment(ref _count) > 1) return;
        signal.Cancel = true;
        if (signal.Signal == PosixSignal.SIGTERM) ExitCode = Terminated;
        // The next signal must not wait until everybody has heard of this one.
        ThreadPool.QueueUserWorkItem(_ => Cancel());
    }

    private void Cancel()
    {
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The verb was at its end.
        }
    }

    private const int Terminated = 143;
}
