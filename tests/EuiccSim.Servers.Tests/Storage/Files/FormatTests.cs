using System.Buffers.Binary;
using System.Security.Cryptography;
using EuiccSim.Servers.SmDp.Storage;
using EuiccSim.Servers.Storage;
using EuiccSim.Servers.Storage.Files;
using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests.Storage.Files;

/// <summary>The octets of a log, put together here by hand as docs/architecture.md has them.</summary>
internal sealed class FormatTests
{
    private static readonly byte[] s_first = [.. """{"format":"euiccsim-smdp","version":1}"""u8];

    private static readonly byte[] s_session =
        [.. """{"session":{"id":"00","revision":1,"expiresAt":"2026-01-01T00:00:00+00:00","state":"ServerAuthenticated","ci":"AA==","serverChallenge":"AQ=="}}"""u8];

    [Test]
    public void A_new_log_is_one_record_of_the_documented_form()
    {
        FakeDisk disk = new([]);
        using FileSmdpStore store = FileSmdpStore.Open(disk);
        Assert.That(disk.Written, Is.EqualTo(Chained(s_first, long.MaxValue, new byte[16])));
    }

    [Test]
    public void Each_record_has_the_digest_of_the_one_before()
    {
        byte[] first = Chained(s_first, long.MaxValue, new byte[16]), second = Chained(s_session, first.Length, DigestOf(first, 32));
        FakeDisk disk = new([.. first, .. second]);
        using FileSmdpStore store = FileSmdpStore.Open(disk);
        Assert.That(store.CountSessionsAsync().Now().All, Is.EqualTo(1));
        Assert.That(disk.Written, Is.EqualTo((byte[])[.. first, .. second]), "and nothing was written");
    }

    [Test]
    public void A_log_of_the_form_before_is_read_and_written_anew()
    {
        FakeDisk chained = new([]);
        using (FileSmdpStore store = FileSmdpStore.Open(chained)) new TestServer(store: store).Release();
        byte[] before = [.. ContentsOf(chained.Written).Append(s_session).SelectMany((content, i) => Unchained(content, i == 0 ? long.MaxValue : 70))];
        FakeDisk disk = new([.. before, 0x72, 0x65]);
        using (FileSmdpStore store = FileSmdpStore.Open(disk))
        {
            Assert.That((store.ListOrdersAsync().Now().Count, store.LastSessionCount.All), Is.EqualTo((1, 1)));
            Assert.That(store.Dropped?.Octets, Is.EqualTo(2));
        }
        Assert.That(disk.Written.AsSpan(0, 4).SequenceEqual("rec2"u8), Is.True);
        using FileSmdpStore again = FileSmdpStore.Open(new FakeDisk(disk.Written));
        // The eUICC of the session is not authenticated: the file need not know it.
        Assert.That((again.ListOrdersAsync().Now().Count, again.LastSessionCount.All, again.Dropped), Is.EqualTo((1, 0, (DroppedEnd?)null)));
    }

    [Test]
    public void A_log_of_the_form_before_that_is_damaged_is_refused_and_left_as_it_is()
    {
        byte[] first = Unchained(s_first, long.MaxValue), second = Unchained(s_session, first.Length);
        byte[] content = [.. first, .. second, .. Unchained(s_session, first.Length + second.Length)];
        content[first.Length + 50] ^= 1;
        FakeDisk disk = new(content);
        Assert.That(() => FileSmdpStore.Open(disk), Throws.TypeOf<SmdpStoreException>().With.Message.Contains("damaged"));
        Assert.That(disk.Written, Is.EqualTo(content));
    }

    private static byte[] Chained(byte[] content, long durable, byte[] previous) => Record("rec2"u8, content, durable, previous);

    private static byte[] Unchained(byte[] content, long durable) => Record("rec1"u8, content, durable, []);

    private static byte[] Record(ReadOnlySpan<byte> mark, byte[] content, long durable, byte[] previous)
    {
        byte[] length = new byte[4], place = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteInt64BigEndian(place, durable);
        byte[] header = [.. mark, .. length, .. place, .. previous];
        return [.. header, .. SHA256.HashData([.. header, .. content])[..16], .. content];
    }

    private static IEnumerable<byte[]> ContentsOf(byte[] log)
    {
        for (int at = 0; at < log.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(log.AsSpan(at + 4));
            yield return log[(at + 48)..(at + 48 + length)];
            at += 48 + length;
        }
    }

    private static byte[] DigestOf(byte[] record, int at) => record[at..(at + 16)];
}
