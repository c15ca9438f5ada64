using System.Net;
using System.Net.Sockets;
using EuiccSim.Lpa.Channels;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Testing;
using EuiccSim.Transports.Sockets;

namespace EuiccSim.Transports.Tests.Sockets;

/// <summary>A card on a TCP port. The form of the messages is our own, as <see cref="TcpCardServer"/> describes it.</summary>
public sealed class TcpCardTests
{
    private static readonly Octets Status = Octets.FromHex("80F2000000");

    [Test]
    public async Task Octets_on_the_socket()
    {
        await using Served served = new(TestWorld.Create());
        Assert.That(served.Server.EndPoint.Address, Is.EqualTo(IPAddress.Loopback));
        using TcpClient client = await served.ConnectAsync();
        Assert.That(await AskAsync(client, "0000"), Does.StartWith("3B"), "the ATR");
        // MANAGE CHANNEL, in two halves.
        await client.GetStream().WriteAsync(Convert.FromHexString("00"));
        await Task.Delay(30);
        Assert.That(await AskAsync(client, "05" + "0070000001"), Is.EqualTo("019000"));
        Assert.That(await AskAsync(client, "0001" + "00"), Is.EqualTo("6700"));
        // Two at once are answered one after the other.
        Assert.That(await AskAsync(client, "0005" + "0070000001" + "0004" + "00708001"), Is.EqualTo("029000"));
        Assert.That(await AskAsync(client, ""), Is.EqualTo("9000"));
    }

