using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Servers.Storage;
using EuiccSim.Servers.Storage.Files;
using EuiccSim.Servers.Tests.Support;
using EuiccSim.Tests;

namespace EuiccSim.Servers.Tests.Storage.Files;

/// <summary>A file that ends anywhere, or that somebody changed.</summary>
internal sealed class CutTests
{
    private readonly SortedDictionary<int, string> _states = [];
    private byte[] _whole = [];

    // A download, and what the state was at each length of the file.
    [OneTimeSetUp]
    public void Record()
    {
        FakeDisk disk = new([]);
        using FileSmdpStore store = FileSmdpStore.Open(disk);
        TestServer server = new(store: store);
        void Note() => _states[disk.Written.Length] = StateOf(store);
        Note();
        server.Server.Orders.AddAsync(TestServer.Profile(length: 10)).Now();
        Note();
        server.Server.Es2.DownloadOrderAsync(server.Order().Iccid).Now();
        Note();
        server.Server.Es2.ConfirmOrderAsync(server.Order().Iccid, new() { MatchingId = "MATCH" }).Now();
        Note();
        ScriptedEuicc euicc = server.Euicc();
        euicc.Reach = (function, body) =>
        {
            Protocol.Rsp.Es9.Es9HttpResponse response = server.Server.HandleAsync(function, body).Now();
            Note();
            return response;
        };
        euicc.Download();
        euicc.NotifyInstalled(server.Order().Iccid);
        _whole = disk.Written;
    }

    [Test]
    [Category(Sweep.Category)]
    public void Cut_at_any_octet_it_holds_all_that_was_whole_before()
    {
        Assert.That(_states, Has.Count.EqualTo(7)); // InitiateAuthentication writes nothing
        int first = _states.Keys.First();
        foreach (int length in new Sweep(4).Of(first, _whole.Length + 1, always: length => _states.ContainsKey(length) || length >= _whole.Length - 1))
        {
            int end = _states.Keys.Last(one => one <= length);
            FakeDisk disk = new(_whole[..length]);
            using FileSmdpStore store = FileSmdpStore.Open(disk);
            Assert.That(store.Dropped?.Octets ?? 0, Is.EqualTo(length - end), $"cut at {length}");
            Assert.That(disk.Length, Is.EqualTo(end), $"cut at {length}");
            // A string per octet would take long; the states differ at the records' ends.
            if (length == end || length == _whole.Length - 1) Assert.That(StateOf(store), Is.EqualTo(_states[end]), $"cut at {length}");
        }
    }

    [Test]
    public void Cut_within_its_first_record_it_is_no_file_of_ours()
    {
        for (int length = 1; length < _states.Keys.First(); length++)
            Assert.That(() => FileSmdpStore.Open(new FakeDisk(_whole[..length])), Throws.TypeOf<SmdpStoreException>());
        using FileSmdpStore empty = FileSmdpStore.Open(new FakeDisk([]));
        Assert.That(empty.ListOrdersAsync().Now(), Is.Empty);
    }

    [Test]
    public void After_a_cut_it_goes_on()
    {
        int end = _states.Keys.ElementAt(3);
        FakeDisk disk = new(_whole[..(end + 7)]);
        using (FileSmdpStore store = FileSmdpStore.Open(disk))
        {
            ScriptedEuicc euicc = new TestServer(store: store).Euicc();
            euicc.Initiate();
            Assert.That(euicc.AuthenticateClient().Code, Is.Empty);
        }
        using FileSmdpStore again = FileSmdpStore.Open(new FakeDisk(disk.Written));
        Assert.That(again.Dropped, Is.Null);
        Assert.That(again.CountSessionsAsync().Now().All, Is.EqualTo(1));
    }

    [Test]
    [Category(Sweep.Category)]
    public void Changed_at_any_octet_before_the_last_record_it_is_refused_and_left_as_it_is()
    {
        int lastRecord = _states.Keys.ElementAt(_states.Count - 2);
        foreach (int place in new Sweep(4).Of(0, lastRecord))
        {
            byte[] changed = [.. _whole];
            changed[place] ^= 0x40;
            FakeDisk disk = new(changed);
            Assert.That(() => FileSmdpStore.Open(disk), Throws.TypeOf<SmdpStoreException>(), $"changed at {place}");
            Assert.That(disk.Length, Is.EqualTo(_whole.Length));
        }
    }

