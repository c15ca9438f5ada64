using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Sessions;

namespace EuiccSim.Servers.SmDp.Storage;

/// <summary>Sessions in memory. Those whose eUICC is not known yet, which anybody can begin, are also known by their age.</summary>
/// <threadsafety>One call at a time.</threadsafety>
internal sealed class SessionIndex
{
    private readonly Dictionary<TransactionId, LinkedListNode<SmdpSession>> _byId = [];
    // Each has the latest step at its end.
    private readonly LinkedList<SmdpSession> _unauthenticated = [], _authenticated = [];

    internal SessionCount Count => new(_byId.Count, _unauthenticated.Count);

    internal IReadOnlyCollection<SmdpSession> Authenticated => _authenticated;

    internal SmdpSession? Find(TransactionId id) => _byId.GetValueOrDefault(id)?.Value;

    /// <summary>Puts a session in the place of what it was, or removes it if it has ended.</summary>
    internal void Put(SmdpSession session)
    {
        if (_byId.Remove(session.Id, out LinkedListNode<SmdpSession>? before)) before.List!.Remove(before);
        if (!session.HasEnded) _byId.Add(session.Id, (session.IsAuthenticated ? _authenticated : _unauthenticated).AddLast(session));
    }

    /// <returns>A time before which none of the others expires.</returns>
    internal DateTimeOffset RemoveExpired(DateTimeOffset now)
    {
        DateTimeOffset unauthenticated = RemoveExpired(_unauthenticated, now), authenticated = RemoveExpired(_authenticated, now);
        return unauthenticated < authenticated ? unauthenticated : authenticated;
    }

    /// <summary>Removes the oldest whose eUICC is not known yet, until no more than so many are left.</summary>
    internal void TrimUnauthenticated(int count)
    {
        while (_unauthenticated.Count > count) Remove(_unauthenticated.First!);
    }

    private DateTimeOffset RemoveExpired(LinkedList<SmdpSession> sessions, DateTimeOffset now)
    {
        DateTimeOffset earliest = DateTimeOffset.MaxValue;
        for (LinkedListNode<SmdpSession>? node = sessions.First, next; node is not null; node = next)
        {
            next = node.Next;
            if (now >= node.Value.ExpiresAt) Remove(node);
            else if (node.Value.ExpiresAt < earliest) earliest = node.Value.ExpiresAt;
        }
        return earliest;
    }

    private void Remove(LinkedListNode<SmdpSession> node)
    {
        _byId.Remove(node.Value.Id);
        node.List!.Remove(node);
    }
}
