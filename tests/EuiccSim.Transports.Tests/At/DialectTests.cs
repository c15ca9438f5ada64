using EuiccSim.Protocol.Identifiers;
using EuiccSim.Testing;
using EuiccSim.Tests;
using EuiccSim.Transports.At;
using EuiccSim.Transports.At.Dialects;
using Modem = EuiccSim.Transports.At.AtModem;

namespace EuiccSim.Transports.Tests.At;

/// <summary>
/// What must succeed behind each dialect, fixed beforehand: all four operations behind every one, but that a modem which takes a card without an
/// enabled profile for none lets nobody reach it after the last one was disabled.
/// </summary>
public sealed class DialectTests
{
    private static IEnumerable<string> Names => ModemDialect.All.Select(one => one.Name);

    [TestCaseSource(nameof(Names))]
    public async Task Our_client_drives_it(string name)
    {
        ModemDialect dialect = ModemDialect.Find(name)!;
        EsimWorld world = TestWorld.Create();
        // One is there and enabled, as in a device that somebody uses.
        OrderedProfile first = await world.InstallAsync();
        await world.Device.EnableAsync(first.Iccid);
        OrderedProfile second = await world.OrderAsync();
        (Duplex client, Duplex line) = Duplex.Pair();
        Task serving = new AtModemServer(world.Device.Connection, new() { Dialect = dialect }).ServeAsync(line, default);
        AtModemOptions options = new() { MaximumCommandLength = dialect.MaximumCommandLength };
        await using (Modem modem = new(client, options))
        {
            world.Device.Channels = new AtChannelOpener(modem);
            world.Device.LpaOptions = world.Device.LpaOptions with { BlockSize = options.StoreDataBlockSize };
            await world.Device.DownloadAsync(second.Code);
            await world.Device.EnableAsync(second.Iccid);
            await world.Device.DeleteAsync(first.Iccid);
            Assert.That((await world.Device.GetProfilesAsync()).Select(one => (one.Iccid, one.ProfileState)),
                Is.EqualTo(new (Iccid?, Protocol.Rsp.Common.ProfileState?)[] { (second.Iccid, Protocol.Rsp.Common.ProfileState.Enabled) }));
            Assert.That(await IccidAsync(modem), Is.EqualTo((dialect.KeepsIdentity ? first : second).Iccid.Digits));
            Assert.That((await modem.SendAsync("AT+CGMI")).Lines, Is.EqualTo(new[] { "EuiccSim" }), "neither an echo nor what comes unsolicited is an answer");
            await modem.SendAsync("AT+CFUN=0");
            await modem.SendAsync("AT+CFUN=1");
            Assert.That(await IccidAsync(modem), Is.EqualTo(second.Iccid.Digits), "the card was turned off and on");

            await world.Device.DisableAsync(second.Iccid);
            if (dialect.NeedsProfile)
            {
                AtModemException refusal = (await Assert.ThrowsAsync<AtModemException>(() => world.Device.GetProfilesAsync()))!;
                Assert.That(refusal.Message, Does.Contain("10 (SIM not inserted)").And.Contain("while no profile is enabled"));
            }
            else
            {
                await world.Device.DeleteAsync(second.Iccid);
                Assert.That(await world.Device.GetProfilesAsync(), Is.Empty);
            }
        }
        await serving;
    }

    [Test]
    public void The_page_has_a_row_for_each()
    {
        string page = File.ReadAllText(Clone.PathOf("docs", "modem-dialects.md"));
        Assert.That(page.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]).Take(ModemDialect.All.Count), Is.EqualTo(Names));
        foreach (string member in DialectReader.Members) Assert.That(page, Does.Contain($"| `{member}` |"), member);
    }

    [Test]
    public void One_of_a_user_has_what_it_says_and_the_rest_of_the_default()
    {
        ModemDialect dialect = ModemDialect.Read("""
            // seen on my desk
            { "name": "mine", "echo": "always", "unsolicited": ["+CREG: 1"], "quotes": false, "sessions": "handle", "maximumCommandLength": 512, "errors": "words", }
            """u8);
        Assert.That(dialect, Is.EqualTo(ModemDialect.Default with
        {
            Name = "mine",
            Summary = "",
            Echo = ModemEcho.Always,
            Unsolicited = ["+CREG: 1"],
            HasQuotes = false,
            Sessions = ModemSessions.Handle,
            MaximumCommandLength = 512,
            Errors = ModemErrors.Words,
        }));
    }

    [TestCase("", "there is nothing in it")]
    [TestCase("[]", "it is no object: {…}")]
    [TestCase("{}", "'name' is missing")]
    [TestCase("""{"name":"a b"}""", "'name' takes letters, digits and hyphens, not 'a b'")]
    [TestCase("""{"name":"a","name":"b"}""", "'name' stands there twice")]
    [TestCase("""{"name":"a","colour":1}""", "there is no 'colour'; there are name, summary, echo")]
    [TestCase("""{"name":"a","echo":"loud"}""", "'echo' takes settable, offAtFirst, always, withoutFirstLetter, not \"loud\"")]
    [TestCase("""{"name":"a","quotes":0}""", "'quotes' is neither true nor false")]
    [TestCase("""{"name":"a","maximumCommandLength":10}""", "'maximumCommandLength' takes a number from 64 to 1048576, not 10")]
    [TestCase("""{"name":"a","unsolicited":["OK"]}""", "'unsolicited' has 'OK', which would end an answer")]
    [TestCase("""{"name":"a","unsolicited":["a\nb"]}""", "'unsolicited' has a line that is empty, or more than one")]
    [TestCase("""{"name":"a","unsolicited":"x"}""", "'unsolicited' is no array of lines")]
    public void What_is_wrong_with_one_is_said(string json, string words) =>
        Assert.That(() => ModemDialect.Read(System.Text.Encoding.UTF8.GetBytes(json)), Throws.InstanceOf<FormatException>().With.Message.Contains(words));

    private static async Task<string?> IccidAsync(Modem modem) => (await modem.SendAsync("AT+CCID", "+CCID:")).First;
}
