using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Running;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Conformance.Servers.Wire;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Conformance.Servers.Orders;

/// <summary>Where cases get orders: made over ES2+ where that can be, or else from those that the run was told of.</summary>
/// <param name="told">The orders of the file.</param>
/// <param name="es2">The way to ES2+; null for none.</param>
internal sealed class OrderSupply(IReadOnlyList<ProfileOrder> told, ServerWire? es2)
{
    private readonly List<ProfileOrder> _left = [.. told];

    /// <summary>True if the server takes packages where our own tool puts them, beside ES2+ (docs/server.md).</summary>
    internal bool TakesPackages { get; private set; }

    /// <summary>True if there can be any order at all.</summary>
    internal bool HasAny => _left.Any(one => one.State != OrderState.Available || es2 is not null) || TakesPackages;

    /// <summary>True if an order that the run was told of has this MatchingID.</summary>
    internal bool Knows(string matchingId) => told.Any(one => one.MatchingId == matchingId);

    /// <summary>Asks whether the server takes packages, with one that is none: it says so in the way of our own server, or there is nothing.</summary>
    internal async Task FindOutAsync(RunOptions options, Recorder recorder, CancellationToken cancellationToken)
    {
        if (es2 is null) return;
        HttpAsk ask = new() { Name = "stock", Path = StockPath, ContentType = "application/octet-stream" };
        HttpAnswer answer = await es2.SendAsync(ask, recorder, options.Time, cancellationToken);
        TakesPackages = answer.Status == 400 && answer.Body.Span.IndexOf("\"function\":\"stock\""u8) >= 0;
    }

    /// <summary>An order, and the eUICC that may have it.</summary>
    internal async Task<(TestOrder Order, PlayedEuicc Euicc)> TakeAsync(ServerBench bench, OrderWish wish)
    {
        DateTimeOffset now = bench.RunOptions.Time.GetUtcNow();
        EuiccMaker maker = bench.Maker(wish.Curve);
        if (es2 is not null && await FindStockAsync(bench, wish) is { } stock)
        {
            PlayedEuicc euicc = wish.IsForEuicc && maker.Pki.EumKey is not null ? maker.New() : maker.Given();
            return (await MakeAsync(bench, stock, wish, wish.IsForEuicc ? euicc.EidDigits : null), euicc);
        }
        ProfileOrder order = _left.Find(one => wish.FitsProfile(one, now) && wish.FitsOrder(one) && CanPlay(maker, one.Eid)) ?? throw None(wish);
        _left.Remove(order);
        TestOrder taken = new(order.Iccid, order.MatchingId ?? "")
        {
            Eid = order.Eid?.Digits,
            CodeHash = order.ConfirmationCodeHash,
            Package = order.Profile.Package,
            Attempts = order.MaxDownloadAttempts,
        };
        return (taken, taken.Eid is { } eid && eid != maker.Pki.EidDigits ? maker.New(eid) : maker.Given());
    }

    /// <summary>A profile that can be ordered.</summary>
    internal async Task<StockedProfile> StockAsync(ServerBench bench, OrderWish wish) => await FindStockAsync(bench, wish) ?? throw None(wish);

    /// <summary>Cancels the orders that a case has made. What nobody got is in stock again.</summary>
    internal async Task TakeBackAsync(ServerBench fresh, ServerBench used)
    {
        List<StockedProfile> free = [.. used.Stock.Where(stock => used.Made.All(order => order.Iccid != stock.Iccid))];
        foreach (TestOrder order in used.Made)
        {
            // What was delivered cannot be taken back: it is used up.
            bool isTold = order.Stock?.Told is not null;
            FunctionAnswer answer = await fresh.Es2Async("cancelOrder",
                Es2Request.CancelOrder(used.Random, order.Iccid, order.Eid, matchingId: null, isTold ? "Available" : "Unavailable"));
            if (isTold && answer.IsDone) free.Add(order.Stock!);
        }
        _left.AddRange(free.Select(stock => stock.Told!));
    }

