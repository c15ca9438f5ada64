using System.Text;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.EndToEnd.Tests.Transcripts;

/// <summary>All that crosses the two interfaces of an LPA, as text. The README beside the transcripts tells the form.</summary>
internal sealed class Transcript
{
    private readonly StringBuilder _text = new();

    /// <summary>Runs one download in a new scene and writes down every octet.</summary>
    internal static async Task<string> RecordAsync(string curve)
    {
        Scene scene = Scene.On(curve);
        Transcript transcript = new();
        scene.Phone.Wire.Seen = transcript.Apdu;
        scene.Net.Seen = transcript.Call;
        await scene.Phone.Wire.ResetAsync(CancellationToken.None);
        DownloadOutcome outcome = await scene.Phone.DownloadAsync(scene.Order());
        Assert.That(outcome, Is.InstanceOf<DownloadOutcome.Installed>());
        return transcript._text.ToString();
    }

    private void Apdu(Octets command, Octets response)
    {
        Line(command.IsEmpty ? "reset" : $"> {command}");
        Line($"< {response}");
    }

    private void Call(string address, string function, Octets request, Es9HttpResponse response)
    {
        Line($"POST {address} {function}");
        Line(Encoding.UTF8.GetString(request.Span));
        Line(FormattableString.Invariant($"{response.Status} {Encoding.UTF8.GetString(response.Body.Span)}").TrimEnd());
    }

    // "\n" on every system: the file is compared octet by octet.
    private void Line(string line) => _text.Append(line).Append('\n');
}
