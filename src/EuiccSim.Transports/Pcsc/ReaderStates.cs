using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.Pcsc.Native;

namespace EuiccSim.Transports.Pcsc;

/// <summary>What is known of all readers, and what changes. Its calls block; one at a time.</summary>
internal sealed class ReaderStates
{
    private readonly SortedDictionary<string, Known> _readers = new(StringComparer.Ordinal);
    private uint _plugAndPlay;
    private bool _hasPlugAndPlay = true;
    private int _surprises;

    /// <summary>Looks once, waiting for a short time until something changes.</summary>
    /// <param name="context">The context to use; cancelling its wait is no error.</param>
    /// <param name="events">Where to put what happened.</param>
    /// <returns>False if there was nothing to wait for: then it is the caller that should wait before the next look.</returns>
    /// <exception cref="PcscException">The service is gone.</exception>
    internal bool Look(NativeContext context, List<PcscEvent> events)
    {
        uint result = context.ListReaders(out string[] names);
        if (result != Scard.Success) throw new PcscException("No list of the readers", result);
        Compare(names, events);

        List<ReaderStatus> asked = [];
        if (_hasPlugAndPlay) asked.Add(new(Scard.PlugAndPlay, _plugAndPlay));
        foreach ((string name, Known known) in _readers) asked.Add(new(name, known.State));
        if (asked.Count == 0) return false;
        // The wait is short also because pcsc-lite before 2.3 does not tell of a reader that comes between the list and the wait.
        result = context.GetStatusChange(WaitMilliseconds, asked.ToArray());
        if (result == Scard.UnknownReader) return Surprise();
        _surprises = 0;
        if (result is Scard.Timeout or Scard.Cancelled) return true;
        if (result != Scard.Success) throw new PcscException("No watch over the readers", result);
        foreach (ReaderStatus status in asked) Take(status, events);
        return true;
    }

    /// <summary>All readers are gone.</summary>
    internal void Forget(List<PcscEvent> events)
    {
        Compare([], events);
        _plugAndPlay = Scard.StateUnaware;
    }

    /// <summary>
    /// A reader that has just gone is unknown, once. If it happens again, it is the notification that this system does not know, and the
    /// readers are only listed from time to time.
    /// </summary>
    private bool Surprise()
    {
        if (++_surprises > 1) _hasPlugAndPlay = false;
        return false;
    }

    private void Compare(string[] names, List<PcscEvent> events)
    {
        foreach (string gone in _readers.Keys.Except(names).ToArray())
        {
            if (_readers[gone].HasCard) events.Add(new PcscEvent.CardRemoved(gone));
            events.Add(new PcscEvent.ReaderRemoved(gone));
            _readers.Remove(gone);
        }
        foreach (string name in names)
        {
            if (_readers.TryAdd(name, new())) events.Add(new PcscEvent.ReaderAdded(name));
        }
    }

    private void Take(ReaderStatus status, List<PcscEvent> events)
    {
        if (status.Name == Scard.PlugAndPlay)
        {
            if (status.Has(Scard.StateUnknown)) _hasPlugAndPlay = false;
            _plugAndPlay = status.Now & ~Scard.StateChanged;
            return;
        }
        if (status.Has(Scard.StateUnknown) || !_readers.TryGetValue(status.Name, out Known? known)) return;

        bool isPresent = status.Has(Scard.StatePresent);
        // The count tells of a card that was taken out and inserted again while nobody looked.
        bool wasChanged = known.State != Scard.StateUnaware && status.Now >> 16 != known.State >> 16;
        if (known.HasCard && (!isPresent || wasChanged))
        {
            events.Add(new PcscEvent.CardRemoved(status.Name));
            known.HasCard = false;
        }
        known.State = status.Now & ~Scard.StateChanged;
        if (known.HasCard || !isPresent) return;
        if (status.Atr.Length == 0 && !status.Has(Scard.StateMute) && known.Tries++ < MostTries)
        {
            // The service is about to switch the card on: ask again.
            known.State = Scard.StateUnaware;
            return;
        }
        known.Tries = 0;
        known.HasCard = true;
        events.Add(new PcscEvent.CardInserted(status.Name, Octets.Wrap(status.Atr)));
    }

    private sealed class Known
    {
        internal uint State { get; set; } = Scard.StateUnaware;

        internal bool HasCard { get; set; }

        internal int Tries { get; set; }
    }

    private const uint WaitMilliseconds = 1000;
    private const int MostTries = 10;
}
