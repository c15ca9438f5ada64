using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.AspNetCore.Tests.Support;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Servers.AspNetCore.Tests;

/// <summary>ES9+ in ASN.1. SGP.22 v2.5 §6.6.</summary>
public sealed class Asn1BindingTests
{
    [Test]
    public async Task A_profile_is_downloaded_in_ASN1()
    {
        await using Site site = await Site.StartAsync();
        using HttpClient client = site.Client();
        ProfileOrder order = site.Release("MATCH");
        Asn1Transport transport = new(client);
        DownloadOutcome outcome = await site.DownloadAsync(transport, order, Site.Nist);
        Assert.That(outcome, Is.TypeOf<DownloadOutcome.Installed>());
        Assert.That((await site.Server.Orders.FindAsync(order.Iccid))!.State, Is.EqualTo(OrderState.Installed));
        // 'A2', a length, and the function's tag; in the answers the same, and 'A0' for success.
        Assert.That(transport.Calls.Select(call => InnerTag(call.Request)), Is.EqualTo(new[] { "BF39", "BF3B", "BF3A", "BF3D" }));
        Assert.That(transport.Calls.Take(3).Select(call => InnerTag(call.Response)), Is.EqualTo(new[] { "BF39", "BF3B", "BF3A" }));
        Assert.That(transport.Calls[3].Response, Is.Empty, "204");
    }

    [Test]
    public async Task A_refusal_is_a_number_of_the_module()
    {
        await using Site site = await Site.StartAsync();
        using HttpClient client = site.Client();
        Asn1Transport transport = new(client);
        ProfileOrder order = site.Release("MATCH") with { MatchingId = "OTHER" };
        DownloadOutcome outcome = await site.DownloadAsync(transport, order, Site.Nist);
        Assert.That(((DownloadOutcome.RefusedByServer)outcome).Code, Is.EqualTo(new StatusCode("asn1", "6")), "matchingIdRefused");
        Assert.That(Convert.ToHexString(transport.Calls[1].Response), Is.EqualTo("A206BF3B03810106"));
    }

    [Test]
    public async Task The_octets_of_a_request_made_by_hand_are_understood()
    {
        await using Site site = await Site.StartAsync();
        using HttpClient client = site.Client();
        byte[] info = Es9Bodies.Info1(Site.Nist);
        // A2 { BF39 { 81 challenge, 83 address, BF20 info1 } }: rsp-flow facts §8.2.
        byte[] Request(string address)
        {
            byte[] content = [0x81, 16, .. new byte[16], 0x83, (byte)address.Length, .. System.Text.Encoding.ASCII.GetBytes(address), .. info];
            return content.Length < 0x80
                ? [0xA2, (byte)(content.Length + 3), 0xBF, 0x39, (byte)content.Length, .. content]
                : throw new NotSupportedException("the lengths here have one octet");
        }
        (int status, byte[] body) = await new Asn1Transport(client).PostAsync(Request(Site.Address));
        Assert.That(status, Is.EqualTo(200));
        Assert.That(InnerTag(body), Is.EqualTo("BF39"));
        (status, body) = await new Asn1Transport(client).PostAsync(Request("other.example.com"));
        Assert.That((status, Convert.ToHexString(body)), Is.EqualTo((200, "A206BF3903810101")), "invalidDpAddress");
    }

    [TestCase("", ExpectedResult = 400)]
    [TestCase("A200", ExpectedResult = 400)]
    [TestCase("A203BF3900", ExpectedResult = 400)]
    [TestCase("A2847FFFFFFF", ExpectedResult = 400)]
    [TestCase("A206BF5903020100", ExpectedResult = 400, Description = "no function of ES9+")]
    public async Task<int> What_is_no_request_is_a_400(string hex)
    {
        await using Site site = await Site.StartAsync();
        using HttpClient client = site.Client();
        return (await new Asn1Transport(client).PostAsync(Convert.FromHexString(hex))).Status;
    }

    [Test]
    public async Task Too_many_sessions_are_a_503_and_JSON_is_a_415()
    {
        await using Site site = await Site.StartAsync(server: options => options with { MaxSessions = 0 });
        using HttpClient client = site.Client();
        Asn1Transport transport = new(client);
        ProfileOrder order = site.Release("MATCH");
        await Assert.CatchAsync(() => site.DownloadAsync(transport, order, Site.Nist));
        Assert.That((await transport.PostAsync(transport.Calls[0].Request)).Status, Is.EqualTo(503));
        Assert.That((await transport.PostAsync(transport.Calls[0].Request, "application/json")).Status, Is.EqualTo(415));
    }

    private static string InnerTag(byte[] message)
    {
        Assert.That(message[0], Is.EqualTo(0xA2));
        int header = message[1] < 0x80 ? 2 : 2 + (message[1] & 0x7F);
        return Convert.ToHexString(message, header, 2);
    }
}
