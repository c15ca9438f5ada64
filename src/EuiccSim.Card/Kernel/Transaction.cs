using System.Collections.Immutable;
using EuiccSim.Card.IsdR;
using EuiccSim.Card.Uicc;
using EuiccSim.Protocol.Apdu;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Card.Kernel;

/// <summary>One command: <see cref="State"/> starts as the committed state and is committed before the answer leaves.</summary>
internal sealed class Transaction
{
    private readonly VirtualEuicc _card;
    private ImmutableList<InstalledProfile> _profiles;
    private int _enabledIndex;
    private UiccProfile _uicc;

    internal Transaction(VirtualEuicc card, CardSession session, CardState state)
    {
        session.Follow(state.Profiles);
        _card = card;
        _profiles = session.Profiles;
        _enabledIndex = session.EnabledIndex;
        _uicc = session.Uicc;
        Session = session;
        State = state;
    }

    /// <summary>The persistent state. Assign a new value to change it.</summary>
    internal CardState State { get; set; }

    /// <summary>The volatile state. Changes stay, whatever becomes of the command.</summary>
    internal CardSession Session { get; }

    internal CardEnvironment Environment => _card.Environment;

    internal ILogger Logger => _card.Logger;

    internal Personality Personality => Session.Personality;

    /// <summary>The applications with names.</summary>
    internal ImmutableArray<CardApplication> Applications => _card.InstalledApplications;

    /// <summary>The file system of the enabled Profile in <see cref="State"/>; the empty one (an MF only) without a Profile.</summary>
    /// <exception cref="StatusWordException">'6A84': it has grown, and there is not so much memory.</exception>
    internal UiccProfile Uicc
    {
        get
        {
            Follow();
            return _uicc;
        }
        set
        {
            Follow();
            if (_enabledIndex < 0) throw new InvalidOperationException("There is no enabled Profile to change.");
            int growth = value.Contents.Growth - _uicc.Contents.Growth;
            if (growth > 0 && growth > State.FreeMemory) throw new StatusWordException(StatusWord.NotEnoughMemory);
            _profiles = _profiles.SetItem(_enabledIndex, _profiles[_enabledIndex] with { Uicc = value });
            _uicc = value;
            State = State with { Profiles = _profiles };
        }
    }

    /// <summary>Ends the RSP session, whatever it had come to.</summary>
    internal void EndRspSession()
    {
        if (Session.Rsp is RspSession.Loading { Loader: var loader }) loader.Dispose();
        if (Session.Rsp is RspSession.DownloadPrepared { Key: var key }) key.Dispose();
        Session.Rsp = RspSession.None.Instance;
        if (State.PendingInstallation is not null) State = State with { PendingInstallation = null };
    }

    /// <summary>Makes <see cref="State"/> durable now; what follows is another step that power loss may cut off.</summary>
    internal void Checkpoint() => _card.Commit(State);

    /// <summary>Tells the trace, if there is one.</summary>
    internal void Trace(TraceEvent traceEvent) => _card.Options.Trace?.Invoke(traceEvent);

    /// <summary>True if somebody listens: an event that costs something to make need not be made otherwise.</summary>
    internal bool IsTraced => _card.Options.Trace is not null;

    private void Follow()
    {
        if (ReferenceEquals(State.Profiles, _profiles)) return;
        _profiles = State.Profiles;
        _enabledIndex = CardSession.IndexOfEnabled(_profiles);
        _uicc = CardSession.UiccAt(_profiles, _enabledIndex);
    }
}
