using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Events;
using EuiccSim.Testing;
using EuiccSim.Transports.Tracing;
using EuiccSim.Transports.Tracing.Decoding;

namespace EuiccSim.Transports.Tests.Tracing;

/// <summary>A download, its activation and a terminal's start, told in words.</summary>
public sealed class WholeSessionTests
{
    [Test]
    public async Task Every_step_of_a_download_and_of_a_SIM_can_be_read()
    {
        string text = await Written.AsTextAsync(null, await RecordAsync());
        string[] steps =
        [
            "reset, ATR 3B", "SELECT ISD-R", "ES10b.GetEUICCInfo", "ES10b.GetEUICCChallenge", "ES10b.AuthenticateServer",
            "authenticateResponseOk:", "ES10b.PrepareDownload", "downloadResponseOk:", "ES10b.LoadBoundProfilePackage, initialiseSecureChannelRequest",
            "remoteOpId: installBoundProfilePackage (1)", "firstSequenceOf87", "sequenceOf88", "storeMetadataRequest:", "profileName: Traced", "sequenceOf86", "block 86",
            "finalResult:", "successResult:", "ES10c.EnableProfile", "enableResult: ok (0)", "reset, ATR 3B", "TERMINAL PROFILE",
            "SELECT MF/EF.ICCID", "digits: 89882119900000000012", "SELECT ADF.USIM", "SELECT ADF.USIM/EF.IMSI", "digits: 001010000000001", "VERIFY PIN", "AUTHENTICATE 3G", "9862", "STATUS",
        ];
        int at = 0;
        foreach (string step in steps)
        {
            int found = text.IndexOf(step, at, StringComparison.Ordinal);
            Assert.That(found, Is.GreaterThanOrEqualTo(0), $"{step} after {text[..at].Split('\n')[^1]}");
            at = found;
        }
        Assert.That(text, Does.Not.Contain("malformed").And.Not.Contain("unknown"));
    }

    [Test]
    public async Task The_decoder_needs_no_beginning()
    {
        IReadOnlyList<TraceEvent> trace = await RecordAsync();
        for (int start = 1; start < trace.Count; start += 7)
        {
            TraceDecoder decoder = new();
            foreach (TraceEvent record in trace.Skip(start)) Assert.That(decoder.Decode(record).Title, Is.Not.Empty);
        }
    }

    internal static async Task<IReadOnlyList<TraceEvent>> RecordAsync()
    {
        EsimWorld world = TestWorld.Create();
        MemorySink sink = new();
        await using TracedConnection card = new(world.Device.Connection, [sink], world.Time);
        await PhoneSession.DownloadAsync(world, card);
        await PhoneSession.StartSimAsync(card);
        return sink.Records;
    }
}
