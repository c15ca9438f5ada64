using EuiccSim.Card;
using EuiccSim.Card.IsdR;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers;
using EuiccSim.Servers.Orders;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Support;

/// <summary>A server, and a phone with a card. All octets belong to the seed, and the clock stands still.</summary>
internal sealed class Scene
{
    internal const string Address = "testsmdpplus1.example.com";

    private readonly Setup _setup;

    internal Scene(Setup? setup = null)
    {
        _setup = setup ?? new();
        SmdpOptions options = new()
        {
            Address = Address,
            Credentials = SequenceOf.From(_setup.Pkis.Select(Pkis.CredentialOf)),
            Time = Time,
            Random = new SeededRandom($"{_setup.Seed} server"),
            OnEvent = Note,
        };
        Server = new(_setup.Server(options));
        Net = new(new InProcessTransport(Server));
        Phone = NewPhone(EuiccConfigurations.From(_setup.Pkis), _setup.Seed);
    }

    internal ManualTime Time { get; } = new(Pkis.Start);

    internal SmdpServer Server { get; }

    internal ServerTap Net { get; }

    internal Phone Phone { get; }

    /// <summary>What happened at the server.</summary>
    internal List<SmdpEvent> Events { get; } = [];

    internal static Scene On(string curve) => new(new() { Pkis = [Pkis.Of(curve)] });

    /// <summary>One more phone at the same server.</summary>
    internal Phone NewPhone(EuiccConfiguration euicc, string seed) =>
        new(VirtualEuicc.Create(_setup.Euicc(euicc), new(Time, new SeededRandom($"{seed} card")), _setup.Card), Net);

    /// <summary>Takes a profile into stock, orders and confirms it.</summary>
    internal ActivationCode Order(Profile? profile = null, OrderConfirmation? confirmation = null, Eid? eid = null)
    {
        ProfileOrder stock = Server.Orders.Add(profile ?? Packages.Number(1));
        Done(Server.Es2.DownloadOrder(stock.Iccid, eid));
        return Server.ActivationCodeOf(Done(Server.Es2.ConfirmOrder(stock.Iccid, confirmation ?? new())));
    }

    /// <summary>Orders the first profile and installs it.</summary>
    internal async Task DownloadFirstAsync(IProgress<DownloadProgress>? progress = null) =>
        (await Phone.DownloadAsync(Order(), progress: progress)).MustBeInstalled();

    internal ProfileOrder OrderOf(Iccid iccid) => Server.Orders.Find(iccid)!;

    internal ProfileOrder FirstOrder => OrderOf(Packages.FirstIccid);

    /// <summary>Whether the server remembers a session, seen from outside: it answers other than 8.10.1/3.9.</summary>
    internal bool ServerHasSession(TransactionId id)
    {
        AuthenticateServerResponse failed = new AuthenticateServerResponse.Error(new()
        {
            TransactionId = id,
            AuthenticateErrorCode = AuthenticateErrorCode.UndefinedError,
        });
        CancelSessionResponse none = new CancelSessionResponse.Error(CancelSessionResponseError.UndefinedError);
        // Neither can change anything at a server that has no such session; of one that has, this is the last question.
        return Answers(new CancelSessionRequestEs9 { TransactionId = id, CancelSessionResponse = Signed<CancelSessionResponse>.Of(none) })
            || Answers(new AuthenticateClientRequest
            {
                TransactionId = id,
                AuthenticateServerResponse = Signed<AuthenticateServerResponse>.Of(failed),
            });
    }

    private bool Answers<T>(T request)
        where T : IRspJson<T>, IRspRequest
    {
        Octets body = Server.Handle(T.Function, RspJson.WriteRequest(request)).Body;
        return RspJson.ReadResponse<CancelSessionOk>(body) is not RspResult<CancelSessionOk>.Failed failed
            || failed.Header.StatusCodeData?.Code != StatusCodes.TransactionIdUnknown;
    }

    private void Note(SmdpEvent happened)
    {
        lock (Events) Events.Add(happened);
    }

    private static ProfileOrder Done(OrderOutcome outcome) => outcome is OrderOutcome.Done done
        ? done.Order
        : throw new AssertionException(outcome.ToString());

    /// <summary>How a scene differs from the ordinary one.</summary>
    internal sealed record Setup
    {
        internal RspPki[] Pkis { get; init; } = [Support.Pkis.Nist];

        internal string Seed { get; init; } = "scene";

        internal Func<SmdpOptions, SmdpOptions> Server { get; init; } = options => options;

        internal Func<EuiccConfiguration, EuiccConfiguration> Euicc { get; init; } = euicc => euicc;

        internal CardOptions? Card { get; init; }
    }
}
