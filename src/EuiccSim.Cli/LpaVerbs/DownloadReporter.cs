using EuiccSim.Lpa.Download;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary>How far a download is: each step once as a line for programs, a bar for a person at a screen.</summary>
internal sealed class DownloadReporter(VerbCall call) : IProgress<DownloadProgress>, IDisposable
{
    private readonly bool _isScreen = !call.Json && call.At.Console.Profile.Out.IsTerminal;
    private DownloadStep? _last;
    private int _percent = -1;

    public void Report(DownloadProgress value)
    {
        bool isNew = _last != value.Step;
        _last = value.Step;
        if (value.Total > 0) ReportPart(value);
        else if (isNew) call.Progress(StandardName.OfHyphenated(value.Step));
    }

    /// <summary>Ends the line that the bar is on.</summary>
    public void Dispose()
    {
        if (_isScreen && _percent >= 0) call.At.Error.WriteLine();
    }

    private void ReportPart(DownloadProgress value)
    {
        int percent = (int)(100L * value.Done / value.Total);
        if (call.Json && percent / Stride > _percent / Stride | _percent < 0)
        {
            JsonLine.Write(call.At.Output, "progress", json =>
            {
                json.WriteString("step", StandardName.OfHyphenated(value.Step));
                json.WriteNumber("done", value.Done);
                json.WriteNumber("total", value.Total);
            });
        }
        if (_isScreen && percent != _percent)
        {
            string bar = new string('#', percent / 5).PadRight(20, '.');
            call.At.Error.WriteOver(string.Create(CultureInfo.InvariantCulture, $"Installing [{bar}] {percent,3} %"));
        }
        _percent = percent;
    }

    /// <summary>Percents between two lines.</summary>
    private const int Stride = 10;
}
