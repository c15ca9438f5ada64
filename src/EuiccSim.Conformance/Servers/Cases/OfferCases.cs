using System.Globalization;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Conformance.Servers.Orders;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using static EuiccSim.Conformance.Servers.Cases.ServerRow;

namespace EuiccSim.Conformance.Servers.Cases;

/// <summary>4.3.14.2.1: AuthenticateClient that is answered with an offer.</summary>
internal static class OfferCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Offered(1, "The default SM-DP+, with an empty MatchingID: the order for the EID is offered", s_default),
        Offered(2, "The default SM-DP+, with an empty MatchingID and an order with a Confirmation Code: ccRequiredFlag says so", s_default with { HasCode = true }),
        Installs("4.3.14.2.1#3", Section, "After an invalid MatchingID, a second session with the right one is offered the order", async bench =>
        {
            (TestOrder order, PlayedEuicc euicc) = await bench.OrderAsync();
            await bench.ExpectRefusedAsync(euicc with { MatchingId = Digits.DrawMatchingId(bench.Random) }, RspBinding.Json, Refusals.MatchingId);
            await bench.OfferAsync(order, euicc);
        }),
        Offered(8, "An activation code of an order for one EID", s_forEid),
        Offered(9, "An activation code of an order for one EID with a Confirmation Code", s_forEid with { HasCode = true }),
        Offered(11, "An activation code of an order for no EID in particular", new()),
        Offered(12, "An activation code of an order for no EID in particular, with a Confirmation Code", new() { HasCode = true }),
        Offered(14, "The default SM-DP+, without a MatchingID", s_default, euicc => euicc with { MatchingId = null }),
        Offered(17, "An activation code without a token, from which the LPA sends no MatchingID", s_default, euicc => euicc with { MatchingId = null }),
        Offered(18, "An activation code without a token, from which the LPA sends an empty MatchingID", s_default, euicc => euicc with { MatchingId = "" }),
        Offered(19, "uiccCapability with bits that only a later version knows", new(), euicc => euicc with { Info2Octets = WithMoreCapabilities }),
        Offered(20, "deviceInfo with fields that only a later version knows", new(), euicc => euicc with { MoreDeviceInfo = Octets.FromHex("8303012345" + "9F4E020102") }),
        Offered(21, "EUICCInfo2 with fields that only a later version knows", new(), euicc => euicc with { Info2Octets = WithMoreFields }),
        Row("4.3.14.2.1/asn1", "An activation code, in ASN.1", new(), null, RspBinding.Asn1, ServerOption.Asn1),
        Row("4.3.14.2.1/asn1-code", "An activation code of an order with a Confirmation Code, in ASN.1", new() { HasCode = true }, null, RspBinding.Asn1, ServerOption.Asn1),
        Row("4.3.14.2.5/default", "The default SM-DP+, on brainpoolP256r1", s_default with { Curve = EcCurve.BrainpoolP256r1 }, null, RspBinding.Json, ServerOption.Brainpool),
        Row("4.3.14.2.5/activation-code", "An activation code, on brainpoolP256r1", new() { Curve = EcCurve.BrainpoolP256r1 }, null, RspBinding.Json, ServerOption.Brainpool),
        Installs("4.3.14.2.1/no-key-at-first", Section, "What is offered for the first time names no key of the eUICC (bppEuiccOtpk)", async bench =>
        {
            (_, ServerSession session) = await bench.OfferedAsync();
            bench.Expect(session.Offer.Signed.Value.BppEuiccOtpk is null, "bppEuiccOtpk is absent", session.Offer.Signed.Value.BppEuiccOtpk?.ToString());
        }),
        Installs("4.3.14.2.1/once", Section, "AuthenticateClient is answered once: the same request again is refused", async bench =>
        {
            (_, ServerSession session) = await bench.OfferedAsync();
            (await session.AskAuthenticateAsync()).ExpectNotDone();
        }),
        .. s_announced.Select(number => Announced(number.Number, number.Title, number.MatchingId)),
    ];

    internal static IEnumerable<AbsentCase> Absent =>
        [.. s_void.Select(number => new AbsentCase(Id(number), Side.Smdp, "No sequence has this number", "void in SGP.23"))];

    private static ConformanceCase Offered(int number, string title, OrderWish wish, Func<PlayedEuicc, PlayedEuicc>? change = null) =>
        Row(Id(number), title, wish, change, RspBinding.Json);

    private static ConformanceCase Row(string id, string title, OrderWish wish, Func<PlayedEuicc, PlayedEuicc>? change, RspBinding binding, params SequenceOf<string> needs) =>
        Installs(id, Section, title, async bench =>
        {
            (TestOrder order, PlayedEuicc euicc) = await bench.OrderAsync(wish);
            await bench.OfferAsync(order, change is null ? euicc : change(euicc), binding);
        }, needs);

    /// <summary>An order that is announced at an SM-DS: its MatchingID is the EventID there.</summary>
    private static ConformanceCase Announced(int number, string title, Func<TestOrder, string?> matchingId) => Installs(Id(number), Section, title, async bench =>
    {
        (TestOrder order, PlayedEuicc euicc) = await bench.AnnouncedAsync(isGiven: number != 6);
        await bench.OfferAsync(order, euicc with { MatchingId = matchingId(order) });
    }, ServerOption.Announcing);

    private static Octets WithMoreCapabilities(Octets info) => Changed(info, 0x85, _ => Octets.FromHex("8507" + "00" + "FFFFFFFFFFFF"));

    // Tags of SGP.22 v3, and one that nobody has.
    private static Octets WithMoreFields(Octets info) => BoundPackage.Tlv("BF22", Octets.Concat(TlvNode.Read(info).Value, Octets.FromHex("B1020400" + "9303030100" + "9F4E020102")));

    private static Octets Changed(Octets info, int tag, Func<TlvNode, Octets> change) =>
        BoundPackage.Tlv("BF22", Octets.Concat([.. TlvNode.Read(info).Children.Select(field => field.Tag == tag ? change(field) : field.Whole)]));

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"4.3.14.2.1#{number}");

    private const string Section = "SGP.22 §5.6.3";
    private static readonly int[] s_void = [4, 7, 10, 13];
    private static readonly OrderWish s_forEid = new() { IsForEuicc = true };
    private static readonly OrderWish s_default = new() { IsForEuicc = true, HasNoMatchingId = true };

    private static readonly (int Number, string Title, Func<TestOrder, string?> MatchingId)[] s_announced =
    [
        (5, "An order that is announced at an SM-DS, under the MatchingID that the operator chose", order => order.MatchingId),
        (6, "An order that is announced at an SM-DS, under a MatchingID that the SM-DP+ chose", order => order.MatchingId),
        (15, "An order that is announced at an SM-DS, and the LPA sends no MatchingID", _ => null),
        (16, "An order that is announced at an SM-DS, and the LPA sends an empty MatchingID", _ => ""),
    ];
}
