using System.Reflection;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Servers.SmDp.Binding;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Sessions;
using EuiccSim.Testing;

namespace EuiccSim.Servers.Tests.Support;

/// <summary>Orders and sessions that hold whatever the types let them hold, sensible or not.</summary>
internal sealed class AnyOrder(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>How each property of an order is changed; a new one must be added.</summary>
    internal static IEnumerable<string> Changed => new AnyOrder(0).Changes.Keys;

    internal static IEnumerable<string> Properties =>
        typeof(ProfileOrder).GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(one => one.CanWrite).Select(one => one.Name);

    /// <summary>An order in which some properties are odd.</summary>
    internal ProfileOrder Order(string iccid)
    {
        ProfileOrder order = new() { Profile = TestServer.Profile(iccid, 10), Revision = 1, MatchingId = iccid };
        foreach (Func<ProfileOrder, ProfileOrder> change in Changes.Values)
            if (_random.Next(4) == 0) order = change(order);
        return order with { Revision = 1 };
    }

    internal SmdpSession Session(int number)
    {
        OfferedOrder offered = new(TestServer.Profile().Iccid, Maybe(Text()), Maybe(AnyEid()), Maybe(AnyId()));
        RspSession state = _random.Next(3) switch
        {
            0 => new RspSession.ServerAuthenticated(AnyOctets(), AnyOctets()),
            1 => new RspSession.ClientAuthenticated(AnyEid(), TestServer.Nist.Euicc, offered, AnyOctets(), AnyOctets()),
            _ => new RspSession.Delivered(AnyEid(), TestServer.Brainpool.Euicc, offered),
        };
        return new(FullOrder.Id("5", number), 1, AnyTime(), state);
    }

    internal string Text() => _random.Next(9) switch
    {
        0 => "",
        1 => "\0",
        2 => "\uD800",
        3 => "a\uDC00b",
        4 => new string('x', 255),
        5 => new string('\u4e2d', 256),
        6 => "\uFFFD \u2028 \uFFFF \uFEFF",
        7 => new string('y', 100_000),
        _ => $"\ud83d\ude00 \"\\/<\u0001 {_random.Next()}",
    };

    internal DateTimeOffset AnyTime() => _random.Next(5) switch
    {
        0 => DateTimeOffset.MinValue,
        1 => DateTimeOffset.MaxValue,
        2 => new(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(14)),
        3 => new(1, 1, 1, 14, 0, 0, TimeSpan.FromHours(14)),
        _ => TestServer.Start.AddTicks(_random.NextInt64(TimeSpan.TicksPerDay)),
    };

    internal Eid AnyEid() => _random.Next(5) switch
    {
        0 => default,
        1 => Eid.FromOctets(Octets.FromHex("8904903212345123451234567890AB99")),
        _ => FullOrder.Eid,
    };

    private Dictionary<string, Func<ProfileOrder, ProfileOrder>> Changes => new()
    {
        ["Profile"] = order => order with
        {
            Profile = order.Profile with
            {
                ProfileType = Maybe(Text()),
                Owner = Maybe(Text()),
                ProtectedPackage = Maybe(ProtectedProfilePackage.Protect(order.Profile.Package, new SeededRandom("PPK"))),
                DpProprietaryData = Maybe(new DpProprietaryData { DpOid = new("2.999.10") }),
            },
        },
        ["Revision"] = order => order,
        ["State"] = order => order with { State = (OrderState)Number() },
        ["OrderedBy"] = order => order with { OrderedBy = Maybe(Text()) },
        ["MatchingId"] = order => order with { MatchingId = Maybe(Text()) },
        ["Eid"] = order => order with { Eid = AnyEid() },
        ["ConfirmationCodeHash"] = order => order with { ConfirmationCodeHash = AnyOctets() },
        ["RefusedConfirmationCodes"] = order => order with { RefusedConfirmationCodes = Number() },
        ["DownloadAttempts"] = order => order with { DownloadAttempts = Number() },
        ["MaxDownloadAttempts"] = order => order with { MaxDownloadAttempts = Number() },
        ["ExpiresAt"] = order => order with { ExpiresAt = AnyTime() },
        ["Deliveries"] = order => order with { Deliveries = Many(() => new Delivery(AnyId(), AnyEid(), TestServer.Nist.Euicc, null), 3) },
        ["KeptEuiccKey"] = order => order with { KeptEuiccKey = new(AnyEid(), AnyKey()) },
        ["Announcement"] = order => order with { Announcement = AnyAnnouncement() },
        ["WithdrawnAnnouncements"] = order => order with { WithdrawnAnnouncements = Many(AnyAnnouncement, 2) },
        ["History"] = order => order with { History = Many(() => AnyEvent(order.Iccid), 300) },
        ["Earlier"] = order => order with
        {
            Earlier = new() { Counts = Many(() => new EventCount(Text(), LongNumber()), 2), Notifications = Many(() => new NotificationMark(AnyEid(), LongNumber()), 2) },
        },
    };

    private OrderAnnouncement AnyAnnouncement() => new(Text(), Text(), AnyEid(), (AnnouncementState)Number(), AnyTime());

    private OrderEvent AnyEvent(Iccid iccid) => _random.Next(9) switch
    {
        0 => new OrderEvent.Offered(AnyTime(), iccid, FullOrder.Id("1", 1), FullOrder.Eid),
        1 => new OrderEvent.NotOffered(AnyTime(), iccid, FullOrder.Id("1", 1), FullOrder.Eid, new("8.1", "")),
        2 => new OrderEvent.AttemptsExhausted(AnyTime(), iccid),
        3 => new OrderEvent.ConfirmationCodeRefused(AnyTime(), iccid, true),
        4 => new OrderEvent.Delivered(AnyTime(), iccid, FullOrder.Id("1", 1), FullOrder.Eid, false),
        5 => new OrderEvent.Installed(AnyTime(), iccid, FullOrder.Eid, LongNumber(), AnyOctets()),
        6 => new OrderEvent.InstallationFailed(AnyTime(), iccid, FullOrder.Eid, LongNumber(), (BppCommandId)Number(), (ErrorReason)Number()),
        7 => new OrderEvent.Cancelled(AnyTime(), iccid, FullOrder.Id("1", 1), (CancelSessionReason)Number()),
        _ => new OrderEvent.Notified(AnyTime(), iccid, FullOrder.Eid, LongNumber(), (NotificationEvent)(ulong)_random.Next(64)),
    };

    private EcPublicKey AnyKey()
    {
        EcCurve curve = EcCurve.All[_random.Next(EcCurve.All.Count)];
        return Rfc6979SigningKey.Generate(curve, new SeededRandom("any")).PublicKey;
    }

    private TransactionId AnyId() => _random.Next(6) == 0 ? default : FullOrder.Id("3", _random.Next(90));

    private Octets AnyOctets() => _random.Next(3) == 0 ? default : Octets.Wrap(new byte[_random.Next(3) * 4000]);

    private int Number() => _random.Next(4) switch { 0 => int.MinValue, 1 => int.MaxValue, _ => _random.Next(9) };

    private long LongNumber() => _random.Next(3) switch { 0 => long.MinValue, 1 => long.MaxValue, _ => _random.Next(9) };

    private T? Maybe<T>(T value) where T : class => _random.Next(3) == 0 ? null : value;

    private Eid? Maybe(Eid value) => _random.Next(3) == 0 ? null : value;

    private TransactionId? Maybe(TransactionId value) => _random.Next(3) == 0 ? null : value;

    private SequenceOf<T> Many<T>(Func<T> make, int most) => SequenceOf.From(Enumerable.Range(0, _random.Next(most + 1)).Select(_ => make()));
}
