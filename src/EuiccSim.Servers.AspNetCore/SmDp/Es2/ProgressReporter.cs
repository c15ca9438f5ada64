using System.Threading.Channels;
using EuiccSim.Protocol.Rsp.Es2;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Es2;
using EuiccSim.Servers.SmDp.Orders;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EuiccSim.Servers.AspNetCore.SmDp.Es2;

/// <summary>Tells an operator what happens, one message after the other. No download waits for it.</summary>
internal sealed class ProgressReporter : IAsyncDisposable
{
    private readonly SmdpServer _server;
    private readonly ProgressOptions _options;
    private readonly Es2Client _operator;
    private readonly ILogger _logger;
    private readonly Channel<OrderEvent> _waiting;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _telling;

    internal ProgressReporter(SmdpServer server, ProgressOptions options, ILoggerFactory? loggers)
    {
        (_server, _options) = (server, options);
        _operator = new(options.Transport, options.Operator, options.Requester ?? server.Oid.Value);
        _logger = loggers is null ? NullLogger.Instance : loggers.CreateLogger<ProgressReporter>();
        BoundedChannelOptions bounds = new(options.MaxWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true };
        _waiting = Channel.CreateBounded<OrderEvent>(bounds, dropped => HostLog.ProgressDropped(_logger, dropped.Iccid.Digits));
        _server.Happened += Take;
        _telling = TellAllAsync();
    }

    /// <summary>Tells what waits, within the time of one message, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _server.Happened -= Take;
        _waiting.Writer.TryComplete();
        _end.CancelAfter(_options.Timeout);
        await _telling.ConfigureAwait(false);
        _end.Dispose();
    }

    private void Take(SmdpEvent happened)
    {
        if (happened is OrderEvent order) _waiting.Writer.TryWrite(order);
    }

    private async Task TellAllAsync()
    {
        await foreach (OrderEvent happened in _waiting.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (_end.IsCancellationRequested) return;
            ProfileOrder? order = await _server.Orders.FindAsync(happened.Iccid);
            if (!IsTold(order)) continue;
            if (DownloadProgress.Of(happened, order?.Profile.ProfileType, _operator.NewHeader()) is { } message) await TellAsync(message);
        }
    }

    private bool IsTold(ProfileOrder? order)
    {
        string? owner = order?.OrderedBy ?? order?.Profile.Owner;
        return _options.OperatorName is not { } name || owner is null || owner == name;
    }

    private async Task TellAsync(HandleDownloadProgressInfoRequest message)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        limit.CancelAfter(_options.Timeout);
        try
        {
            await _operator.HandleDownloadProgressInfoAsync(message, limit.Token);
        }
        catch (Es9TransportException fault) when (fault.HttpStatus is { } status)
        {
            HostLog.ProgressRefused(_logger, status);
        }
        catch (Exception fault) when (fault is Es9TransportException or OperationCanceledException)
        {
            HostLog.ProgressNotTold(_logger, fault.Message);
        }
    }
}
