using EuiccSim.Card.State;
using EuiccSim.Card.Store;
using EuiccSim.Card.Tests.Store;
using EuiccSim.Card.Tests.Uicc;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;

namespace EuiccSim.Card.Tests.Kernel;

/// <summary>A card with two ports, each with a Profile of its own, over APDUs: what happens at one does not show at the other.</summary>
public sealed class PortTests
{
    private const string First = "A0000005591010FFFFFFFF89000010" + "00";
    private const string Third = "A0000005591010FFFFFFFF89000012" + "00";
    private const string SelectIsdR = "00A4040C10A0000005591010FFFFFFFF8900000100";
    private const string SelectUsim = "00A4040C10" + TestProfile.UsimAid;
    private const string TerminalProfile = "80100000010F";
    private const string Fetch = "801200000B";
    private const string Performed = "801400000C810301010482028281830100";

    /// <summary>What a device does at a port, each with the last answer that it gets.</summary>
    private static readonly (string Name, string[] Commands, string Last)[] s_acts =
    [
        ("UPDATE", [Commands.VerifyPin1, Commands.VerifyAdm1, "00D68500026672"], "9000"),
        ("a wrong PIN", [Commands.WrongPin1], "63C2"),
        ("enabling", [SelectIsdR, Enable(Third, false)], "BF31038001009000"),
        ("enabling with REFRESH", [TerminalProfile, SelectIsdR, Enable(Third, true), Fetch, Performed], "9000"),
        ("a reset that the switch waited for", [TerminalProfile, SelectIsdR, Enable(Third, true), "reset"], ""),
        ("disabling", [SelectIsdR, $"80E291001ABF3217A0124F10{First}810100" + "00"], "BF32038001009000"),
        ("a reset", [Commands.VerifyPin1, Commands.OpenChannel, "reset"], ""),
    ];

    [Test]
    public void A_PIN_that_is_verified_on_one_port_is_asked_for_on_the_other()
    {
        VirtualEuicc card = TwoPorts();
        foreach (int port in (int[])[0, 1]) Send(card, port, SelectUsim);
        Send(card, 0, Commands.VerifyPin1);
        Assert.That((Send(card, 0, "00B0870001"), Send(card, 1, "00B0870001")), Is.EqualTo(("089000", "6982")));
        Send(card, 1, Commands.VerifyPin1);
        Assert.That(Send(card, 1, "00B0870001"), Is.EqualTo("089000"));
    }

    [Test]
    public void A_channel_that_is_open_on_one_port_is_not_on_the_other()
    {
        VirtualEuicc card = TwoPorts();
        Assert.That(Send(card, 0, Commands.OpenChannel), Is.EqualTo("019000"));
        Assert.That((Send(card, 0, "01A4000C023F00"), Send(card, 1, "01A4000C023F00")), Is.EqualTo(("9000", "6881")));
        Assert.That(Send(card, 1, Commands.OpenChannel), Is.EqualTo("019000"));
    }

    [Test]
    public void Files_selected_by_class_A0_are_those_of_the_port()
    {
        VirtualEuicc card = TwoPorts();
        Send(card, 0, "A0A40000022FE2");
        Assert.That((Send(card, 0, "A0B000000A"), Send(card, 1, "A0B000000A")), Is.EqualTo((TestProfile.Iccid + "9000", "9400")));
    }

    [TestCaseSource(nameof(Names))]
    public void What_happens_at_one_port_leaves_the_octets_of_the_other_unchanged(string name, int port)
    {
        VirtualEuicc card = TwoPorts();
        int other = 1 - port;
        Prepare(card, other);
        string[] before = Look(card, other);
        Assert.That(Do(card, port, name), Is.EqualTo(s_acts.Single(act => act.Name == name).Last));
        Assert.That(Look(card, other), Is.EqualTo(before));
    }

    [TestCaseSource(nameof(Names))]
    public void Power_lost_at_any_commit_of_it_leaves_the_other_port_as_it_was(string name, int port)
    {
        int other = 1 - port;
        VirtualEuicc untouched = TwoPorts();
        Prepare(untouched, other);
        string[] expected = Look(untouched, other);
        foreach (bool isDurable in (bool[])[false, true])
        {
            for (int commit = 1; ; commit++)
            {
                FaultPlan faults = new();
                VirtualEuicc card = TwoPorts(new FaultyStore(faults));
                using ActiveFault tear = faults.Inject(Fault.At(Place.Commit).Nth(commit).PowerLoss(isDurable));
                try
                {
                    Do(card, port, name);
                }
                catch (PowerLostException)
                {
                    Assert.That(() => Send(card, other, "80F2000C"), Throws.TypeOf<PowerLostException>(), "there is one power for both");
                    card.Reset();
                }
                Prepare(card, other);
                Assert.That(Look(card, other), Is.EqualTo(expected), $"commit {commit}");
                Assert.That(card.Snapshot().Profiles.Count(profile => profile.Port == other), Is.EqualTo(1));
                Assert.That(card.Snapshot().Ports, Is.Empty, "nothing waits any more");
                if (!tear.HasStruck) break;
            }
        }
    }

