using EuiccSim.Transports.Pcsc.Native;

namespace EuiccSim.Transports.Tests.Pcsc;

/// <summary>A PC/SC service whose readers are plugged and unplugged by the test, which no virtual reader can do.</summary>
internal sealed class FakePcsc : IPcscNative
{
    private readonly object _lock = new();
    private readonly Dictionary<string, Slot> _slots = [];
    private int _changes;
    private bool _cancelled;
    private readonly object _calls = new();
    private int _lastContext;
    private int _context;

    internal bool IsStopped { get; set; }

    /// <summary>What a stopped service says to those whom it let in before.</summary>
    internal uint Stopped { get; init; } = Scard.ServiceStopped;

    internal bool KnowsPlugAndPlay { get; init; } = true;

    /// <summary>Waits for changes, however long it may.</summary>
    internal bool WaitsForEver { get; init; }

    internal List<string> Calls { get; } = [];

    /// <summary>What Transmit answers next; '9000' when there is none left.</summary>
    internal Queue<(uint Result, string Answer)> Answers { get; } = [];

    /// <summary>What to do before a call of this name is answered, on its thread.</summary>
    internal Dictionary<string, Action> Before { get; } = [];

    /// <summary>What EstablishContext answers next; success when there is none left.</summary>
    internal Queue<uint> Established { get; } = [];

    /// <summary>What Connect answers.</summary>
    internal uint Connected { get; init; } = Scard.Success;

    internal uint ActiveProtocol { get; set; } = Scard.ProtocolT1;

    internal void Plug(string reader) => Change(() => _slots[reader] = new());

    internal void Unplug(string reader) => Change(() => _slots.Remove(reader));

    internal void Insert(string reader, string atr) => Change(() => _slots[reader].Insert(atr));

    internal void Remove(string reader) => Change(() => _slots[reader].Remove());

    internal void Stop() => Change(() => IsStopped = true);

    internal void Start() => Change(() => IsStopped = false);

    public uint EstablishContext(out nint context)
    {
        context = Interlocked.Increment(ref _lastContext);
        // The service lets the caller in, and then.
        bool wasStopped = IsStopped;
        if (Before.TryGetValue("Establish", out Action? action)) action();
        return wasStopped ? Scard.NoService : Established.TryDequeue(out uint result) ? result : Scard.Success;
    }

    public uint ReleaseContext(nint context)
    {
        // As pcsc-lite does, this waits for a call that the card is busy with.
        lock (_calls) Interlocked.CompareExchange(ref _context, 0, (int)context);
        return Scard.Success;
    }

    public uint Cancel(nint context)
    {
        Change(() => _cancelled = true);
        return Scard.Success;
    }

    public uint ListReaders(nint context, out string[] readers)
    {
        lock (_lock)
        {
            readers = [.. _slots.Keys];
            return IsStopped ? Stopped : readers.Length == 0 ? Scard.NoReadersAvailable : Scard.Success;
        }
    }

    public uint GetStatusChange(nint context, uint timeout, ReadOnlySpan<ReaderStatus> readers)
    {
        lock (_lock)
        {
            foreach (ReaderStatus status in readers)
            {
                bool isKnown = status.Name == Scard.PlugAndPlay ? KnowsPlugAndPlay : _slots.ContainsKey(status.Name);
                if (!isKnown) return Scard.UnknownReader;
            }
            int changes = _changes;
            if (Update(readers, false)) return Scard.Success;
            if (timeout > 0 && Before.TryGetValue("Wait", out Action? action)) action();
            bool woken = timeout > 0 && (_changes != changes || Monitor.Wait(_lock, WaitsForEver ? Timeout.Infinite : (int)timeout));
            if (IsStopped) return Stopped;
            if (_cancelled)
            {
                _cancelled = false;
                return Scard.Cancelled;
            }
            return Update(readers, woken) ? Scard.Success : Scard.Timeout;
        }
    }

    public uint Connect(nint context, string reader, uint shareMode, uint protocols, out nint card, out uint protocol)
    {
        Begin("Connect");
        _context = (int)context;
        (card, protocol) = (context, ActiveProtocol);
        return Connected;
    }

    public uint Reconnect(nint card, uint shareMode, uint protocols, uint initialization, out uint protocol)
    {
        Calls.Add($"Reconnect {initialization}");
        protocol = ActiveProtocol;
        return Scard.Success;
    }

    public uint Disconnect(nint card, uint disposition)
    {
        Calls.Add($"Disconnect {disposition}");
        return Scard.Success;
    }

    public uint BeginTransaction(nint card)
    {
        Begin("Begin");
        return Scard.Success;
    }

    public uint EndTransaction(nint card, uint disposition)
    {
        Calls.Add($"End {disposition}");
        return Scard.Success;
    }

    public uint Status(nint card, out byte[] atr)
    {
        atr = [0x3B, 0x00];
        return Scard.Success;
    }

    public uint Transmit(nint card, uint protocol, ReadOnlySpan<byte> command, Span<byte> response, out int length)
    {
        length = 0;
        lock (_calls)
        {
            if (card != _context) return InvalidHandle;
            Begin(Convert.ToHexString(command));
        }
        if (!Answers.TryDequeue(out (uint Result, string Answer) next)) next = (Scard.Success, "9000");
        byte[] answer = Convert.FromHexString(next.Answer);
        answer.CopyTo(response);
        length = answer.Length;
        return next.Result;
    }

    public uint Control(nint card, uint code, ReadOnlySpan<byte> input, Span<byte> output, out int length)
    {
        Calls.Add($"Control {code:X} {Convert.ToHexString(input)}");
        length = code == 1 ? 2 : 0;
        output[..length].Fill(0xAB);
        return code == 1 ? Scard.Success : 0x80100022;
    }

    public uint ControlCode(uint function) => function;

    private void Begin(string call)
    {
        Calls.Add(call);
        if (Before.TryGetValue(call, out Action? action)) action();
    }

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
            _changes++;
            Monitor.PulseAll(_lock);
        }
    }

    private bool Update(ReadOnlySpan<ReaderStatus> readers, bool isReaderListNew)
    {
        bool isChanged = false;
        foreach (ReaderStatus status in readers)
        {
            if (status.Name == Scard.PlugAndPlay)
            {
                status.Now = isReaderListNew ? Scard.StateChanged : 0;
                isChanged |= isReaderListNew;
            }
            else if (_slots.TryGetValue(status.Name, out Slot? slot))
            {
                uint now = (slot.Count << 16) | (slot.Atr is null ? Scard.StateEmpty : Scard.StatePresent);
                bool isNew = status.Known != now;
                status.Now = now | (isNew ? Scard.StateChanged : 0);
                status.Atr = slot.Atr is null ? [] : Convert.FromHexString(slot.Atr);
                isChanged |= isNew;
            }
        }
        return isChanged;
    }

    private const uint InvalidHandle = 0x80100003;

    private sealed class Slot
    {
        internal uint Count { get; private set; }

        internal string? Atr { get; private set; }

        internal void Insert(string atr) => (Atr, Count) = (atr, Count + 1);

        internal void Remove() => (Atr, Count) = (null, Count + 1);
    }
}
