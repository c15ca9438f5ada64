using System.Runtime.InteropServices;
using EuiccSim.Transports.Pcsc.Native;

namespace EuiccSim.Transports.Pcsc;

/// <summary>
/// An open line to the PC/SC service. pcsc-lite lets one call at a time into a context, so each connection and each watch has its own.
/// Releasing it also lets go of its card, and ends calls that wait for another program; any thread may do so. The finalizer does it for
/// a connection that nobody disposed of.
/// </summary>
internal sealed class NativeContext : SafeHandle
{
    private readonly IPcscNative _native;

    private NativeContext(IPcscNative native, nint context)
        : base(0, true)
    {
        _native = native;
        SetHandle(context);
    }

    /// <summary>Each number is one that the service may have given.</summary>
    public override bool IsInvalid => false;

    internal nint Handle => handle;

    /// <exception cref="PcscException">The library is not installed, or the service does not run.</exception>
    internal static NativeContext Open(IPcscNative native)
    {
        try
        {
            uint result = native.EstablishContext(out nint handle);
            // A denial, or a service that ends at this moment: pcsc-lite does not tell them apart. A second attempt does.
            if (result == Scard.SecurityViolation) result = native.EstablishContext(out handle);
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
        if (result != Scard.NoReadersAvailable) return PcscErrors.Inside(result);
        names = [];
        return Scard.Success;
    }

    /// <summary>As <see cref="IPcscNative.GetStatusChange"/>.</summary>
    internal uint GetStatusChange(uint milliseconds, ReadOnlySpan<ReaderStatus> readers) =>
        PcscErrors.Inside(_native.GetStatusChange(Handle, milliseconds, readers));

    protected override bool ReleaseHandle() => _native.ReleaseContext(handle) == Scard.Success;
}
