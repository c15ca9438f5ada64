using System.Collections;
using EuiccSim.Protocol.Events;

namespace EuiccSim.Testing.Events;

/// <summary>All that happened in a world, in its order.</summary>
/// <threadsafety>Safe for use by many threads. Going through it shows what had happened by then.</threadsafety>
public sealed class WorldEvents : IReadOnlyList<TraceEvent>
{
    private readonly Lock _lock = new();
    private readonly List<TraceEvent> _events = [];
    private readonly bool _areKept;

    internal WorldEvents(bool areKept) => _areKept = areKept;

    /// <summary>Called for each event, on the thread where it happened, one after the other.</summary>
    public event Action<TraceEvent>? Happened;

    /// <summary>The number of events.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _events.Count;
        }
    }

    /// <summary>One event; 0 is the first.</summary>
    public TraceEvent this[int index]
    {
        get
        {
            lock (_lock) return _events[index];
        }
    }

    /// <summary>The calls that servers answered.</summary>
    public IEnumerable<HttpCall> Calls => this.OfType<TraceEvent.Http>().Select(one => one.Call);

    /// <summary>The commands that cards received, with their answers.</summary>
    public IEnumerable<TraceEvent.Apdu> Apdus => this.OfType<TraceEvent.Apdu>();

    /// <summary>All events as text, one or two lines each, with every octet that crossed a wire: the same for the same seed.</summary>
    public string ToTranscript() => string.Concat(this.Select(WorldEventText.Of));

    /// <summary>Forgets what has happened.</summary>
    public void Clear()
    {
        lock (_lock) _events.Clear();
    }

    /// <inheritdoc/>
    public IEnumerator<TraceEvent> GetEnumerator()
    {
        TraceEvent[] now;
        lock (_lock) now = [.. _events];
        return ((IEnumerable<TraceEvent>)now).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(TraceEvent one)
    {
        if (!_areKept && Happened is null) return;
        lock (_lock)
        {
            if (_areKept) _events.Add(one);
            Happened?.Invoke(one);
        }
    }
}
