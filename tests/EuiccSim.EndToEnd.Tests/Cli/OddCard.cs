using System.Text;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.Sockets;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>A card on a TCP port that says what a test wants it to say: to each ES10 command the answer that stands under the command's tag.</summary>
internal sealed class OddCard : ICardConnection
{
    private readonly Dictionary<string, string> _answers;
    private readonly CancellationTokenSource _end = new();
    private readonly TcpCardServer _server;
    private readonly Task _serving;
    private Octets _rest;

    internal OddCard(Dictionary<string, string> answers)
    {
        _answers = answers;
        _server = new(this);
        _serving = _server.ServeAsync(_end.Token);
    }

    /// <summary>What the tool is called with.</summary>
    internal string Address => _server.EndPoint.ToString();

    /// <summary>The ES10 commands that it got.</summary>
    internal List<string> Commands { get; } = [];

    public ValueTask<Octets> ResetAsync(CancellationToken cancellationToken) => new(Octets.FromHex("3B00"));

    public ValueTask<Octets> TransmitAsync(Octets command, CancellationToken cancellationToken) => new((command[1], command[0] & 0x80) switch
    {
        (0x70, _) => Octets.FromHex(command[2] == 0 ? "019000" : "9000"),
        (0xE2, _) => Answer(command.Slice(5, command[4])),
        (0xC0, _) => Part(),
        _ => Octets.FromHex("9000"),
    });

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await ((Task)_serving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _server.Dispose();
        _end.Dispose();
    }

    /// <summary>"BF2D" and the content of the answer, whose lengths are set right.</summary>
    internal static string List(string tag, params string[] entries) => Tlv(tag, Tlv("A0", string.Concat(entries)));

    /// <summary>A TLV in hexadecimal digits.</summary>
    internal static string Tlv(string tag, string value)
    {
        int length = value.Length / 2;
        return tag + (length < 0x80 ? $"{length:X2}" : length < 0x100 ? $"81{length:X2}" : $"82{length:X4}") + value;
    }

    /// <summary>Text in UTF-8.</summary>
    internal static string Text(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text));

    private Octets Answer(Octets command)
    {
        string hex = command.ToString();
        Commands.Add(hex);
        if (!_answers.TryGetValue(hex, out string? answer) && !_answers.TryGetValue(hex[..4], out answer)) return Octets.FromHex("6A88");
        _rest = Octets.FromHex(answer);
        return Part();
    }

    /// <summary>256 octets and how many follow.</summary>
    private Octets Part()
    {
        Octets part = _rest.Slice(0, Math.Min(256, _rest.Length));
        _rest = _rest.Slice(part.Length);
        return Octets.Concat(part, _rest.IsEmpty ? Octets.FromHex("9000") : Octets.Of([0x61, (byte)Math.Min(_rest.Length, 0xFF)]));
    }
}
