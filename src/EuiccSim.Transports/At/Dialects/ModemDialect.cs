using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.At.Dialects;

/// <summary>
/// How a modem speaks where modems differ: data, which the virtual modem reads at the places that the members name. What the standard says
/// (3GPP TS 27.007, ITU-T V.250) is the default of each.
/// </summary>
/// <param name="Name">Its name: letters of the Latin alphabet, digits, hyphens.</param>
public sealed record ModemDialect(string Name)
{
    /// <summary>What is particular, in a sentence.</summary>
    public string Summary { get; init; } = "";

    /// <summary>What comes back of a command line.</summary>
    public ModemEcho Echo { get; init; } = ModemEcho.Settable;

    /// <summary>Lines that come by themselves: one in turn with each answer, now before it, now between its lines and its result.</summary>
    public SequenceOf<string> Unsolicited { get; init; } = [];

    /// <summary>Digits of answers are a to f instead of A to F.</summary>
    public bool HasLowerCaseDigits { get; init; }

    /// <summary>The octets of +CSIM and +CGLA stand in quotes.</summary>
    public bool HasQuotes { get; init; } = true;

    /// <summary>A blank stands after the colon of an answer.</summary>
    public bool HasBlankAfterColon { get; init; } = true;

    /// <summary>The length in +CSIM and +CGLA counts octets, not digits.</summary>
    public bool CountsOctets { get; init; }

    /// <summary>What AT+CCHO calls a channel.</summary>
    public ModemSessions Sessions { get; init; } = ModemSessions.Number;

    /// <summary>The most characters in a command line; a longer one is dropped and answered with an error.</summary>
    public int MaximumCommandLength { get; init; } = 4096;

    /// <summary>How a refusal looks.</summary>
    public ModemErrors Errors { get; init; } = ModemErrors.Settable;

    /// <summary>The modem fetches an answer that the card announces with '61XX', and repeats a command with the length that '6CXX' names.</summary>
    public bool CollectsAnswers { get; init; }

    /// <summary>Without an enabled profile the modem takes the card for none, and lets nobody reach it.</summary>
    public bool NeedsProfile { get; init; }

    /// <summary>ICCID and IMSI are read when the card is turned on, and told from memory until AT+CFUN turns it off and on again.</summary>
    public bool KeepsIdentity { get; init; }

    /// <summary>The one without particulars.</summary>
    public static ModemDialect Default { get; } = new("default") { Summary = "As 3GPP TS 27.007 and ITU-T V.250 have it." };

    /// <summary>Those that come along, the default first.</summary>
    public static SequenceOf<ModemDialect> All => KnownDialects.All;

    /// <summary>The one of this name; null if there is none.</summary>
    public static ModemDialect? Find(string name) => All.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads one that somebody wrote (docs/modem-dialects.md).</summary>
    /// <param name="json">A JSON object in UTF-8; what it does not name is as in the default.</param>
    /// <exception cref="FormatException">It is none; the message says what is wrong.</exception>
    public static ModemDialect Read(ReadOnlySpan<byte> json) => DialectReader.Read(json);
}

/// <summary>What comes back of a command line. ITU-T V.250 §6.2.4.</summary>
public enum ModemEcho
{
    /// <summary>All of it, until ATE0.</summary>
    Settable,

    /// <summary>Nothing at the beginning; ATE1 turns it on.</summary>
    OffAtFirst,

    /// <summary>All of it, whatever ATE0 was answered.</summary>
    Always,

    /// <summary>All but the first letter, until ATE0.</summary>
    WithoutFirstLetter,
}

/// <summary>What AT+CCHO calls a channel. 3GPP TS 27.007 §8.45.</summary>
public enum ModemSessions
{
    /// <summary>By the number of the channel: "+CCHO: 1".</summary>
    Number,

    /// <summary>The same without the name of the command: "1".</summary>
    BareNumber,

    /// <summary>By a long name in hexadecimal digits that says nothing of the card: "+CCHO: 000000000385a7c1".</summary>
    Handle,

    /// <summary>The modem has no AT+CCHO, AT+CGLA and AT+CCHC; there is AT+CSIM.</summary>
    None,
}

/// <summary>How a refusal looks. 3GPP TS 27.007 §9.1.</summary>
public enum ModemErrors
{
    /// <summary>"ERROR", numbers or words, as AT+CMEE says.</summary>
    Settable,

    /// <summary>Words where AT+CMEE asks for numbers, too.</summary>
    Words,

    /// <summary>Always "ERROR".</summary>
    None,
}
