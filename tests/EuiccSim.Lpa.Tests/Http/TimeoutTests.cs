using System.Net;
using System.Net.Sockets;
using EuiccSim.Http;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Testing;

namespace EuiccSim.Lpa.Tests.Http;

/// <summary>When time is over, it is told which time it was, what it was spent on, and how long it was.</summary>
public sealed class TimeoutTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    [Test]
    public async Task A_server_that_takes_no_connection()
    {
        Es9TransportException fault = await HttpScene.FaultAsync(new()
        {
            Connect = async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return Stream.Null;
            },
            ConnectTimeout = Short,
            UseProxy = false,
        });
        Expect(fault, Es9Timeout.Connect, Short, $"{HttpScene.Host} took no connection within 0.3 s: perhaps it is off, or a firewall is on the way.");
    }

    [Test]
    public async Task A_server_that_hangs_in_the_TLS_handshake()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        Es9TransportException fault = await HttpScene.FaultAsync(new()
        {
            ConnectTo = new Dictionary<string, EndPoint> { [HttpScene.Host] = silent.LocalEndpoint },
            ConnectTimeout = Short,
            UseProxy = false,
        });
        Expect(fault, Es9Timeout.TlsHandshake, Short,
            $"{HttpScene.Host} took the connection, but did not agree on TLS within 0.3 s: perhaps it hangs, or does not speak TLS.");
    }

    [Test]
    public async Task The_time_of_the_whole_call_can_be_over_first()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        Es9TransportException fault = await HttpScene.FaultAsync(new()
        {
            ConnectTo = new Dictionary<string, EndPoint> { [HttpScene.Host] = silent.LocalEndpoint },
            CallTimeout = Short,
            UseProxy = false,
        });
        Expect(fault, Es9Timeout.TlsHandshake, Short,
            $"{HttpScene.Host} took the connection, but did not agree on TLS within 0.3 s: perhaps it hangs, or does not speak TLS.");
    }

    [Test]
    public async Task A_server_that_says_nothing()
    {
        await using TlsServer server = new TlsServer(HttpScene.Tls(usual => usual)).SaysNothing();
        ManualTime time = new(HttpScene.Start.AddDays(1));
        Task<Es9TransportException> call = HttpScene.FaultAsync(HttpScene.Options(server, time));
        await server.Asked.WaitAsync();
        time.Advance(TimeSpan.FromMinutes(1));
        Expect(await call, Es9Timeout.Answer, TimeSpan.FromMinutes(1), $"{HttpScene.Host} did not answer getBoundProfilePackage within 60 s.");
    }

    [Test]
    public async Task An_answer_that_does_not_end()
    {
        await using TlsServer server = new TlsServer(HttpScene.Tls(usual => usual)).AnswersRaw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
        Es9TransportException fault = await HttpScene.FaultAsync(HttpScene.Options(server) with { CallTimeout = TimeSpan.FromSeconds(2) });
        Expect(fault, Es9Timeout.WholeAnswer, TimeSpan.FromSeconds(2),
            $"{HttpScene.Host} began to answer getBoundProfilePackage, and had not come to the end of its answer within 2 s.");
    }

    [Test]
    public async Task What_went_wrong_before_the_last_try_is_told_where_there_is_no_time_for_another()
    {
        RspHttpOptions options = new()
        {
            ConnectTo = new Dictionary<string, EndPoint> { [HttpScene.Host] = new IPEndPoint(IPAddress.Loopback, 1) },
            RetryPause = TimeSpan.FromMinutes(1),
            CallTimeout = Short,
            UseProxy = false,
        };
        Es9TransportException fault = await HttpScene.FaultAsync(options);
        Assert.That((fault.Fault, fault.Message), Is.EqualTo((Es9TransportFault.CannotConnect, $"{HttpScene.Host} refuses connections: nothing listens there.")));
    }

    private static void Expect(Es9TransportException fault, Es9Timeout timeout, TimeSpan after, string message) =>
        Assert.That((fault.Fault, fault.Timeout, fault.After, fault.Message), Is.EqualTo((Es9TransportFault.TimedOut, (Es9Timeout?)timeout, (TimeSpan?)after, message)));
}
