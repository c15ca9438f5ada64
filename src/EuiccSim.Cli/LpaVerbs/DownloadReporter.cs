using EuiccSim.Lpa.Download;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary>How far a download is: each step once as a line, and for a person whose messages go to a screen a bar.</summary>
internal sealed class DownloadReporter(VerbCall call) : IProgress<DownloadProgress>, IDisposable
{
    private readonly bool _hasBar = !call.Json && call.At.IsScreen;
    private DownloadStep? _last;
    private int _percent = -1;
    private bool _isOnBar;

    public void Report(DownloadProgress value)
    {
        bool isNew = _last != value.Step;
        _last = value.Step;
        if (isNew) EndBar();
        if (value.Total > 0 && (call.Json || _hasBar)) ReportPart(value);
        // A person who is asked something sees that.
        else if (isNew && (call.Json || value.Step != DownloadStep.AskUser)) call.Progress(StandardName.OfHyphenated(value.Step));
    }

    /// <summary>Ends the line that the bar is on.</summary>
    public void Dispose() => EndBar();

    private void EndBar()
    {
        if (_isOnBar) call.At.Error.WriteLine();
        _isOnBar = false;
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
        if (_hasBar && percent != _percent)
        {
            string bar = new string('#', percent / 5).PadRight(20, '.');
            call.At.Error.WriteOver(string.Create(CultureInfo.InvariantCulture, $"Installing [{bar}] {percent,3} %"));
            _isOnBar = true;
        }
        _percent = percent;
    }

    /// <summary>Percents between two lines.</summary>
    private const int Stride = 10;
}