    [TestCase("", "did not answer within 0.3 s")]
    [TestCase("0005", "began to answer, and did not end, within 0.2 s")]
    public async Task A_card_that_is_too_slow_is_told_with_the_time_that_was_over(string begun, string told)
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        int port = ((IPEndPoint)silent.LocalEndpoint).Port;
        TcpCardOptions hurried = new() { AnswerTimeout = TimeSpan.FromMilliseconds(300), MessageTimeout = TimeSpan.FromMilliseconds(200) };
        await using TcpCardConnection card = await TcpCardConnection.ConnectAsync("127.0.0.1", port, hurried);
        using TcpClient taken = await silent.AcceptTcpClientAsync();
        await taken.GetStream().WriteAsync(Convert.FromHexString(begun));
        TcpCardException? fault = await Assert.ThrowsAsync<TcpCardException>(async () => await card.TransmitAsync(Status, default));
        Assert.That(fault!.Message, Is.EqualTo($"The card at 127.0.0.1:{port} {told}: another program may be using it."));
    }

    [Test]
    public async Task Profile_is_downloaded_and_enabled()
    {
        EsimWorld world = TestWorld.Create();
        await using Served served = new(world);
        await using TcpCardConnection card = await served.OpenAsync();
        Assert.That((await card.ResetAsync(default))[0], Is.EqualTo(0x3B));
        await world.DownloadAndEnableAsync(new LogicalChannelOpener(card));
    }

    [Test]
    public async Task The_next_client_waits_for_its_turn()
    {
        await using Served served = new(TestWorld.Create());
        TcpCardConnection first = await served.OpenAsync();
        await first.TransmitAsync(Status, default);
        await using TcpCardConnection second = await served.OpenAsync();
        Task<Octets> answer = second.TransmitAsync(Status, default).AsTask();
        await Task.Delay(50);
        Assert.That(answer.IsCompleted, Is.False);
        await first.DisposeAsync();
        Assert.That((await answer).Length, Is.GreaterThan(2));
    }

    [Test]
    public async Task Half_a_message_is_not_waited_for()
    {
        ManualTime time = new();
        await using Served served = new(TestWorld.Create(), new() { Time = time });
        using TcpClient slow = await served.ConnectAsync();
        await slow.GetStream().WriteAsync(Convert.FromHexString("FFFF" + "0070"));
        await using TcpCardConnection next = await served.OpenAsync();
        Task<Octets> answer = next.TransmitAsync(Status, default).AsTask();
        while (!answer.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }
        Assert.That((await answer).Length, Is.GreaterThan(2));
        Assert.That(await slow.GetStream().ReadAsync(new byte[1]), Is.Zero, "hung up on");
    }

    [TestCase("00")]
    [TestCase("0005007000")]
    public async Task A_client_that_leaves_in_the_middle_does_no_harm(string begun)
    {
        await using Served served = new(TestWorld.Create());
        using (TcpClient rude = await served.ConnectAsync()) await rude.GetStream().WriteAsync(Convert.FromHexString(begun));
        await using TcpCardConnection next = await served.OpenAsync();
        Assert.That((await next.TransmitAsync(Status, default)).Length, Is.GreaterThan(2));
    }

    [Test]
    public async Task A_client_that_resets_the_connection_does_no_harm()
    {
        await using Served served = new(TestWorld.Create());
        for (int i = 0; i < 5; i++)
        {
            TcpClient rude = await served.ConnectAsync();
            await rude.GetStream().WriteAsync(Convert.FromHexString("000580F2000000"));
            rude.LingerState = new(true, 0);
            rude.Dispose();
        }
        await using TcpCardConnection next = await served.OpenAsync();
        Assert.That((await next.TransmitAsync(Status, default)).Length, Is.GreaterThan(2));
    }

    [Test]
    public async Task A_silent_client_loses_its_turn_if_there_is_a_limit()
    {
        ManualTime time = new();
        await using Served served = new(TestWorld.Create(), new() { Time = time, IdleTimeout = TimeSpan.FromMinutes(1) });
        using TcpClient silent = await served.ConnectAsync();
        Task<int> end = silent.GetStream().ReadAsync(new byte[1]).AsTask();
        while (!end.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(1);
        }
        Assert.That(await end, Is.Zero);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_silent_client_makes_room_for_one_that_waits(bool hasSpoken)
    {
        ManualTime time = new();
        await using Served served = new(TestWorld.Create(), new() { Time = time });
        using TcpClient silent = await served.ConnectAsync();
        if (hasSpoken) Assert.That(await AskAsync(silent, "0005" + "0070000001"), Is.EqualTo("019000"));
        await using TcpCardConnection next = await served.OpenAsync();
        Task<Octets> answer = next.TransmitAsync(Status, default).AsTask();
        while (!answer.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }
        Assert.That((await answer).Length, Is.GreaterThan(2));
        Assert.That(await silent.GetStream().ReadAsync(new byte[1]), Is.Zero, "hung up on");
    }

    [Test]
    public async Task Alone_a_client_may_be_silent_for_as_long_as_it_likes()
    {
        ManualTime time = new();
        await using Served served = new(TestWorld.Create(), new() { Time = time });
        using TcpClient client = await served.ConnectAsync();
        Assert.That(await AskAsync(client, "0005" + "0070000001"), Is.EqualTo("019000"));
        for (int i = 0; i < 50; i++)
        {
            time.Advance(TimeSpan.FromHours(1));
            await Task.Delay(1);
        }
        Assert.That(await AskAsync(client, "0005" + "0070000001"), Is.EqualTo("029000"));
    }

    [Test]
    public async Task A_random_stream_does_no_harm()
    {
        await using Served served = new(TestWorld.Create());
        SeededRandom random = new("sockets");
        for (int i = 0; i < 20; i++)
        {
            byte[] noise = new byte[300];
            random.Fill(noise);
            using TcpClient client = await served.ConnectAsync();
            await client.GetStream().WriteAsync(noise);
        }
        await using TcpCardConnection next = await served.OpenAsync();
        Assert.That((await next.TransmitAsync(Status, default)).Length, Is.GreaterThanOrEqualTo(2));
    }

    [Test]
    public async Task Nobody_listens()
    {
        int port;
        using (TcpListener listener = new(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        TcpCardException e = (await Assert.ThrowsAsync<TcpCardException>(
            async () => await TcpCardConnection.ConnectAsync("127.0.0.1", port)))!;
        Assert.That(e.Message, Does.Contain($"127.0.0.1:{port}"));
    }

    [Test]
    public async Task A_port_in_use()
    {
        await using Served served = new(TestWorld.Create());
        TcpCardException e = Assert.Throws<TcpCardException>(() => new TcpCardServer(TestWorld.Create().Device.Connection, served.Server.EndPoint).Dispose())!;
        Assert.That(e.Message, Does.Contain("another port"));
    }

    [Test]
    public async Task A_server_that_does_not_answer_is_given_up_on()
    {
        ManualTime time = new();
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        int port = ((IPEndPoint)silent.LocalEndpoint).Port;
        await using TcpCardConnection card = await TcpCardConnection.ConnectAsync("127.0.0.1", port, new() { Time = time });
        Task<Octets> answer = card.TransmitAsync(Status, default).AsTask();
        while (!answer.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(1);
        }
        await Assert.ThrowsAsync<TcpCardException>(async () => await answer);
        TcpCardException e = (await Assert.ThrowsAsync<TcpCardException>(async () => await card.TransmitAsync(Status, default)))!;
        Assert.That(e.Message, Does.Contain("connect again"));
    }

    [Test]
    public async Task A_card_that_is_gone_ends_the_connection()
    {
        await using Served served = new(TestWorld.GoneCard());
        await using TcpCardConnection card = await served.OpenAsync();
        TcpCardException e = (await Assert.ThrowsAsync<TcpCardException>(async () => await card.TransmitAsync(Status, default)))!;
        Assert.That(e.Message, Does.Contain("hung up"));
    }

    private static async Task<string> AskAsync(TcpClient client, string hex)
    {
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Convert.FromHexString(hex));
        byte[] length = new byte[2];
        using CancellationTokenSource late = new(TimeSpan.FromSeconds(20));
        await stream.ReadExactlyAsync(length, late.Token);
        byte[] answer = new byte[(length[0] << 8) | length[1]];
        await stream.ReadExactlyAsync(answer, late.Token);
        return Convert.ToHexString(answer);
    }

    /// <summary>A server at work.</summary>
    private sealed class Served : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _serving;

        internal Served(EsimWorld world, TcpCardOptions? options = null) : this(world.Device.Connection, options)
        {
        }

        internal Served(ICardConnection card, TcpCardOptions? options = null)
        {
            Server = new(card, null, options);
            _serving = Server.ServeAsync(_stop.Token);
        }

        internal TcpCardServer Server { get; }

        internal async Task<TcpClient> ConnectAsync()
        {
            TcpClient client = new() { NoDelay = true };
            await client.ConnectAsync(Server.EndPoint);
            return client;
        }

        internal ValueTask<TcpCardConnection> OpenAsync() => TcpCardConnection.ConnectAsync("127.0.0.1", Server.EndPoint.Port);

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await Assert.CatchAsync<OperationCanceledException>(async () => await _serving);
            Server.Dispose();
            _stop.Dispose();
        }
    }
}
