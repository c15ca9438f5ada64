using System.Diagnostics;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Servers.Telemetry;

/// <summary>Measures one call, from its making to its disposal.</summary>
internal sealed class CallMeasure : IDisposable
{
    private readonly TimeProvider _time;
    private readonly CallInstruments _instruments;
    private readonly long _began;
    private readonly Activity? _activity;
    private readonly string _interface, _binding;
    private string _outcome = "done";
    private string? _statusCode;

    internal CallMeasure(TimeProvider time, CallInstruments instruments, string @interface, string function, string binding)
    {
        (_time, _instruments, _interface, Function, _binding) = (time, instruments, @interface, function, binding);
        _activity = SmdpTelemetry.Source.StartActivity($"{@interface}/{function}", ActivityKind.Server);
        _began = time.GetTimestamp();
    }

    /// <summary>The function, for the time being.</summary>
    internal string Function { get; set; }

    internal void Refused(StatusCode code) => (_outcome, _statusCode) = ("refused", code.ToString());

    internal void Malformed() => _outcome = "malformed";

    internal void Failed() => _outcome = "failed";

    public void Dispose()
    {
        TagList tags = new()
        {
            { "rsp.interface", _interface }, { "rsp.function", Function }, { "rsp.binding", _binding }, { "rsp.outcome", _outcome },
        };
        _instruments.Count(tags, _time.GetElapsedTime(_began), _statusCode);
        if (_activity is null) return;
        _activity.DisplayName = $"{_interface}/{Function}";
        foreach (KeyValuePair<string, object?> tag in tags) _activity.SetTag(tag.Key, tag.Value);
        if (_statusCode is not null) _activity.SetTag("rsp.status_code", _statusCode);
        if (_outcome != "done") _activity.SetStatus(ActivityStatusCode.Error, _statusCode ?? _outcome);
        _activity.Dispose();
    }
}
