using EuiccSim.Card.Profiles;
using EuiccSim.Card.State;
using EuiccSim.Card.Store;
using EuiccSim.Card.Tests.Uicc;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Testing;

namespace EuiccSim.Card.Tests;

/// <summary>Cards for tests, and commands in hexadecimal digits; spaces in them mean nothing.</summary>
internal sealed class TestCard
{
    private TestCard(VirtualEuicc card) => Card = card;

    internal VirtualEuicc Card { get; }

    internal static TestCard With(UiccProfile? profile, CardOptions? options = null) =>
        new(VirtualEuicc.Restore(State(profile), CardEnvironment.System, options));

    internal static TestCard WithProfile(CardOptions? options = null) => With(TestProfile.Build(), options);

    internal static TestCard Without(CardOptions? options = null) => With(null, options);

    internal static TestCard AsT0() => WithProfile(new() { Personality = Personality.Default with { ShapesAsT0 = true } });

    internal static CardState State(UiccProfile? profile) => new()
    {
        Euicc = EuiccConfigurations.From(TestEuicc.Pki),
        Profiles = profile is null ? [] : [Installed(profile, "10", true)],
    };

    internal static InstalledProfile Installed(UiccProfile profile, string suffix, bool enabled) => new()
    {
        IsdpAid = Octets.FromHex($"A0000005591010FFFFFFFF890000{suffix}00"),
        Iccid = Octets.FromHex(TestProfile.Iccid),
        KeptMetadata = Signed<StoreMetadataRequest>.Of(TestPackages.Metadata()),
        Port = enabled ? 0 : null,
        Uicc = profile,
    };

    /// <summary>Sends one command and answers data and status word as digits.</summary>
    internal string Send(string command) => Card.Process(Octets.FromHex(command.Replace(" ", ""))).ToString();

    /// <summary>Sends commands and answers only the last answer.</summary>
    internal string Send(params string[] commands)
    {
        string answer = "";
        foreach (string command in commands) answer = Send(command);
        return answer;
    }

    /// <summary>Selects the USIM on the basic channel.</summary>
    internal TestCard InUsim()
    {
        Assert.That(Send($"00 A4 04 0C 10 {TestProfile.UsimAid}"), Is.EqualTo("9000"));
        return this;
    }

    /// <summary>Verifies PIN 1.</summary>
    internal TestCard Verified()
    {
        Assert.That(Send(Commands.VerifyPin1), Is.EqualTo("9000"));
        return this;
    }
}
