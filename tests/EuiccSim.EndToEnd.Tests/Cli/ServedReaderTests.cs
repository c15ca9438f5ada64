using System.Text.Json;
using EuiccSim.Card;
using EuiccSim.Transports.Pcsc;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary><c>card serve --vpcd</c> and <c>--reader</c>, through Debian's pcscd and vpcd.</summary>
internal sealed class ServedReaderTests
{
    [Test]
    public async Task A_served_card_is_in_a_reader_and_verbs_reach_it()
    {
        await using ReaderSlot slot = await ReaderSlot.TakeAsync();
        using Terminal terminal = new() { Time = TimeProvider.System };
        await using Served served = await Served.StartAsync(terminal);
        JsonElement.ArrayEnumerator readers = (await terminal.JsonAsync("readers")).GetProperty("readers").EnumerateArray();
        JsonElement reader = readers.Single(one => one.GetProperty("name").GetString() == ReaderSlot.Name);
        Assert.That(reader.GetProperty("card").GetBoolean());
        Assert.That(reader.GetProperty("atr").GetString(), Is.EqualTo(Personality.Default.AnswerToReset.ToString()));

        foreach (string name in (string[])[ReaderSlot.Name, "PCD 00 00"])
        {
            JsonElement info = await terminal.JsonAsync("lpa info --reader", 0, name);
            Assert.That(info.GetProperty("eid").GetString(), Is.EqualTo(served.Eid));
        }
        await terminal.JsonAsync("lpa default-dp smdp.example.com --reader", 0, ReaderSlot.Name);
        Assert.That(await served.StopAsync(), Is.Zero);
        // What was set through the reader is in the file.
        JsonElement kept = await terminal.JsonAsync("lpa info --card " + served.File);
        Assert.That(kept.GetProperty("defaultDp").GetString(), Is.EqualTo("smdp.example.com"));
    }

    [TestCase(PcscShareMode.Exclusive)]
    [TestCase(PcscShareMode.Shared)]
    public async Task A_card_that_another_program_uses_is_left_to_it(PcscShareMode shareMode)
    {
        await using ReaderSlot slot = await ReaderSlot.TakeAsync();
        using Terminal terminal = new() { Time = TimeProvider.System };
        await using Served served = await Served.StartAsync(terminal);
        using PcscContext context = PcscContext.Open();
        await using (await context.ConnectAsync(ReaderSlot.Name, new() { ShareMode = shareMode }))
        {
            JsonElement error = (await terminal.JsonAsync("lpa info --reader", 2, ReaderSlot.Name)).GetProperty("error");
            Assert.That(error.GetProperty("name").GetString(), Is.EqualTo("cardInUse"));
            Assert.That(error.GetProperty("code").GetString(), Is.EqualTo("8010000B"));
            Assert.That(error.GetProperty("message").GetString(), Does.Contain("Close the other program"));
        }
        await terminal.JsonAsync("lpa info --reader", 0, ReaderSlot.Name);
    }

    /// <summary>A card of its own that <c>card serve --vpcd</c> serves.</summary>
    private sealed class Served : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task<Terminal.Run> _serving;

        private Served(Terminal terminal, string file, string eid)
        {
            File = file;
            Eid = eid;
            _serving = terminal.RunAsync(["card", "serve", file, "--vpcd"], new StringWriter(), _stop.Token);
        }

        internal string File { get; }

        internal string Eid { get; }

        internal static async Task<Served> StartAsync(Terminal terminal)
        {
            string file = terminal.PathOf("served.json");
            string eid = (await terminal.JsonAsync("card create " + file)).GetProperty("eid").GetString()!;
            Served served = new(terminal, file, eid);
            using PcscContext context = PcscContext.Open();
            using CancellationTokenSource patience = new(TimeSpan.FromSeconds(20));
            await context.WaitForCardAsync(ReaderSlot.Name, patience.Token);
            return served;
        }

        /// <summary>Interrupts it, and answers its exit code when pcscd has seen the card go.</summary>
        internal async Task<int> StopAsync()
        {
            await _stop.CancelAsync();
            int code = (await _serving).ExitCode;
            using PcscContext context = PcscContext.Open();
            for (int i = 0; i < 100; i++)
            {
                if (!(await context.ListReadersAsync()).Single(reader => reader.Name == ReaderSlot.Name).HasCard) return code;
                await Task.Delay(100);
            }
            throw new AssertionException($"pcscd still sees a card in {ReaderSlot.Name}.");
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            _stop.Dispose();
        }
    }
}
