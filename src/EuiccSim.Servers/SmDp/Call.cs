using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Sessions;

namespace EuiccSim.Servers.SmDp;

/// <summary>
/// One call of a function: it reads the state as it is, and collects what is to become of it: at most one order and one session. All is
/// committed at its end and told about afterwards, so that a call that is cut off anywhere has done nothing.
/// </summary>
internal sealed class Call(SmdpContext server)
{
    private readonly List<SmdpEvent> _happened = [];
    private ProfileOrder? _order;
    private SmdpSession? _session;

    /// <summary>Whose function it is.</summary>
    internal SmdpContext Server => server;

    /// <summary>Remembers what happened until it is true.</summary>
    internal void Raise(SmdpEvent happened) => _happened.Add(happened);

    /// <summary>Puts a changed order in the place of the one seen, at the end of the call.</summary>
    internal void Put(ProfileOrder seen, ProfileOrder next) => _order = next.After(seen);

    /// <summary>Puts a session that is one step further in its place, at the end of the call.</summary>
    internal void Put(SmdpSession session) => _session = session;

    /// <summary>Forgets a session that has come to its own end, at the end of the call; no matter if there is none.</summary>
    internal async ValueTask EndAsync(TransactionId id)
    {
        if (await server.Sessions.FindAsync(id).ConfigureAwait(false) is { } session) Put(server.Sessions.Next(session, null));
    }

    /// <summary>Changes an order, writes down what happened to it, and tells about it.</summary>
    /// <param name="happened">What happened, and to which order.</param>
    /// <param name="change">The order after the change; null to leave everything as it is.</param>
    /// <returns>False if nothing changes.</returns>
    internal async ValueTask<bool> ChangeAsync(OrderEvent happened, Func<ProfileOrder, ProfileOrder?> change)
    {
        ProfileOrder seen = (await server.Orders.FindAsync(happened.Iccid).ConfigureAwait(false))!;
        if (change(seen) is not { } changed) return false;
        Put(seen, changed.With(happened));
        Raise(happened);
        return true;
    }

    /// <summary>False if nothing was done, because something changed meanwhile.</summary>
    internal async ValueTask<bool> TryCommitAsync()
    {
        bool isChange = _order is not null || _session is not null;
        if (isChange && !await server.Store.TryCommitAsync(_order, _session).ConfigureAwait(false)) return false;
        foreach (SmdpEvent happened in _happened) server.Raise(happened);
        return true;
    }
}
