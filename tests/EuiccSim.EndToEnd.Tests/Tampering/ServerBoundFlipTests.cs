using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;
using EuiccSim.Tests;

namespace EuiccSim.EndToEnd.Tests.Tampering;

/// <summary>
/// One wrong bit in what the eUICC signed, on its way to the server (SGP.22 v2.5 §5.6.2, §5.6.3): the server refuses with the code of the
/// part, and the order bears it.
/// </summary>
[Category(Sweep.Category)]
internal sealed class ServerBoundFlipTests
{
    [TestCase("nist", 1)]
    [TestCase("brainpool", 17)]
    public async Task Every_octet_of_AuthenticateServers_answer_is_guarded(string curve, int step)
    {
        TlvMap whole = TlvMap.Of(await JsonFlip.BaselineAsync(curve, "authenticateClient", "authenticateServerResponse", isAnswer: false));
        TlvMap ok = whole.Children[0];
        Assert.That(ok.Children.Select(part => part.Tag), Is.EqualTo(new[] { 0x30, 0x5F37, 0x30, 0x30 }));
        await new Sweep(8).OverAsync(Positions(ok, step), position =>
            CheckAsync(curve, "authenticateClient", "authenticateServerResponse", position, ExpectedOfClient(ok, position)));
    }

    [TestCase("nist", 1)]
    [TestCase("brainpool", 9)]
    public async Task Every_octet_of_PrepareDownloads_answer_is_guarded(string curve, int step)
    {
        TlvMap whole = TlvMap.Of(await JsonFlip.BaselineAsync(curve, "getBoundProfilePackage", "prepareDownloadResponse", isAnswer: false));
        TlvMap ok = whole.Children[0];
        Assert.That(ok.Children.Select(part => part.Tag), Is.EqualTo(new[] { 0x30, 0x5F37 }));
        await new Sweep(8).OverAsync(Positions(ok, step), position =>
            CheckAsync(curve, "getBoundProfilePackage", "prepareDownloadResponse", position, ExpectedOfDownload(ok, position)));
    }

    private static IEnumerable<int> Positions(TlvMap ok, int step) =>
        Enumerable.Range(ok.Start + ok.HeaderLength, ok.Length - ok.HeaderLength).Where(position => position % step == 0);

    private static string[] ExpectedOfClient(TlvMap ok, int position)
    {
        bool isHeader = ok.IsHeader(position);
        if (ok.PathTo(position).Count() == 2 && isHeader) return [Unread];
        return Array.FindIndex(ok.Children, part => part.Contains(position)) switch
        {
            Signed => ExpectedOfSigned1(ok, position, isHeader),
            Signature => ["authenticateClient 8.1/6.1"],
            EuiccCertificate => ["authenticateClient 8.1.3/6.1"],
            // The name of its issuer's key leads to no CI, or to one that has not signed it.
            _ => ["authenticateClient 8.1.2/6.1", "authenticateClient 8.11.1/3.9"],
        };
    }

    /// <summary>What cannot be read is answered HTTP 400. The session is looked up before anything is verified.</summary>
    private static string[] ExpectedOfSigned1(TlvMap ok, int position, bool isHeader)
    {
        // Only these two are octets of any value; text, versions and bit strings have rules of their own.
        int tag = !isHeader && ok.PathTo(position).Count() == 3 ? ok.TagAt(position) : 0;
        return tag switch
        {
            TransactionIdTag => ["authenticateClient 8.10.1/3.9"],
            ServerChallengeTag => ["authenticateClient 8.1/6.1"],
            _ => [Unread, "authenticateClient 8.1/6.1", "authenticateClient 8.10.1/3.9"],
        };
    }

    private static string[] ExpectedOfDownload(TlvMap ok, int position) =>
        !ok.IsHeader(position) ? ["getBoundProfilePackage 8.1/6.1"]
        : ok.PathTo(position).Count() == 2 ? [Unread]
        : [Unread, "getBoundProfilePackage 8.1/6.1"];

    private static async Task<string?> CheckAsync(string curve, string function, string member, int position, string[] expected)
    {
        await using EsimWorld world = await TestWorld.OnAsync(curve);
        ActiveFault flip = world.Inject(JsonFlip.At(function, Leg.Request, member, position));
        Attempt attempt = await Attempt.DownloadAsync(world);
        if (!flip.HasStruck) return "never came by";
        if (!expected.Contains(attempt.Ending)) return $"{attempt.Ending}, not {string.Join(" or ", expected)}";
        if (world.Device.Profiles.Count + world.Device.Notifications.Count != 0) return "something is left on the card";
        bool isRefused = attempt.Ending != Unread;
        // Once the eUICC is known, a wrong signature of anybody's ends nothing.
        bool stays = function == "getBoundProfilePackage";
        if (isRefused && world.ServerHasSession(attempt.TransactionId!.Value) != stays) return $"the server has a session: {!stays}";
        if (attempt.Order.State != OrderState.Released) return $"the order is {attempt.Order.State}";
        string again = await attempt.AgainAsync();
        return again == "installed" && attempt.Order.State == OrderState.Installed ? null : $"then {again}";
    }

    private const int Signed = 0;
    private const int Signature = 1;
    private const int EuiccCertificate = 2;
    private const int TransactionIdTag = 0x80;
    private const int ServerChallengeTag = 0x84;
    private const string Unread = "unreachable"; // HTTP 400
}
