using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Servers.SmDs;

/// <summary>
/// The sessions of an SM-DS, which have one step only: a challenge, and the answer to it. Anybody can begin one, so the oldest make room.
/// </summary>
/// <threadsafety>Safe for use by many threads.</threadsafety>
internal sealed class ChallengeTable(TimeProvider time, TimeSpan lifetime, int capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TransactionId, LinkedListNode<Session>> _byId = [];

    // All live equally long, so the first to come is the first to expire.
    private readonly LinkedList<Session> _inOrderOfExpiry = [];

    /// <summary>Starts a session; false if none is to be had.</summary>
    internal bool TryAdd(TransactionId id, Octets challenge)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_lock)
        {
            Sweep(now);
            if (capacity <= 0 || _byId.ContainsKey(id)) return false;
            while (_byId.Count >= capacity) RemoveFirst();
            _byId.Add(id, _inOrderOfExpiry.AddLast(new Session(id, challenge, now + lifetime)));
            return true;
        }
    }

    /// <summary>Ends a session: whoever comes with its identifier has one try.</summary>
    internal bool TryTake(TransactionId id, out Octets challenge)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_lock)
        {
            Sweep(now);
            bool isKnown = _byId.Remove(id, out LinkedListNode<Session>? node);
            challenge = isKnown ? node!.Value.Challenge : Octets.Empty;
            if (isKnown) _inOrderOfExpiry.Remove(node!);
            return isKnown;
        }
    }

    private void Sweep(DateTimeOffset now)
    {
        while (_inOrderOfExpiry.First is { } first && now >= first.Value.ExpiresAt)
            RemoveFirst();
    }

    private void RemoveFirst()
    {
        _byId.Remove(_inOrderOfExpiry.First!.Value.Id);
        _inOrderOfExpiry.RemoveFirst();
    }

    private readonly record struct Session(TransactionId Id, Octets Challenge, DateTimeOffset ExpiresAt);
}
