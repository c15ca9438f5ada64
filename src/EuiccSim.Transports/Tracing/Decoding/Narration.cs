using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Tracing.Decoding;

/// <summary>What a row of the command table knows, and where it puts what it found out.</summary>
internal sealed class Narration(CommandApdu command, TraceContext context, ChannelState channel, bool showsSecrets)
{
    internal CommandApdu Command { get; } = command;

    internal TraceContext Context { get; } = context;

    internal ChannelState Channel { get; } = channel;

    /// <summary>What the command's title has behind its name.</summary>
    internal string Subject { get; set; } = "";

    internal bool HasSecretCommand { get; set; }

    internal bool HasSecretResponse { get; set; }

    /// <summary>What changes on the card if it says yes.</summary>
    internal Action? OnSuccess { get; set; }

    internal Asn1Fields Details { get; } = new();

    internal void Settle(StatusWord status)
    {
        if (status.Sw1 is 0x90 or 0x91 or 0x61 or 0x9F or 0x62) OnSuccess?.Invoke();
    }

    internal void Add(string name, string text) => Details.Add(Asn1Description.Of(name, text));

    internal void Add(string name, Octets octets) => Details.Add(Asn1Description.Of(name, octets));

    /// <summary>The octets, if there are any.</summary>
    internal void AddData(string name, Octets octets)
    {
        if (!octets.IsEmpty) Add(name, octets);
    }

    internal void AddSecret(string name, Octets octets) =>
        Add(name, showsSecrets ? octets.ToString() : Masked(octets.Length));

    /// <summary>The description with what must not be read over a shoulder left out.</summary>
    internal void AddMasked(Asn1Description description) => Details.Add(showsSecrets ? description : Mask(description));

    private static Asn1Description Mask(Asn1Description description)
    {
        if (description.Text is { } text) return s_secret.Contains(description.Name) ? Asn1Description.Of(description.Name, Masked(text.Length / 2)) : description;
        Asn1Fields parts = new();
        foreach (Asn1Description part in description.Parts) parts.Add(Mask(part));
        return parts.Under(description.Name) with { IsList = description.IsList };
    }

    private static string Masked(int length) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"({length} octets masked)");

    // The hash of a confirmation code of a few digits is found by trying.
    private static readonly HashSet<string> s_secret = ["hashCc"];
}

/// <summary>What is known of the whole card.</summary>
internal sealed class TraceContext
{
    private readonly ChannelState[] _channels = new ChannelState[ChannelNumber.Maximum + 1];

    internal TraceContext() => Reset();

    internal ChannelState Channel(int number) => _channels[number];

    internal void Open(int number)
    {
        if (number is >= 0 and <= ChannelNumber.Maximum) _channels[number] = new();
    }

    internal void Reset()
    {
        for (int i = 0; i < _channels.Length; i++) _channels[i] = new();
    }
}
