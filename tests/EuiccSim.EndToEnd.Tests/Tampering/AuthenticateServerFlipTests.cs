using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;
using EuiccSim.Tests;

namespace EuiccSim.EndToEnd.Tests.Tampering;

/// <summary>
/// One wrong bit in what the server signed, on its way to the card in AuthenticateServer (SGP.22 v2.5 §5.7.13): the card refuses, and
/// nothing is lost, for the order has not been asked for yet.
/// </summary>
[Category(Sweep.Category)]
internal sealed class AuthenticateServerFlipTests
{
    [TestCase("nist", 1)]
    [TestCase("brainpool", 9)]
    public async Task Every_octet_of_the_servers_words_is_guarded(string curve, int step)
    {
        TlvMap request = TlvMap.Of(await CardBoundFlip.BaselineAsync(curve, Tag));
        TlvMap[] parts = request.Children[..4];
        Assert.That(parts.Select(part => part.Tag), Is.EqualTo(new[] { 0x30, 0x5F37, 0x04, 0x30 }));
        int length = parts[^1].End - parts[0].Start;
        IEnumerable<int> positions = Enumerable.Range(parts[0].Start, length).Where(position => position % step == 0);
        await new Sweep(8).OverAsync(positions, position => CheckAsync(curve, position, Expected(request, position)));
    }

    /// <summary>The endings that the standard allows for a position.</summary>
    private static string[] Expected(TlvMap request, int position)
    {
        bool isHeader = request.IsHeader(position);
        // A part whose own header is wrong is not there, or makes octets of the next one its own.
        if (request.PathTo(position).Count() == 2 && isHeader) return [Rejected];
        return Array.FindIndex(request.Children, part => part.Contains(position)) switch
        {
            // The text of the address is read before the signature is looked at: the highest bit makes it something else than UTF-8.
            ServerSigned1 when request.TagAt(position) == AddressTag && CardBoundFlip.BitAt(position) == 0x80 => [Rejected],
            ServerSigned1 => isHeader ? [Rejected, InvalidSignature] : [InvalidSignature],
            ServerSignature1 => [InvalidSignature],
            CiKeyIdentifier => [CiUnknown],
            // Whatever is wrong with it, it is found before the curve or the OID would be looked at.
            _ => [InvalidCertificate],
        };
    }

    private static async Task<string?> CheckAsync(string curve, int position, string[] expected)
    {
        await using EsimWorld world = await TestWorld.OnAsync(curve);
        ActiveFault flip = world.Inject(CardBoundFlip.At(Tag, position));
        Attempt attempt = await Attempt.DownloadAsync(world);
        if (!flip.HasStruck) return "never came by";
        if (!expected.Contains(attempt.Ending)) return $"{attempt.Ending}, not {string.Join(" or ", expected)}";
        if (world.Device.Profiles.Count != 0) return "an ISD-P is left";
        if (world.Device.Notifications.Count != 0) return "a notification is left";
        if (await world.Device.HasSessionAsync(attempt.TransactionId!.Value)) return "the card has a session";
        // A rejected command is none that the card could sign a refusal of: the server's session ends by its age.
        bool isServerTold = attempt.Ending != Rejected;
        if (world.ServerHasSession(attempt.TransactionId!.Value) == isServerTold) return $"the server's session: {!isServerTold}";
        if (world.FirstOrder is not { State: OrderState.Released, DownloadAttempts: 0 }) return $"the order is {world.FirstOrder.State}";
        string again = await attempt.AgainAsync();
        return again == "installed" && world.FirstOrder.State == OrderState.Installed ? null : $"then {again}";
    }

    private const int Tag = 0xBF38;
    private const int AddressTag = 0x83;
    private const int ServerSigned1 = 0;
    private const int ServerSignature1 = 1;
    private const int CiKeyIdentifier = 2;
    private const string Rejected = "6A80";
    private const string InvalidSignature = "AuthenticateServer invalidSignature";
    private const string InvalidCertificate = "AuthenticateServer invalidCertificate";
    private const string CiUnknown = "AuthenticateServer ciPKUnknown";
}
