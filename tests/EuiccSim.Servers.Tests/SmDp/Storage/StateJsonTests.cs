using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Sessions;
using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.SmDp.Storage;

internal sealed class StateJsonTests
{
    [Test]
    public void The_order_of_these_tests_has_something_everywhere()
    {
        ProfileOrder order = FullOrder.Create();
        foreach (object one in new object[] { order, order.Profile, order.LastDelivery! })
            foreach (PropertyInfo property in one.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public))
            {
                object? value = property.GetValue(one);
                bool isDefault = value is null or 0 or 0L or "" or false or OrderState.Available or ICollection { Count: 0 };
                Assert.That(isDefault, Is.False, property.Name);
            }
        Assert.That(order.History.Select(happened => happened.GetType()), Is.EquivalentTo(
            typeof(OrderEvent).GetNestedTypes().Where(type => type.IsAssignableTo(typeof(OrderEvent)))));
    }

    [Test]
    public void An_order_is_written_like_this()
    {
        ProfileOrder order = new()
        {
            Profile = TestServer.Profile(),
            State = OrderState.Released,
            MatchingId = "A+ä",
            ConfirmationCodeHash = Octets.FromHex("FBFF"),
            ExpiresAt = TestServer.Start,
            History = [new OrderEvent.Offered(TestServer.Start, Iccid.FromDigits("8900012345678901234"), TransactionId.Parse("0A"), FullOrder.Eid)],
            Revision = 7,
        };
        string digest = Convert.ToBase64String(OrderPart.Of(order)[0].Digest.Span);
        Assert.That(Encoding.UTF8.GetString(StateJson.Write(order).Span), Is.EqualTo("""
            {"iccid":"8900012345678901234","revision":7,"state":"Released","matchingId":"A+ä","confirmationCodeHash":"+/8=",
            "refusedConfirmationCodes":0,"downloadAttempts":0,"expiresAt":"2026-01-01T00:00:00+00:00","profile":"DIGEST","deliveries":[],
            "history":[{"event":"Offered","time":"2026-01-01T00:00:00+00:00","transactionId":"0A","eid":"EID"}]}
            """.ReplaceLineEndings("").Replace("DIGEST", digest, StringComparison.Ordinal)
            .Replace("EID", FullOrder.Eid.Digits, StringComparison.Ordinal)));
    }

    [Test]
    public void A_session_is_written_like_this()
    {
        SmdpSession session = new(TransactionId.Parse("0A0B"), 2, TestServer.Start.AddMinutes(15),
            new RspSession.ServerAuthenticated(Octets.FromHex("F54172BDF98A95D65CBEB88A38A1C11D800A85C3"), Octets.FromHex("0102")));
        Assert.That(Encoding.UTF8.GetString(StateJson.Write(session).Span), Is.EqualTo("""
            {"id":"0A0B","revision":2,"expiresAt":"2026-01-01T00:15:00+00:00","state":"ServerAuthenticated",
            "ci":"9UFyvfmKldZcvriKOKHBHYAKhcM=","serverChallenge":"AQI="}
            """.ReplaceLineEndings("")));
    }

    [Test]
    public void A_part_is_known_by_the_SHA256_of_what_is_written()
    {
        foreach (OrderPart part in OrderPart.Of(FullOrder.Create()))
        {
            Assert.That(part.Digest.ToArray(), Is.EqualTo(System.Security.Cryptography.SHA256.HashData(part.ToJson().Span)));
            Assert.That(OrderPart.FromJson(part.ToJson()).ToJson(), Is.EqualTo(part.ToJson()));
        }
    }

    [Test]
    public void An_order_with_the_parts_of_another_is_refused()
    {
        ProfileOrder order = FullOrder.Create(), other = FullOrder.Create("8901");
        OrderPart[] parts = [.. OrderPart.Of(order)], others = [.. OrderPart.Of(other)];
        Octets json = StateJson.Write(order);
        Assert.That(() => StateJson.ReadOrder(json, _ => parts[0]), Throws.TypeOf<JsonException>());
        Assert.That(() => StateJson.ReadOrder(json, digest => digest == parts[0].Digest ? others[0] : parts[1]), Throws.TypeOf<JsonException>());
        Assert.That(StateJson.ReadOrder(json, digest => parts.Single(part => part.Digest == digest)).Iccid, Is.EqualTo(order.Iccid));
    }

    [Test]
    public void Neither_a_session_nor_a_part_shows_its_secrets_as_text()
    {
        Assert.That(OrderPart.Of(FullOrder.Create())[0].ToString(), Has.Length.EqualTo(64));
        SmdpSession session = new(TransactionId.Parse("0A"), 1, TestServer.Start,
            new RspSession.ServerAuthenticated(Octets.Empty, Octets.FromHex("ABCDEF")));
        Assert.That(session.ToString(), Is.EqualTo("0A revision 1"));
    }
}
