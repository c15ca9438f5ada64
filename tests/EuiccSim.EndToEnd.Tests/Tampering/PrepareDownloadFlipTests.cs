using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;
using EuiccSim.Tests;

namespace EuiccSim.EndToEnd.Tests.Tampering;

/// <summary>
/// One wrong bit in what the server signed, on its way to the card in PrepareDownload (SGP.22 v2.5 §5.7.5): the card refuses. The order
/// bears a refusal, which the server is told; a command that the card cannot even read makes the LPA postpone.
/// </summary>
[Category(Sweep.Category)]
internal sealed class PrepareDownloadFlipTests
{
    [TestCase("nist", 1)]
    [TestCase("brainpool", 9)]
    public async Task Every_octet_of_the_servers_words_is_guarded(string curve, int step)
    {
        TlvMap request = TlvMap.Of(await CardBoundFlip.BaselineAsync(curve, Tag));
        Assert.That(request.Children.Select(part => part.Tag), Is.EqualTo(new[] { 0x30, 0x5F37, 0x30 }));
        IEnumerable<int> positions = Enumerable.Range(request.HeaderLength, request.Length - request.HeaderLength)
            .Where(position => position % step == 0);
        await new Sweep(8).OverAsync(positions, position => CheckAsync(curve, position, Expected(request, position)));
    }

    private static string[] Expected(TlvMap request, int position)
    {
        bool isHeader = request.IsHeader(position);
        if (request.PathTo(position).Count() == 2 && isHeader) return [Rejected];
        return Array.FindIndex(request.Children, part => part.Contains(position)) switch
        {
            SmdpSigned2 => isHeader ? [Rejected, InvalidSignature] : [InvalidSignature],
            SmdpSignature2 => [InvalidSignature],
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
        bool isRejected = attempt.Ending == Rejected;
        if (await attempt.LeavesNothingAsync(cardMayCancel: !isRejected, serverMayCancel: !isRejected) is { } fault) return fault;
        if (isRejected && attempt.Order.History[^1] is not OrderEvent.Cancelled { Reason: CancelSessionReason.Postponed }) return $"{attempt.Order.History[^1]}";
        return await IsOpenAsync(attempt);
    }

    private static async Task<string?> IsOpenAsync(Attempt attempt)
    {
        if (attempt.Order is not { State: OrderState.Released, DownloadAttempts: 1 }) return $"the order is {attempt.Order.State}";
        string again = await attempt.AgainAsync();
        return again == "installed" && attempt.Order.State == OrderState.Installed ? null : $"then {again}";
    }

    private const int Tag = 0xBF21;
    private const int SmdpSigned2 = 0;
    private const int SmdpSignature2 = 1;
    private const string Rejected = "6A80";
    private const string InvalidSignature = "PrepareDownload invalidSignature";
    private const string InvalidCertificate = "PrepareDownload invalidCertificate";
}