    [Test]
    public void Without_a_record_or_with_two_in_the_others_place_or_one_twice_it_is_refused_and_left_as_it_is()
    {
        int[] ends = [.. _states.Keys];
        byte[][] records = [.. ends.Select((end, i) => _whole[(i == 0 ? 0 : ends[i - 1])..end])];
        Assert.That(records, Has.Length.EqualTo(7));
        List<byte[][]> changed = [];
        for (int i = 0; i < records.Length; i++)
        {
            if (i < records.Length - 1) changed.Add([.. records[..i], .. records[(i + 1)..]]);
            changed.Add([.. records[..i], records[i], records[i], .. records[(i + 1)..]]);
            for (int other = i + 1; other < records.Length; other++)
            {
                byte[][] swapped = [.. records];
                (swapped[i], swapped[other]) = (records[other], records[i]);
                changed.Add(swapped);
            }
        }
        foreach (byte[][] one in changed)
        {
            FakeDisk disk = new([.. one.SelectMany(record => record)]);
            Assert.That(() => FileSmdpStore.Open(disk), Throws.TypeOf<SmdpStoreException>());
            Assert.That(disk.Length, Is.EqualTo(one.Sum(record => record.Length)));
        }
    }

    [Test]
    public void A_record_of_another_file_is_refused()
    {
        FakeDisk other = new([]);
        using (FileSmdpStore store = FileSmdpStore.Open(other)) new TestServer(store: store).Release(profile: TestServer.Profile("8955"));
        int first = _states.Keys.First();
        Assert.That(other.Written[..first], Is.EqualTo(_whole[..first]));
        FakeDisk disk = new([.. _whole, .. other.Written[first..]]);
        Assert.That(() => FileSmdpStore.Open(disk), Throws.TypeOf<SmdpStoreException>().With.Message.Contains($"before octet {_whole.Length} is missing"));
    }

    [Test]
    public void Damage_to_the_last_record_is_told()
    {
        int last = _states.Keys.ElementAt(_states.Count - 2);
        for (int place = last; place < _whole.Length; place++)
        {
            byte[] changed = [.. _whole];
            changed[place] ^= 0x40;
            using FileSmdpStore store = FileSmdpStore.Open(new FakeDisk(changed));
            Assert.That(store.Dropped, Is.EqualTo(new DroppedEnd("disk", last, _whole.Length - last)));
        }
        Assert.That(new DroppedEnd("disk", 7, 9).ToString(), Does.StartWith("disk: the last 9 octets, from octet 7 on,"));
    }

    [Test]
    public void What_was_never_flushed_may_be_missing_in_the_middle()
    {
        FakeDisk disk = new(_whole[.._states.Keys.First()]);
        RecordLog log = RecordLog.Open(disk, "log", _ => { });
        int begin = (int)disk.Length;
        log.Append(new byte[100]);
        log.Append(new byte[200]);
        byte[] written = disk.Written;
        written[begin + 60] ^= 1;
        RecordLog again = RecordLog.Open(new FakeDisk(written), "log", _ => { });
        Assert.That(again.Dropped?.Octets, Is.EqualTo(written.Length - begin));
    }

    [Test]
    public void A_file_of_a_later_version_is_refused()
    {
        FakeDisk disk = new([]);
        RecordLog.Open(disk, "log", _ => { }).Replace([[.. """{"format":"euiccsim-smdp","version":2,"what":"else"}"""u8]]);
        Assert.That(() => FileSmdpStore.Open(disk), Throws.TypeOf<SmdpStoreException>().With.Message.Contains("of version 2"));
    }

    [TestCase("""{"session":{"id":"00","revision":1,"expiresAt":"2026-01-01T00:00:00+00:00","state":"Ended","more":1}}""")]
    [TestCase("""{"session":{"id":"no","revision":1,"expiresAt":"2026-01-01T00:00:00+00:00","state":"Ended"}}""")]
    [TestCase("""{"session":{"id":"00","revision":1,"expiresAt":"2026-01-01T00:00:00+00:00","state":"Delivered"}}""")]
    [TestCase("""{"parts":[{"digest":"AA==","part":{}}]}""")]
    [TestCase("""{"order":{"iccid":"8901","revision":1,"state":"Available","refusedConfirmationCodes":0,"downloadAttempts":0,"profile":"AA==","deliveries":[],"history":[]}}""")]
    [TestCase("[]")]
    [TestCase("null")]
    public void A_record_that_is_none_is_refused(string json)
    {
        FakeDisk disk = new([]);
        RecordLog.Open(disk, "log", _ => { }).Replace(
            [[.. """{"format":"euiccsim-smdp","version":1}"""u8], System.Text.Encoding.UTF8.GetBytes(json)]);
        Assert.That(() => FileSmdpStore.Open(disk), Throws.TypeOf<SmdpStoreException>());
    }

    internal static string StateOf(ISmdpStore store) => Dump.Of(store.ListOrdersAsync().Now());
}
