using System.Globalization;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Uicc;

/// <summary>What a card asks the terminal to do. TS 102 223 §6.6, §8.6, §9.4.</summary>
/// <param name="Number">The number of the command, which the answer repeats.</param>
/// <param name="Type">What shall be done: '01' is REFRESH.</param>
/// <param name="Qualifier">How; of REFRESH the mode.</param>
/// <param name="Objects">All data objects, Command details first, as the card sent them.</param>
public sealed record ProactiveCommand(byte Number, byte Type, byte Qualifier, SequenceOf<BerTlv> Objects)
{
    /// <summary>REFRESH. §6.4.7.</summary>
    public const byte Refresh = 0x01;

    /// <summary>MORE TIME. §6.4.2.</summary>
    public const byte MoreTime = 0x02;

    /// <summary>POLL INTERVAL. §6.4.6.</summary>
    public const byte PollInterval = 0x03;

    /// <summary>PROVIDE LOCAL INFORMATION. §6.4.15.</summary>
    public const byte ProvideLocalInformation = 0x26;

    /// <summary>"REFRESH"; "command 99" for one that has no name.</summary>
    public string Name => NameOf(Type) ?? string.Create(CultureInfo.InvariantCulture, $"command {Type:X2}");

    /// <summary>True for REFRESH with "UICC reset" or "eUICC profile state change": the card starts anew. §6.4.7.1, §8.6.</summary>
    public bool ResetsCard => Type == Refresh && Qualifier is UiccReset or ProfileStateChange;

    /// <summary>The value of a data object, whether its comprehension is required or not; null if it is not there.</summary>
    /// <param name="tag">The tag without the comprehension bit: '0D' for a text string.</param>
    public Octets? Find(int tag)
    {
        foreach (BerTlv one in Objects) if ((one.Tag & ~ComprehensionRequired) == tag) return one.Value;
        return null;
    }

    /// <summary>Reads what FETCH answered.</summary>
    /// <returns>Null for what is no proactive command, or has no Command details.</returns>
    public static ProactiveCommand? TryRead(Octets octets)
    {
        if (!BerTlv.TryHeader(octets, out TlvHeader header) || header.Tag != Template) return null;
        // A template that ends too early still shows what is asked for.
        int length = Math.Min(header.ValueLength, octets.Length - header.HeaderLength);
        IReadOnlyList<BerTlv> objects = BerTlv.ReadWhole(octets.Slice(header.HeaderLength, length));
        if (objects is not [{ Value.Length: 3 } details, ..] || (details.Tag & ~ComprehensionRequired) != Details) return null;
        return new(details.Value[0], details.Value[1], details.Value[2], SequenceOf.From(objects));
    }

    /// <summary>The name of a type of command, §9.4; null if it has none.</summary>
    public static string? NameOf(byte type) => type switch
    {
        0x01 => "REFRESH",
        0x02 => "MORE TIME",
        0x03 => "POLL INTERVAL",
        0x04 => "POLLING OFF",
        0x05 => "SET UP EVENT LIST",
        0x10 => "SET UP CALL",
        0x11 => "SEND SS",
        0x12 => "SEND USSD",
        0x13 => "SEND SHORT MESSAGE",
        0x14 => "SEND DTMF",
        0x15 => "LAUNCH BROWSER",
        0x20 => "PLAY TONE",
        0x21 => "DISPLAY TEXT",
        0x22 => "GET INKEY",
        0x23 => "GET INPUT",
        0x24 => "SELECT ITEM",
        0x25 => "SET UP MENU",
        0x26 => "PROVIDE LOCAL INFORMATION",
        0x27 => "TIMER MANAGEMENT",
        0x28 => "SET UP IDLE MODE TEXT",
        0x30 => "PERFORM CARD APDU",
        0x31 => "POWER ON CARD",
        0x32 => "POWER OFF CARD",
        0x33 => "GET READER STATUS",
        0x34 => "RUN AT COMMAND",
        0x35 => "LANGUAGE NOTIFICATION",
        0x40 => "OPEN CHANNEL",
        0x41 => "CLOSE CHANNEL",
        0x42 => "RECEIVE DATA",
        0x43 => "SEND DATA",
        0x44 => "GET CHANNEL STATUS",
        0x45 => "SERVICE SEARCH",
        0x46 => "GET SERVICE INFORMATION",
        0x47 => "DECLARE SERVICE",
        0x70 => "ACTIVATE",
        0x71 => "CONTACTLESS STATE CHANGED",
        0x72 => "COMMAND CONTAINER",
        0x73 => "ENCAPSULATED SESSION CONTROL",
        _ => null,
    };

    /// <summary>Command details, with its comprehension bit as it came. §8.6.</summary>
    internal Octets EncodedDetails => Objects[0].Encoded;

    private const int Template = 0xD0;
    private const int Details = 0x01;
    private const int ComprehensionRequired = 0x80;
    private const byte UiccReset = 0x04;
    private const byte ProfileStateChange = 0x09;
}
