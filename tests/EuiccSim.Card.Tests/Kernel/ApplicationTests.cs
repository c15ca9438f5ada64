using EuiccSim.Card.Kernel;
using EuiccSim.Card.State;
using EuiccSim.Card.Store;
using EuiccSim.Card.Tests.Uicc;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;

namespace EuiccSim.Card.Tests.Kernel;

/// <summary>What the kernel promises to an application such as the ISD-R.</summary>
public sealed class ApplicationTests
{
    private const string Name = "A000000099";
    private const string SelectIt = "01 A4 04 00 05" + Name + "00";

    private readonly List<TraceEvent> _events = [];
    private Probe _probe = null!;
    private VirtualEuicc _card = null!;

    [SetUp]
    public void Insert()
    {
        _events.Clear();
        _probe = new();
        CardState state = TestCard.State(TestProfile.Build());
        state = state with { Profiles = state.Profiles.Add(TestCard.Installed(TestProfile.Build(), "11", false)) };
        _card = new(state, CardEnvironment.System, new() { Trace = _events.Add, Store = new MemoryCardStore() },
            EuiccVariant.ConsumerV2 with { Applications = [parts => _probe.With(parts.IsdR.Memory)] });
        Send(Commands.OpenChannel);
        Send(SelectIt);
    }

    [Test]
    public void Gets_its_commands_and_long_answers_are_cut()
    {
        Assert.That(Send("81 01 00 00 00"), Has.Length.EqualTo(2 * 256 + 4).And.EndsWith("612C"));
        Assert.That(Send("81 C0 00 00 2C"), Has.Length.EqualTo(2 * 44 + 4).And.EndsWith("9000"));
        Assert.That(Send("81 01 00 00"), Is.EqualTo("6100"));
        Assert.That(Send("01 01 00 00 00"), Is.EqualTo("6E00"));
        Assert.That(Send("81 77 00 00 00"), Is.EqualTo("6D00"));
    }

    [Test]
    public void Rejection_drops_the_change_but_not_what_was_checkpointed()
    {
        Assert.That(Send("81 02 00 00"), Is.EqualTo("6A80"));
        Assert.That(_card.Snapshot().Profiles[0].Port, Is.Zero, "dropped");
        Assert.That(Send("81 03 00 00"), Is.EqualTo("6A80"));
        Assert.That(_card.Snapshot().Profiles[0].Port, Is.Null, "checkpointed");
    }

    [Test]
    public void Another_enabled_profile_deselects_files_and_PINs_but_not_the_application()
    {
        Send(Commands.VerifyPin1);
        Send($"00 A4 04 0C 10 {TestProfile.UsimAid}");
        Assert.That(Send("00 B0 87 00 01"), Is.EqualTo("089000"));
        Send("81 04 00 00");
        Assert.That(Send("00 B0 87 00 01"), Is.EqualTo("6A82"), "the MF is current");
        Assert.That(Send("00 A4 00 0C 02 7FFF"), Is.EqualTo("6A82"));
        Assert.That(Send($"00 A4 04 0C 10 {TestProfile.UsimAid}"), Is.EqualTo("9000"));
        Assert.That(Send("00 B0 87 00 01"), Is.EqualTo("6982"), "PIN 1 of the other Profile");
        Assert.That(Send("81 01 00 00 01"), Does.EndWith("6100"), "still selected on channel 1");
    }

    [Test]
    public void Proactive_command_is_announced_fetched_and_answered()
    {
        Assert.That(Send("81 05 00 00"), Is.EqualTo("9104"));
        Assert.That(Send("80 F2 00 0C"), Is.EqualTo("9104"), "on every channel, until it is fetched");
        Assert.That(Send("00 A4 00 0C 02 FFFF"), Is.EqualTo("6A82"));
        Assert.That(Send("80 12 00 00 05"), Is.EqualTo("6C04"));
        Assert.That(Send("80 12 00 00 04"), Is.EqualTo("D0028103" + "9000"));
        Assert.That(Send("80 F2 00 0C"), Is.EqualTo("9000"));
        Assert.That(Send("80 14 00 00 03 830100"), Is.EqualTo("9000"));
        Assert.That(_probe.Answered, Is.EqualTo(("D0028103", "830100")));
        Assert.That(Send("80 14 00 00 03 830100"), Is.EqualTo("6985"));
    }

