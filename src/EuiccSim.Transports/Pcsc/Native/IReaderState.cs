namespace EuiccSim.Transports.Pcsc.Native;

/// <summary>SCARD_READERSTATE, as each system lays it out.</summary>
internal interface IReaderState
{
    /// <summary>A name in the system's encoding, in memory of its own that <see cref="System.Runtime.InteropServices.Marshal.FreeCoTaskMem"/> frees.</summary>
    static abstract nint NameOf(string reader);

    /// <summary>szReader.</summary>
    nint Name { get; set; }

    /// <summary>dwCurrentState.</summary>
    uint Known { set; }

    /// <summary>dwEventState.</summary>
    uint Now { get; }

    /// <summary>As much of rgbAtr as cbAtr says.</summary>
    byte[] ToAtr();
}
