using System.Collections.Immutable;
using EuiccSim.Card;
using EuiccSim.Card.State;
using EuiccSim.Lpa;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;
using EuiccSim.Testing.Events;

namespace EuiccSim.EndToEnd.Tests.Support;

/// <summary>Worlds whose PKI is made once, and what tests ask of them beside what everybody may ask.</summary>
internal static class TestWorld
{
    internal const string Address = "testsmdpplus1.example.com";

    /// <summary>The ordinary world, with these differences; its PKI is ours unless another one is named.</summary>
    internal static ValueTask<EsimWorld> CreateAsync(EsimWorldOptions? options = null)
    {
        options ??= new();
        return EsimWorld.CreateAsync(options with { Seed = "scene", Start = Pkis.Start, Pkis = options.Pkis.Count == 0 ? [Pkis.Nist] : options.Pkis });
    }

    internal static ValueTask<EsimWorld> OnAsync(string curve) => CreateAsync(new() { Pkis = [Pkis.Of(curve)] });

    internal static ValueTask<EsimWorld> OnAsync(string curve, CryptoProvider provider) =>
        CreateAsync(new() { Pkis = [Pkis.By(provider, curve)], Crypto = provider });

    extension(EsimWorld world)
    {
        internal ProfileOrder FirstOrder => world.OrderOf(Packages.FirstIccid);

        /// <summary>What happened at the server.</summary>
        internal List<SmdpEvent> SmdpEvents => [.. world.Events.OfType<WorldEvent.Smdp>().Select(one => one.What)];

        internal ProfileOrder OrderOf(Iccid iccid) => world.Server.Orders.FindAsync(iccid).Now()!;

        /// <summary>Takes a profile into stock, orders and confirms it; the server draws the MatchingID.</summary>
        internal async Task<ActivationCode> OrderCodeAsync(Profile? profile = null, OrderConfirmation? confirmation = null, Eid? eid = null) =>
            (await world.OrderAsync(profile ?? Packages.Number(1), confirmation ?? new(), eid)).Code;

        /// <summary>Orders the first profile and installs it.</summary>
        internal async Task DownloadFirstAsync(IProgress<DownloadProgress>? progress = null) =>
            (await world.Device.DownloadAsync(await world.OrderCodeAsync(), progress: progress)).MustBeInstalled();

        /// <summary>The first session that a server began, or null.</summary>
        internal TransactionId? FirstSession =>
            world.Events.Calls.Select(call => Es9Answers.SessionBegunBy(call.Function, call.Response)).FirstOrDefault(id => id is not null);

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
            return Answers(world, new CancelSessionRequestEs9 { TransactionId = id, CancelSessionResponse = Signed<CancelSessionResponse>.Of(none) })
                || Answers(world, new AuthenticateClientRequest
                {
                    TransactionId = id,
                    AuthenticateServerResponse = Signed<AuthenticateServerResponse>.Of(failed),
                });
        }
    }

    extension(Device device)
    {
        internal ImmutableList<InstalledProfile> Profiles => device.State.Profiles;

        internal ImmutableList<StoredNotification> Notifications => device.State.Notifications;

        /// <summary>Whether the card has a session with a server: if so, this ends it.</summary>
        internal async Task<bool> HasSessionAsync(TransactionId id)
        {
            try
            {
                await device.WithLpaAsync(async lpa => await lpa.Es10b.CancelSessionAsync(id, CancelSessionReason.Timeout));
                return true;
            }
            catch (EuiccFunctionException refusal)
            {
                // "undefinedError" is for no session; "invalidTransactionId" would be for another one.
                return refusal.Code != (int)CancelSessionResponseError.UndefinedError;
            }
        }
    }

    private static bool Answers<T>(EsimWorld world, T request)
        where T : IRspJson<T>, IRspRequest
    {
        Octets body = world.Server.HandleAsync(T.Function, RspJson.WriteRequest(request)).Now().Body;
        return RspJson.ReadResponse<CancelSessionOk>(body) is not RspResult<CancelSessionOk>.Failed failed
            || failed.Header.StatusCodeData?.Code != StatusCodes.TransactionIdUnknown;
    }
}
