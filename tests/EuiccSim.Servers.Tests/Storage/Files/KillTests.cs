using EuiccSim.Protocol.Identifiers;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Servers.Tests.Support;
using EuiccSim.Testing;
using EuiccSim.Tests;

namespace EuiccSim.Servers.Tests.Storage.Files;

/// <summary>A server in a process that is killed, again and again.</summary>
internal sealed class KillTests
{
    internal const string Verb = "run-server";

    [Category(Sweep.Category)]
    [Test]
    public void Nothing_that_a_killed_process_told_is_lost()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("euiccsim-kill-");
        string path = Path.Combine(folder.FullName, "state");
        Dictionary<string, OrderState> told = [];
        byte[] lines = new byte[Sweep.CountOf(6, oneIn: 2)];
        new SeededRandom("when to kill").Fill(lines);
        for (int run = 0; run < lines.Length; run++)
        {
            using (Child child = new(Verb, path, $"{run}"))
            {
                // It goes on while this reads, so it is killed anywhere.
                for (int i = 0; i < 1 + (lines[run] % 40); i++) Note(told, child.Read());
                child.Kill();
                while (child.Read() is { Length: > 0 } line && line.Contains(';', StringComparison.Ordinal)) Note(told, line);
            }
            using FileSmdpStore store = FileSmdpStore.Open(path);
            foreach ((string iccid, OrderState state) in told) MustHave(store, iccid, state);
        }
        Assert.That(told, Has.Count.GreaterThan(lines.Length));
        folder.Delete(recursive: true);
    }

    /// <summary>Delivers profiles, and tells of each step as soon as it was answered, until it is killed.</summary>
    internal static void RunServer(string path, string run)
    {
        using FileSmdpStore store = FileSmdpStore.Open(path);
        TestServer server = new(options => options with { Random = new SeededRandom($"run {run}") }, store: store);
        for (int i = 0; ; i++)
        {
            string iccid = $"89{run}{i:D6}";
            void Tell(OrderState state) => Console.WriteLine($"{iccid} {state};");
            server.Release(iccid, profile: TestServer.Profile(iccid, 5000));
            Tell(OrderState.Released);
            ScriptedEuicc euicc = server.Euicc();
            euicc.MatchingId = iccid;
            if (euicc.Download().Code.Length == 0) Tell(OrderState.Downloaded);
            euicc.NotifyInstalled(Iccid.FromDigits(iccid));
            Tell(OrderState.Installed);
        }
    }

    // "ICCID STATE;", the end of which shows that it is whole.
    private static void Note(Dictionary<string, OrderState> told, string? line)
    {
        Assert.That(line, Does.EndWith(";"), "the process ended by itself");
        string[] words = line!.TrimEnd(';').Split(' ');
        told[words[0]] = Enum.Parse<OrderState>(words[1]);
    }

    private static void MustHave(FileSmdpStore store, string iccid, OrderState state)
    {
        ProfileOrder? order = store.FindByMatchingIdAsync(iccid).Now();
        Assert.That(order, Is.Not.Null, iccid);
        Assert.That(order!.State, Is.GreaterThanOrEqualTo(state), iccid);
        if (state >= OrderState.Downloaded) Assert.That(order.Deliveries, Has.Count.EqualTo(1), iccid);
    }
}
