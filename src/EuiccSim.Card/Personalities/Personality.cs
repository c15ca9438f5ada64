using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Card;

/// <summary>
/// How a card differs from other cards: data, read at the points of the kernel and of the ISD-R that the members name. Some cards that differ are
/// right as well, others are in the field and wrong (docs/personalities.md). The default of each member is no quirk.
/// </summary>
public sealed record Personality
{
    /// <summary>No quirk at all; its name is "default".</summary>
    public static Personality Default { get; } = new();

    /// <summary>Answers as a card with the protocol T=0 only; its name is "t0".</summary>
    public static Personality T0 { get; } = new() { ShapesAsT0 = true };

    /// <summary>The names that <see cref="Find"/> knows.</summary>
    public static SequenceOf<string> Names => KnownPersonalities.Names;

    /// <summary>The personality that is built in under a name, or null.</summary>
    public static Personality? Find(string name) => KnownPersonalities.Find(name);

    /// <summary>Reads one that somebody wrote (docs/personalities.md).</summary>
    /// <param name="json">A JSON object in UTF-8; what it does not name is as in the default.</param>
    /// <exception cref="FormatException">It is none; the message says what is wrong.</exception>
    public static Personality Read(ReadOnlySpan<byte> json) => PersonalityJson.Read(json);

    /// <summary>The answer to reset; empty for one that announces the channels and lengths of this personality. TS 102 221 §6.3.</summary>
    public Octets Atr { get; init; }

    /// <summary>
    /// Answer as under T=0: a command with data and an answer gets '61XX', and a wrong Le gets '6CXX'.
    /// Otherwise, as under T=1, up to Le octets come at once and '61XX' is for the rest.
    /// </summary>
    public bool ShapesAsT0 { get; init; }

    /// <summary>A command without Le gets its answer at once, too, up to 256 octets of it.</summary>
    public bool AnswersWithoutLe { get; init; }

    /// <summary>A command that has data and Le is refused with '6700'; the same without Le is taken.</summary>
    public bool RefusesLeAfterData { get; init; }

    /// <summary>The number of logical channels with the basic one, 1 to 20.</summary>
    public int ChannelCount { get; init; } = 20;

    /// <summary>The lowest number that MANAGE CHANNEL gives a new channel, 1 to 19.</summary>
    public int FirstChannel { get; init; } = 1;

    /// <summary>Accept lengths in extended form; else they are answered '6700'.</summary>
    public bool AcceptsExtendedLength { get; init; }

    /// <summary>The most octets of data in a STORE DATA to the ISD-R; null for as many as the command can have.</summary>
    public int? LargestSegment { get; init; }

    /// <summary>The status word for a STORE DATA with more.</summary>
    public StatusWord LargerSegment { get; init; } = StatusWord.WrongLength;

    /// <summary>The name of the ISD-R; null for the standard's. SGP.22 v2.5 §5.7.1.</summary>
    public Aid? IsdRAid { get; init; }

    /// <summary>EnableProfile, DisableProfile and DeleteProfile find a Profile by the AID of its ISD-P, and not by its ICCID.</summary>
    public bool KnowsProfilesByAid { get; init; }

    /// <summary>What EnableProfile and DisableProfile want of refreshFlag.</summary>
    public RefreshFlagRule RefreshFlag { get; init; }

    /// <summary>After EnableProfile and DisableProfile the ISD-R answers STORE DATA with '6985' until the next reset.</summary>
    public bool RestsAfterSwitch { get; init; }

    /// <summary>While a REFRESH waits to be fetched or performed, the ISD-R answers STORE DATA with '9300'. TS 102 221 §10.2.1.1.</summary>
    public bool WantsRefreshFirst { get; init; }

    /// <summary>A load that has begun is lost when its channel is closed, or something else is selected there.</summary>
    public bool LosesLoadWithChannel { get; init; }

    /// <summary>The ISD-R answers the head of the profile elements in a Bound Profile Package with a result that says nothing ('BF3700'), and goes on.</summary>
    public bool AnswersWithinPackage { get; init; }

    /// <summary>An element of profile packages that is refused, whatever is in it; null for none.</summary>
    public RefusedElement? RefusedElement { get; init; }

    /// <summary>After so many loads that failed, the ISD-R answers nothing any more until the next reset; null for never.</summary>
    public int? FailuresUntilMute { get; init; }

    /// <summary>The ISD-R does as if the card had no CI on a brainpool curve.</summary>
    public bool LacksBrainpool { get; init; }

    /// <summary>The version of profile packages that EUICCInfo2 tells (profileVersion); null for that of the chip.</summary>
    public VersionType? ProfileVersion { get; init; }

    /// <summary>EnableProfile without targetEsimPort (SGP.22 v3) is answered '6A80', as chips with several ports do.</summary>
    public bool WantsPort { get; init; }

    /// <summary>The Profile with the lowest ISD-P AID comes back after DeleteProfile or eUICCMemoryReset, disabled, with the next reset.</summary>
    public bool KeepsFirstProfile { get; init; }

    /// <summary>How long the card takes; null for no time at all.</summary>
    public CardTiming? Timing { get; init; }

    /// <summary>What a card with this personality answers to a reset: <see cref="Atr"/>, or what takes its place.</summary>
    public Octets AnswerToReset => Atr.IsEmpty ? Personalities.Atr.For(this) : Atr;

    internal const string DefaultName = "default";
}

/// <summary>What a card wants of refreshFlag. SGP.22 v2.5 §5.7.16.</summary>
public enum RefreshFlagRule
{
    /// <summary>Either value is taken.</summary>
    Either,

    /// <summary>Without it: undefinedError (127).</summary>
    Wanted,

    /// <summary>With it: catBusy (5).</summary>
    Refused,
}

/// <summary>An element of profile packages that a card does not take.</summary>
/// <param name="Number">Which, from 1 on.</param>
/// <param name="Status">The status that the card gives for it. SAIP §7.</param>
public sealed record RefusedElement(int Number, PeStatusCode Status);

/// <summary>How long a card takes.</summary>
public sealed record CardTiming
{
    /// <summary>For each octet of a command and of its answer.</summary>
    public TimeSpan PerOctet { get; init; }

    /// <summary>For AuthenticateServer, besides its octets.</summary>
    public TimeSpan AuthenticateServer { get; init; }

    /// <summary>For PrepareDownload, besides its octets.</summary>
    public TimeSpan PrepareDownload { get; init; }

    /// <summary>What the last block of a function takes, and every octet on the line.</summary>
    internal TimeSpan For(Octets command, Octets answer)
    {
        TimeSpan octets = PerOctet * (command.Length + answer.Length);
        // The answer tells which function it was, whatever blocks its request came in.
        if (answer.Length < 4 || answer[0] != 0xBF) return octets;
        return octets + (answer[1] switch { 0x38 => AuthenticateServer, 0x21 => PrepareDownload, _ => TimeSpan.Zero });
    }
}