    [Test]
    public void A_profile_is_enabled_on_one_port_only()
    {
        VirtualEuicc card = TwoPorts();
        Send(card, 1, TerminalProfile);
        Send(card, 1, SelectIsdR);
        Assert.That(Send(card, 1, Enable(First, false)), Is.EqualTo("BF31038001029000"), "it is enabled, on port 0");
        Assert.That(Send(card, 1, $"80E291001ABF3217A0124F10{First}81010000"), Is.EqualTo("BF32038001029000"), "not here");
        Assert.That(Send(card, 1, $"80E2910015BF33124F10{First}00"), Is.EqualTo("BF33038001029000"));
        Assert.That(Send(card, 1, Enable(Third, true)), Is.EqualTo("BF3103800100910B"));
        Send(card, 0, SelectIsdR);
        Assert.That(Send(card, 0, Enable(Third, false)), Is.EqualTo("BF31038001059000"), "catBusy: it is about to be enabled on port 1");
        Assert.That(Send(card, 0, $"80E2910015BF33124F10{Third}00"), Is.EqualTo("BF33038001029000"));
        Assert.That(Send(card, 0, "80E2910007BF3404820205E000"), Is.EqualTo("BF34038001059000"), "it would delete that one too");
    }

    [Test]
    public void A_download_goes_on_when_another_port_is_reset_and_is_interrupted_by_a_reset_of_its_own([Values] bool isOwn)
    {
        TestEuicc card = new(new CardState { Euicc = TestEuicc.Configuration, PortCount = 2 });
        List<Octets> segments = card.Bind(upp: TestPackages.Small()).Segments();
        foreach (Octets segment in segments.SkipLast(1)) card.StoreData(segment);
        card.Card.Reset(isOwn ? 0 : 1);
        if (isOwn)
        {
            card.SelectIsdR();
            Assert.That(card.StoreData(segments[^1]).Status.Value, Is.Not.EqualTo(0x9000));
            Assert.That((card.Profiles().Count, card.Notifications().Count), Is.EqualTo((0, 1)), "the interruption is told");
        }
        else
        {
            Assert.That(card.Load(segments.TakeLast(1)).Aid().Length, Is.EqualTo(16));
        }
    }

    [Test]
    public void An_image_keeps_what_there_is_for_each_port_and_says_nothing_of_the_only_one()
    {
        TestEuicc card = new();
        Octets[] aids = [card.Install(TestPackages.IccidDigits), card.Install(TestPackages.SecondIccid), card.Install(TestPackages.ThirdIccid)];
        Assert.That(System.Text.Encoding.UTF8.GetString(ImageFolder.Write(card.State)), Does.Not.Contain("\"port").And.Not.Contain("otherPorts"));
        CardState state = card.State with { PortCount = 2, Profiles = [card.State.Profiles[0] with { Port = 1 }, card.State.Profiles[1], card.State.Profiles[2]] };
        state = state.With(new(1) { PendingSwitch = new(aids[1]), EnabledBeforeTest = aids[2] }).With(new(0) { PendingSwitch = new(aids[2]) });
        CardState copy = ImageFolder.Copy(state);
        Assert.That((copy.PortCount, copy.EnabledOn(1)?.IsdpAid, copy.EnabledOn(0)), Is.EqualTo((2, (Octets?)aids[0], (InstalledProfile?)null)));
        Assert.That(copy.Ports, Is.EqualTo(state.Ports));
        Assert.That(() => ImageFolder.Copy(state with { PortCount = 1, Ports = [] }), Throws.TypeOf<CardImageException>().With.Message.Contains("port"));
    }

    private static IEnumerable<object[]> Names() => from act in s_acts from port in (int[])[0, 1] where port == 0 || act.Name != "disabling" select new object[] { act.Name, port };

    /// <summary>On each port something is verified, open and selected that a look can tell.</summary>
    private static void Prepare(VirtualEuicc card, int port)
    {
        foreach (string command in (string[])[Commands.VerifyPin1, Commands.OpenChannel, "01A4040C10" + TestProfile.UsimAid, SelectUsim, "00A4000C026F07"])
            Assert.That(Send(card, port, command), Does.EndWith("9000"), command);
    }

    private static string[] Look(VirtualEuicc card, int port) => Array.ConvertAll(
        (string[])["00B0000009", "00B0850002", "81F2000100", "80F2000000", "02F2000C", "00200001", "002C0001", "8012000000", "00B2010430"],
        command => Send(card, port, command));

    private static string Do(VirtualEuicc card, int port, string name)
    {
        string answer = "";
        foreach (string command in s_acts.Single(act => act.Name == name).Commands)
        {
            answer = "";
            if (command == "reset") card.Reset(port);
            else answer = Send(card, port, command);
        }
        return answer;
    }

    private static string Enable(string aid, bool refresh) => $"80E291001ABF3117A0124F10{aid}8101{(refresh ? "FF" : "00")}00";

    private static string Send(VirtualEuicc card, int port, string command) => card.Process(Octets.FromHex(command.Replace(" ", "")), port).ToString();

    private static VirtualEuicc TwoPorts(ICardStore? store = null)
    {
        CardState state = TestCard.State(TestProfile.Build());
        state = state with
        {
            PortCount = 2,
            Profiles =
            [
                state.Profiles[0],
                TestCard.Installed(TestProfile.Build(), "11", true) with { Port = 1 },
                TestCard.Installed(TestProfile.Build(), "12", false),
            ],
        };
        return VirtualEuicc.Restore(state, CardEnvironment.System, new() { Store = store });
    }
}