    /// <summary>'62F1' and '63F1' have forms that say it too. TS 102 221 §10.2.1.</summary>
    [Test]
    public void While_a_proactive_command_waits_a_block_says_so()
    {
        Send(Commands.VerifyPin1);
        Send($"00 A4 04 0C 10 {TestProfile.UsimAid}");
        Assert.That(Send("81 05 00 00"), Is.EqualTo("9104"));
        Assert.That(Send("80 DB 00 8A 04 82051111"), Is.EqualTo("63F2"));
        Assert.That(Send("80 DB 00 00 03 111111"), Is.EqualTo("9104"));
        Assert.That(Send("80 CB 00 80 01 82 03"), Is.EqualTo("820511" + "62F2"));
        Assert.That(Send("80 12 00 00 04"), Is.EqualTo("D0028103" + "9000"));
        Assert.That(Send("80 CB 00 00 03"), Is.EqualTo("111111" + "62F1"));
        Assert.That(Send("80 DB 00 80 04 82051111"), Is.EqualTo("63F1"));
    }

    [Test]
    public void Hears_of_deselection_and_reset()
    {
        Send($"01 A4 04 0C 10 {TestProfile.UsimAid}");
        Assert.That(_probe.Deselections, Is.EqualTo(1));
        Send(SelectIt);
        Send("00 70 80 01");
        Assert.That(_probe.Deselections, Is.EqualTo(2));
        _events.Clear();
        _probe.RemovesSecondProfile = true;
        _card.Reset();
        Assert.That(_events[0], Is.TypeOf<CardChanged>(), "a change at reset is committed");
        Assert.That(_events[1], Is.TypeOf<TraceEvent.Reset>());
        Assert.That(_card.Snapshot().Profiles, Has.Count.EqualTo(1));
    }

    [Test]
    public void Refused_selection_leaves_the_former_one()
    {
        Assert.That(Send("01 A4 04 01 05" + Name + "00"), Is.EqualTo("6985"), "the probe refuses P2 01");
        Assert.That(Send("81 01 00 00 01"), Does.EndWith("6100"));
        Assert.That(_probe.Deselections, Is.Zero);
    }

    private string Send(string command) => _card.Process(Octets.FromHex(command.Replace(" ", ""))).ToString();

    private sealed class Probe : CardApplication
    {
        private readonly CommandTable<Channel, Transaction> _commands;
        private CardMemory _memory = null!;

        internal Probe() => _commands = new(
            new("LONG ANSWER", 0x80, CommandRow.AnyChannel, 0x01, IsoCases.Any, (_, _, _) => new(Octets.Of(new byte[300]))),
            new("REJECT", 0x80, CommandRow.AnyChannel, 0x02, IsoCases.Any, (_, _, _) => Disable(false)),
            new("CHECKPOINT AND REJECT", 0x80, CommandRow.AnyChannel, 0x03, IsoCases.Any, (_, _, _) => Disable(true)),
            new("SWITCH", 0x80, CommandRow.AnyChannel, 0x04, IsoCases.Any, (_, _, _) => Switch()),
            new("PROACTIVE", 0x80, CommandRow.AnyChannel, 0x05, IsoCases.Any, (_, _, tx) => Announce(tx)));

        /// <summary>Each start makes the applications anew; this one is to remember what happened before.</summary>
        internal Probe With(CardMemory memory)
        {
            _memory = memory;
            return this;
        }

        internal int Deselections { get; private set; }

        internal (string, string) Answered { get; private set; }

        internal override Aid? Aid => Protocol.Apdu.Aid.FromHex(Name);

        internal override ResponseApdu Select(Selection found, CommandApdu command, Channel channel, Transaction tx) =>
            command.P2 == 0x01 ? new(StatusWord.ConditionsNotSatisfied) : ResponseApdu.Ok;

        internal override ResponseApdu Process(CommandApdu command, Channel channel, Transaction tx) =>
            _commands.Process(command, channel, tx);

        internal override void OnDeselect(Channel channel) => Deselections++;

        internal bool RemovesSecondProfile { get; set; }

        internal override void OnPowerUp(Transaction tx)
        {
            if (RemovesSecondProfile) _memory.State = _memory.State with { Profiles = _memory.State.Profiles.RemoveAt(1) };
        }

        internal override void OnTerminalResponse(Octets command, Octets response, Transaction tx) =>
            Answered = (command.ToString(), response.ToString());

        private ResponseApdu Disable(bool checkpoint)
        {
            InstalledProfile first = _memory.State.Profiles[0];
            _memory.State = _memory.State with { Profiles = _memory.State.Profiles.SetItem(0, first with { Port = null }) };
            if (checkpoint) _memory.Checkpoint();
            throw new StatusWordException(StatusWord.IncorrectData);
        }

        private ResponseApdu Switch()
        {
            (InstalledProfile first, InstalledProfile second) = (_memory.State.Profiles[0], _memory.State.Profiles[1]);
            _memory.State = _memory.State with { Profiles = [first with { Port = null }, second with { Port = 0 }] };
            return ResponseApdu.Ok;
        }

        private static ResponseApdu Announce(Transaction tx)
        {
            tx.Port.PendingProactiveCommand = Octets.FromHex("D0028103");
            return ResponseApdu.Ok;
        }
    }
}
