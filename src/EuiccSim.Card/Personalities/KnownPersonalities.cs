using System.Collections.Immutable;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Card;

/// <summary>The personalities that come along; docs/personalities.md tells what kind of report each comes from.</summary>
internal static class KnownPersonalities
{
    private static readonly ImmutableArray<Named> s_all =
    [
        new(Personality.DefaultName, Personality.Default),
        new("t0", Personality.T0),
        new("direct-data", new() { AnswersWithoutLe = true }),
        new("no-le", new() { RefusesLeAfterData = true }),
        new("segments-120", new() { LargestSegment = 120 }),
        new("segments-6a80", new() { LargestSegment = 120, LargerSegment = StatusWord.IncorrectData }),
        new("segments-6601", new() { LargestSegment = 120, LargerSegment = new(0x6601) }),
        new("other-isd-r", new() { IsdRAid = Aid.FromHex("A0000005591010000000008900000300") }),
        new("by-aid", new() { KnowsProfilesByAid = true, RefreshFlag = RefreshFlagRule.Wanted }),
        new("refresh-refused", new() { RefreshFlag = RefreshFlagRule.Refused }),
        new("rests-after-switch", new() { RestsAfterSwitch = true }),
        new("refresh-first", new() { WantsRefreshFirst = true }),
        new("load-in-one-channel", new() { LosesLoadWithChannel = true }),
        new("answers-within-package", new() { AnswersWithinPackage = true }),
        new("refuses-element", new() { RefusedElement = new(7, PeStatusCode.InvalidParameter) }),
        new("basic-channel-only", new() { ChannelCount = 1 }),
        new("high-channels", new() { FirstChannel = 4 }),
        new("mute-after-failures", new() { FailuresUntilMute = 2, RefusedElement = new(3, PeStatusCode.BadValues) }),
        new("no-brainpool", new() { LacksBrainpool = true }),
        new("old-packages", new() { ProfileVersion = new VersionType(2, 1) }),
        new("wants-port", new() { WantsPort = true }),
        new("keeps-first-profile", new() { KeepsFirstProfile = true }),
        new("slow", new()
        {
            Timing = new()
            {
                PerOctet = TimeSpan.FromMicroseconds(62),
                AuthenticateServer = TimeSpan.FromSeconds(3),
                PrepareDownload = TimeSpan.FromSeconds(3.7),
            },
        }),
    ];

    internal static SequenceOf<string> Names { get; } = SequenceOf.From(s_all.Select(one => one.Name));

    internal static Personality? Find(string name) => s_all.FirstOrDefault(one => one.Name == name)?.Personality;

    private sealed record Named(string Name, Personality Personality);
}
