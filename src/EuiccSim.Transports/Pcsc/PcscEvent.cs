using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Pcsc;

/// <summary>Something happened to readers or cards. Match it by its cases.</summary>
public abstract record PcscEvent
{
    private PcscEvent()
    {
    }

    /// <summary>A reader was plugged in, or was there when the watch began.</summary>
    /// <param name="Reader">Its name.</param>
    public sealed record ReaderAdded(string Reader) : PcscEvent;

    /// <summary>A reader was unplugged. Its card, if it had one, was told as removed before.</summary>
    /// <param name="Reader">Its name.</param>
    public sealed record ReaderRemoved(string Reader) : PcscEvent;

    /// <summary>A card was inserted, or was there when the watch began.</summary>
    /// <param name="Reader">Where.</param>
    /// <param name="Atr">The card's answer to reset; empty if it does not answer.</param>
    public sealed record CardInserted(string Reader, Octets Atr) : PcscEvent;

    /// <summary>A card was taken out.</summary>
    /// <param name="Reader">Where.</param>
    public sealed record CardRemoved(string Reader) : PcscEvent;

    /// <summary>The PC/SC service is gone, and all readers with it. The watch goes on, and looks for it.</summary>
    public sealed record ServiceStopped : PcscEvent;

    /// <summary>The PC/SC service is back.</summary>
    public sealed record ServiceStarted : PcscEvent;
}
