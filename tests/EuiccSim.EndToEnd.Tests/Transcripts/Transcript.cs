using System.Text;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Events;
using EuiccSim.Testing;
using EuiccSim.Testing.Events;

namespace EuiccSim.EndToEnd.Tests.Transcripts;

/// <summary>All that crosses the two interfaces of an LPA, as text. The README beside the transcripts tells the form.</summary>
internal sealed class Transcript
{
    private readonly StringBuilder _text = new();

    /// <summary>Runs one download in a new world and writes down every octet.</summary>
    internal static async Task<string> RecordAsync(string curve, CryptoProvider? provider = null)
    {
        await using EsimWorld world = await TestWorld.OnAsync(curve, provider ?? CryptoProvider.PlatformFirst);
        Transcript transcript = new();
        await world.Device.ResetAsync();
        DownloadOutcome outcome = await world.Device.DownloadAsync(await world.OrderCodeAsync());
        Assert.That(outcome, Is.InstanceOf<DownloadOutcome.Installed>());
        foreach (TraceEvent happened in world.Events) transcript.Add(happened);
        return transcript._text.ToString();
    }

    private void Add(TraceEvent happened)
    {
        switch (happened)
        {
            case TraceEvent.Reset reset:
                Line("reset");
                Line($"< {reset.Atr}");
                break;
            case TraceEvent.Apdu apdu:
                Line($"> {apdu.Command}");
                Line($"< {apdu.Response}");
                break;
            case TraceEvent.Http { Call: var call }:
                Line($"POST {call.Address} {call.Function}");
                Line(Encoding.UTF8.GetString(call.Request.Span));
                Line(FormattableString.Invariant($"{call.Status} {Encoding.UTF8.GetString(call.Response.Span)}").TrimEnd());
                break;
        }
    }

    // "\n" on every system: the file is compared octet by octet.
    private void Line(string line) => _text.Append(line).Append('\n');
}
