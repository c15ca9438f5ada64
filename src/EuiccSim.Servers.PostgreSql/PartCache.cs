using EuiccSim.Protocol.Asn1;
using EuiccSim.Servers.SmDp.Storage;

namespace EuiccSim.Servers.PostgreSql;

/// <summary>Parts read or written lately. A part never changes, so that none here can be out of date.</summary>
/// <threadsafety>Safe for use by many threads.</threadsafety>
internal sealed class PartCache
{
    private readonly Lock _lock = new();
    private Dictionary<Octets, OrderPart> _young = [];
    private Dictionary<Octets, OrderPart> _old = [];

    internal OrderPart? Find(Octets digest)
    {
        lock (_lock)
        {
            if (_young.TryGetValue(digest, out OrderPart? part)) return part;
            if (!_old.TryGetValue(digest, out part)) return null;
            Add(part);
            return part;
        }
    }

    internal void Put(OrderPart part)
    {
        lock (_lock) Add(part);
    }

    // What was not asked for while as many others were is forgotten.
    private void Add(OrderPart part)
    {
        if (_young.Count >= Generation) (_old, _young) = (_young, []);
        _young[part.Digest] = part;
    }

    private const int Generation = 256;
}
