using EuiccSim.Transports.Pcsc.Native;

namespace EuiccSim.Transports.Pcsc;

/// <summary>
/// An open line to the PC/SC service. pcsc-lite lets one call at a time into a context, so each connection and each watch has its own.
/// </summary>
internal sealed class NativeContext : IDisposable
{
    private readonly IPcscNative _native;
    private int _released;

    private NativeContext(IPcscNative native, nint handle)
    {
        _native = native;
        Handle = handle;
    }

    internal nint Handle { get; }

    /// <exception cref="PcscException">The library is not installed, or the service does not run.</exception>
    internal static NativeContext Open(IPcscNative native)
    {
        try
        {
            uint result = native.EstablishContext(out nint handle);
            if (result != Scard.Success) throw new PcscException("No PC/SC", result);
            return new(native, handle);
        }
        catch (DllNotFoundException e)
        {
            throw new PcscException("No PC/SC", e);
        }
    }

    /// <summary>Answers a list without names where there is no reader.</summary>
    /// <returns>The number of PC/SC.</returns>
    internal uint ListReaders(out string[] names)
    {
        uint result = _native.ListReaders(Handle, out names);
        if (result != Scard.NoReadersAvailable) return result;
        names = [];
        return Scard.Success;
    }

    /// <summary>Also ends calls of this context that wait for another program; safe to call from any thread, and more than once.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0) _native.ReleaseContext(Handle);
    }
}