    private static async Task<TestOrder> MakeAsync(ServerBench bench, StockedProfile stock, OrderWish wish, string? eid)
    {
        string code = Digits.Draw(bench.RunOptions.Random, 6), matchingId = wish.HasNoMatchingId ? "" : Digits.DrawMatchingId(bench.RunOptions.Random);
        TestOrder order = new(stock.Iccid, matchingId)
        {
            Eid = eid,
            CodeHash = wish.HasCode ? Octets.Wrap(SHA256.HashData(Encoding.ASCII.GetBytes(code))) : null,
            Package = stock.Package,
            Attempts = stock.Attempts,
            Stock = stock,
        };
        (await bench.Es2Async("downloadOrder", Es2Request.DownloadOrder(bench.RunOptions.Random, stock.Iccid, eid))).ExpectDone();
        bench.Made.Add(order);
        (await bench.Es2Async("confirmOrder", Es2Request.ConfirmOrder(
            bench.RunOptions.Random, stock.Iccid, !wish.IsUnreleased, eid, matchingId, wish.HasCode ? code : null))).ExpectDone();
        return order;
    }

    private async Task<StockedProfile?> FindStockAsync(ServerBench bench, OrderWish wish)
    {
        // Nobody can be told of packages that are to be protected under random keys.
        if (TakesPackages && !wish.HasRandomKeys) return await PutAsync(bench, wish);
        ProfileOrder? one = _left.Find(one => one.State == OrderState.Available && wish.FitsProfile(one, bench.RunOptions.Time.GetUtcNow()));
        if (one is null) return null;
        _left.Remove(one);
        StockedProfile stock = new(one.Iccid, one.Profile.Package, one.Profile.ProfileType, one.MaxDownloadAttempts, one);
        bench.Stock.Add(stock);
        return stock;
    }

    private async Task<StockedProfile> PutAsync(ServerBench bench, OrderWish wish)
    {
        Iccid iccid = Digits.DrawIccid(bench.RunOptions.Random);
        Octets package = ProfileBuilder.Build(Subscriber(iccid)).Write();
        string type = $"conformance-{iccid}";
        StringBuilder query = new($"?type={type}&provider=Conformance&name=Conformance");
        if (wish.HasAttempts) query.Append("&attempts=2");
        if (wish.IsExpired) query.Append(CultureInfo.InvariantCulture, $"&expires={bench.RunOptions.Time.GetUtcNow().AddDays(-1):yyyy-MM-dd'T'HH:mm:ss'Z'}");
        if (wish.HasLongMetadata) query.Append("&icon=").Append(Uri.EscapeDataString(Convert.ToBase64String(s_icon)));
        if (wish.IsTestProfile) query.Append("&class=test");
        if (wish.HasRule) query.Append("&rules=ppr1&owner=00101");
        HttpAnswer answer = await bench.SendAsync(es2!, new() { Name = "stock", Path = StockPath + query, Body = package, ContentType = "application/octet-stream" });
        bench.ExpectEqual(answer.Status, 200, "the HTTP status");
        return new(iccid, package, type, wish.HasAttempts ? 2 : null, Told: null);
    }

    private static bool CanPlay(EuiccMaker maker, Eid? eid) =>
        eid is not { } bound || bound.Digits == maker.Pki.EidDigits || (maker.Pki.EumKey is not null && maker.MayHave(bound.Digits));

    private static SubscriberData Subscriber(Iccid iccid) => new()
    {
        Iccid = iccid,
        Imsi = "001010123456789",
        Key = Octets.FromHex("465B5CE8B199B49FAA5F0A2EE238A6BC"),
        Opc = Octets.FromHex("CD63CB71954A9F4E48A5994E37A02BAF"),
        Algorithm = AlgorithmId.Milenage,
    };

    private static Judging.VerdictException None(OrderWish wish) =>
        Bench.DoesNotApply($"{ServerOption.Orders}: {wish} is not left in --orders, and cannot be made over ES2+");

    private const string StockPath = "/euiccsim/stock";

    // The signature of a PNG, and as many octets as an icon may have: nobody here looks at the picture.
    private static readonly byte[] s_icon = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Enumerable.Range(0, 1016).Select(at => (byte)(at % 251))];
}
