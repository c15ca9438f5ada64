using System.Collections.Immutable;
using System.Text;
using EuiccSim.Card.Chip;
using EuiccSim.Card.State;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Card;

/// <summary>All that a card keeps without power, as one immutable value.</summary>
/// <threadsafety>Immutable; several cards may start from one state.</threadsafety>
public sealed record CardState
{
    /// <summary>What the manufacturer put on the chip.</summary>
    public required EuiccConfiguration Euicc { get; init; }

    /// <summary>
    /// The name of a built-in personality that the card was made with; a name that <see cref="Personality.Find"/> does not know means
    /// no quirk. <see cref="CardOptions.Personality"/> can put another one in its place.
    /// </summary>
    public string PersonalityName { get; init; } = Personality.DefaultName;

    /// <summary>A personality that is not built in, which the card was made with; null for the one of <see cref="PersonalityName"/>.</summary>
    public Personality? OwnPersonality { get; init; }

    /// <summary>The default SM-DP+, an FQDN; null where there is none. SGP.22 v2.5 §5.7.4.</summary>
    public string? DefaultDpAddress { get; init; }

    /// <summary>The sequence number of the next notification. It never goes back. SGP.22 v2.5 §3.5.</summary>
    public long NextSequenceNumber { get; init; } = 1;

    /// <summary>The EID.</summary>
    public Eid Eid => Euicc.Eid;

    /// <summary>The names of the curves on which the chip has keys, most wanted first: "P-256".</summary>
    public IEnumerable<string> Curves => Euicc.Credentials.Select(credential => credential.Key.Curve.Name);

    /// <summary>
    /// The same chip as it left the factory, without profiles, notifications and addresses. The numbers of notifications go on: a server must not
    /// see one twice (SGP.22 v2.5 §3.5).
    /// </summary>
    public CardState AsFromFactory() => new() { Euicc = Euicc, PersonalityName = PersonalityName, OwnPersonality = OwnPersonality, NextSequenceNumber = NextSequenceNumber };

    /// <summary>The installed Profiles, in the order of installation.</summary>
    internal ImmutableList<InstalledProfile> Profiles { get; init; } = [];

    /// <summary>The notifications that wait to be delivered, oldest first.</summary>
    internal ImmutableList<StoredNotification> Notifications { get; init; } = [];

    /// <summary>The revocation lists that were loaded.</summary>
    internal ImmutableList<LoadedRevocationList> RevocationLists { get; init; } = [];

    /// <summary>How many ports the card has.</summary>
    internal int PortCount { get; init; } = 1;

    /// <summary>What is kept for ports, in their order; a port for which there is nothing is not in it.</summary>
    internal ImmutableList<PortState> Ports { get; init; } = [];

    /// <summary>The one-time key pair of a download that did not succeed yet.</summary>
    internal OneTimeKey? OneTimeKey { get; init; }

    /// <summary>The download whose package is being loaded.</summary>
    internal PendingInstallation? PendingInstallation { get; init; }

    /// <summary>The Profile that is enabled on a port.</summary>
    internal InstalledProfile? EnabledOn(int port) => Profiles.Find(profile => profile.Port == port);

    /// <summary>What is kept for a port.</summary>
    internal PortState On(int port) => Ports.Find(one => one.Number == port) ?? new(port);

    /// <summary>With something else kept for a port.</summary>
    internal CardState With(PortState port)
    {
        ImmutableList<PortState> others = Ports.RemoveAll(one => one.Number == port.Number);
        if (port == new PortState(port.Number)) return this with { Ports = others };
        return this with { Ports = others.Insert(others.Count(one => one.Number < port.Number), port) };
    }

    /// <summary>True if a Profile is about to be enabled, on whatever port.</summary>
    internal bool IsAwaited(InstalledProfile profile) => Ports.Exists(port => port.PendingSwitch?.IsdpAid == profile.IsdpAid);

    /// <summary>Non-volatile memory that is left, in octets. Notifications have theirs.</summary>
    internal int FreeMemory
    {
        get
        {
            long free = Euicc.Properties.NonVolatileMemory;
            foreach (InstalledProfile profile in Profiles) free -= profile.Memory;
            foreach (LoadedRevocationList list in RevocationLists) free -= list.Size;
            if (DefaultDpAddress is not null) free -= Encoding.UTF8.GetByteCount(DefaultDpAddress);
            return (int)Math.Max(free, 0);
        }
    }

    internal InstalledProfile? FindProfile(Octets isdpAid) => Profiles.Find(profile => profile.IsdpAid == isdpAid);

    internal InstalledProfile? FindProfile(Iccid iccid) => Profiles.Find(profile => profile.Iccid == iccid.Ef);

    internal InstalledProfile? FindProfile(ProfileIdentifier identifier) => identifier switch
    {
        ProfileIdentifier.IsdpAid { Value: var aid } => FindProfile(aid),
        ProfileIdentifier.Iccid { Value: var iccid } => FindProfile(iccid),
        _ => null,
    };

    /// <summary>The first free AID for an ISD-P: A0000005591010FFFFFFFF8900 XXXX 00, XXXX from 0010 on. SGP.02 §2.2.3.</summary>
    internal Octets NextIsdpAid()
    {
        HashSet<Octets> taken = [.. Profiles.Select(profile => profile.IsdpAid)];
        for (int number = FirstIsdp; ; number++)
        {
            Octets aid = Octets.Concat(s_isdpPrefix, Octets.Of([(byte)(number >> 8), (byte)(number & 0xFF), 0x00]));
            if (!taken.Contains(aid)) return aid;
        }
    }

    private static readonly Octets s_isdpPrefix = Octets.FromHex("A0000005591010FFFFFFFF8900");
    private const int FirstIsdp = 0x0010;
}
