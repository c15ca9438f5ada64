using System.Text.RegularExpressions;
using EuiccSim.Card.Ecasd;
using EuiccSim.Card.IsdR;
using EuiccSim.Card.Kernel;
using EuiccSim.Card.Tests.Uicc;
using EuiccSim.Card.Uicc;

namespace EuiccSim.Card.Tests.Kernel;

/// <summary>
/// Every command that any application knows, and some that none does, with each application selected, on each kind of channel. A cell is
/// the status word and the clause that asks for it: of TS 102 221 unless another document is named, or "ours" where none does.
/// </summary>
public sealed class CommandMatrixTests
{
    private const string No = "6D00 ours";

    /// <summary>
    /// Command, APDU, then the cells: MF without a profile, MF of a profile, USIM, ISD-R, ECASD. PIN 1 is not verified. A last cell is for
    /// channels that are not the basic one, where it makes a difference.
    /// </summary>
    private static readonly string[][] s_matrix =
    [
        // The kernel's: the same whatever is selected.
        ["SELECT", "00 A4 00 0C 02 3F00", "9000 §11.1.1", "9000 §11.1.1", "9000 §11.1.1", "9000 §11.1.1", "9000 §11.1.1"],
        ["SELECT of an unknown file", "00 A4 00 0C 02 2FFF", "6A82 §11.1.1", "6A82 §11.1.1", "6A82 §11.1.1", "6A82 §11.1.1", "6A82 §11.1.1"],
        ["SELECT of an ISD-P", "00 A4 04 0C 10 A0000005591010FFFFFFFF8900001000", "6A82 ours", "6A82 ours", "6A82 ours", "6A82 ours", "6A82 ours"],
        ["MANAGE CHANNEL, any number", "00 70 00 00 01", "9000 §11.1.17", "9000 §11.1.17", "9000 §11.1.17", "9000 §11.1.17", "9000 §11.1.17"],
        ["MANAGE CHANNEL, number 9", "00 70 00 09", "9000 §11.1.17", "9000 §11.1.17", "9000 §11.1.17", "9000 §11.1.17", "9000 §11.1.17"],
        ["MANAGE CHANNEL, an open one", "00 70 00 04", "6A86 JCRE §4.5.1", "6A86 JCRE §4.5.1", "6A86 JCRE §4.5.1", "6A86 JCRE §4.5.1", "6A86 JCRE §4.5.1"],
        ["GET RESPONSE without an answer", "00 C0 00 00 00", "6985 ours", "6985 ours", "6985 ours", "6985 ours", "6985 ours"],
        ["TERMINAL CAPABILITY", "80 AA 00 00 02 A900", "9000 §11.1.19", "9000 §11.1.19", "9000 §11.1.19", "9000 §11.1.19", "9000 §11.1.19"],
        ["TERMINAL PROFILE", "80 10 00 00 01 FF", "9000 §11.2.1", "9000 §11.2.1", "9000 §11.2.1", "9000 §11.2.1", "9000 §11.2.1", "6E00 §10.1.2"],
        ["ENVELOPE", "80 C2 00 00 01 00", "9000 §11.2.2", "9000 §11.2.2", "9000 §11.2.2", "9000 §11.2.2", "9000 §11.2.2", "6E00 §10.1.2"],
        ["FETCH of nothing", "80 12 00 00 00", "6985 ours", "6985 ours", "6985 ours", "6985 ours", "6985 ours", "6E00 §10.1.2"],
        ["TERMINAL RESPONSE to nothing", "80 14 00 00 01 00", "6985 ours", "6985 ours", "6985 ours", "6985 ours", "6985 ours", "6E00 §10.1.2"],

        // Every application's.
        ["STATUS", "80 F2 00 0C", "9000 §11.1.2", "9000 §11.1.2", "9000 §11.1.2", "9000 ours, as real cards", "9000 ours, as real cards"],
        ["STATUS, control parameters", "80 F2 00 00 00", "9000 §11.1.2", "9000 §11.1.2", "9000 §11.1.2", "9000 ours, the MF's", "9000 ours, the MF's"],
        ["STATUS, name", "80 F2 00 01 00", "6A88 ours", "6A88 ours", "9000 §11.1.2", "9000 §11.1.2", "9000 §11.1.2"],
        ["STATUS, wrong P1", "80 F2 40 00 00", "6A86 §11.1.2", "6A86 §11.1.2", "6A86 §11.1.2", "6A86 ours, no GET STATUS", "6A86 ours, no GET STATUS"],
        ["STATUS in the other class", "00 F2 00 0C", "6E00 §10.1.2", "6E00 §10.1.2", "6E00 §10.1.2", "6E00 §10.1.2", "6E00 §10.1.2"],

        // The file system's.
        ["READ BINARY", "00 B0 82 00 01", "6A82 §11.1.3", "9000 §11.1.3", "6A82 §11.1.3", No, No],
        ["UPDATE BINARY", "00 D6 82 00 01 00", "6A82 §11.1.4", "6982 §11.1.4", "6A82 §11.1.4", No, No],
        ["READ RECORD", "00 B2 01 34 00", "6A82 §11.1.5", "9000 §11.1.5", "6A82 §11.1.5", No, No],
        ["UPDATE RECORD", "00 DC 01 34 01 00", "6A82 §11.1.6", "6982 §11.1.6", "6A82 §11.1.6", No, No],
        ["SEARCH RECORD", "00 A2 01 34 01 80 00", "6A82 §11.1.7", "9000 §11.1.7", "6A82 §11.1.7", No, No],
        ["INCREASE", "80 32 89 00 03 000001 00", "6A82 §11.1.8", "6A82 §11.1.8", "6982 §11.1.8", No, No],
        ["INCREASE without a file", "80 32 00 00 01 01 00", "6986 §11.1.8", "6986 §11.1.8", "6986 §11.1.8", No, No],
        ["VERIFY PIN, tries left", "00 20 00 01", "6A88 §11.1.9", "63C3 §11.1.9", "63C3 §11.1.9", No, No],
        ["CHANGE PIN", "00 24 00 01 10" + Commands.Wrong + Commands.Wrong, "6A88 §11.1.10", "63C2 §11.1.10", "63C2 §11.1.10", No, No],
        ["DISABLE PIN", "00 26 00 01 08" + Commands.Wrong, "6A88 §11.1.11", "63C2 §11.1.11", "63C2 §11.1.11", No, No],
        ["ENABLE PIN", "00 28 00 01 08" + Commands.Wrong, "6A88 §11.1.12", "6985 ours", "6985 ours", No, No],
        ["UNBLOCK PIN, tries left", "00 2C 00 01", "6A88 §11.1.13", "63CA §11.1.13", "63CA §11.1.13", No, No],
        ["DEACTIVATE FILE", "00 04 00 00 02 2FE2", "6A82 §11.1.14", "6982 §11.1.14", "6A82 §11.1.14", No, No],
        ["ACTIVATE FILE", "00 44 00 00 02 2FE2", "6A82 §11.1.15", "6982 §11.1.15", "6A82 §11.1.15", No, No],
        ["AUTHENTICATE", "00 88 00 80 11 10 000102030405060708090A0B0C0D0E0F 00", "6985 ours", "6985 ours", "6982 TS 31.102 §7.1", No, No],
        ["GET CHALLENGE", "00 84 00 00 08", "9000 §11.1.18", "9000 §11.1.18", "9000 §11.1.18", No, No],
        ["RETRIEVE DATA", "80 CB 00 8A 01 5C 00", "6A82 §11.3.1", "6A82 §11.3.1", "6982 §11.3.1", No, No],
        ["SET DATA", "80 DB 00 8A 02 8000", "6A82 §11.3.2", "6A82 §11.3.2", "6982 §11.3.2", No, No],

        // The security domains'.
        ["STORE DATA", "80 E2 91 00 03 BF2000 00", No, No, No, "9000 SGP.22 §5.7.2", No],
        ["STORE DATA in the other class", "00 E2 91 00 03 BF2000 00", No, No, No, "6E00 ours", No],
        ["GET DATA of the EID", "80 CA 00 5A 00", No, No, No, No, "9000 SGP.02 §2.2.1.2"],
        ["GET DATA of the EID, other class", "00 CA 00 5A 00", No, No, No, No, "9000 GlobalPlatform §11.3"],
        ["GET DATA of key information", "80 CA 00 E0 00", No, No, No, No, "6A88 GlobalPlatform §11.3"],
        ["GET DATA of a certificate", "80 CA 7F 21 00", No, No, No, No, "6A88 GlobalPlatform §11.3"],
        ["GET DATA of card data", "80 CA 00 66 00", No, No, No, No, "6A88 GlobalPlatform §11.3"],
        ["GET DATA with data", "80 CA 00 5A 01 5A", No, No, No, No, "6700 ours"],

        // Nobody's.
        ["AUTHENTICATE, odd", "00 89 00 81 00", No, No, No, No, No],
        ["MANAGE SECURE CHANNEL", "00 73 00 00 00", No, No, No, No, No],
        ["TRANSACT DATA", "00 75 00 00 00", No, No, No, No, No],
        ["SUSPEND UICC", "80 76 00 00", No, No, No, No, No],
        ["GET IDENTITY", "80 78 00 01 00", No, No, No, No, No],
        ["EXCHANGE CAPABILITIES", "80 7A 00 00 00", No, No, No, No, No],
        ["CREATE FILE", "00 E0 00 00 00", No, No, No, No, No],
        ["DELETE FILE", "00 E4 00 00 00", No, No, No, No, No],
        ["TERMINATE DF, INSTALL", "80 E6 00 00 00", No, No, No, No, No],
        ["TERMINATE EF", "00 E8 00 00", No, No, No, No, No],
        ["TERMINATE CARD USAGE", "00 FE 00 00", No, No, No, No, No],
        ["RESIZE FILE", "80 D4 00 00 00", No, No, No, No, No],
        ["INITIALIZE UPDATE", "80 50 00 00 00", No, No, No, No, No],
        ["SET STATUS", "80 F0 00 00 00", No, No, No, No, No],
        ["ERASE", "00 0E 00 00", No, No, No, No, No],
    ];

    private static readonly string[] s_applications = ["MF without a profile", "MF", "USIM", "ISD-R", "ECASD"];

    private static IEnumerable<TestCaseData> Rows => s_matrix.Select(row => new TestCaseData([row]).SetArgDisplayNames(row[0]));

    [TestCaseSource(nameof(Rows))]
    public void A_command_is_answered_by_application_and_channel(string[] row)
    {
        for (int application = 0; application < s_applications.Length; application++)
        {
            foreach (int channel in (int[])[0, 1, 4, 19])
            {
                string cell = channel > 0 && row.Length > 7 ? row[7] : row[2 + application];
                TestCard card = At(application, channel);
                Assert.That(card.Send(OnChannel(row[1], channel))[^4..], Is.EqualTo(cell[..4]), $"{s_applications[application]}, channel {channel}: {cell}");
            }
            // §10.2.1.5: a class byte with a channel that is not open.
            Assert.That(At(application, 0).Send(OnChannel(row[1], 7)), Is.EqualTo("6881"), $"{s_applications[application]}, a closed channel");
        }
    }

    [Test]
    public void Each_cell_has_its_reason() => Assert.That(
        s_matrix.SelectMany(row => row.Skip(2)).Where(cell => !Regex.IsMatch(cell, "^[0-9A-F]{4} (ours|.*§[0-9.]+)")), Is.Empty);

    [Test]
    public void Each_command_of_each_application_is_in_the_matrix()
    {
        CommandTable[] tables = [Dispatcher.Commands, UiccCommands.Table, IsdRApplication.Commands, EcasdApplication.Commands];
        HashSet<byte> tried = [.. s_matrix.Select(row => Convert.ToByte(row[1][3..5], 16))];
        Assert.That(Enumerable.Range(0, 256).Select(ins => (byte)ins).Where(ins => tables.Any(table => table.Knows(ins)) && !tried.Contains(ins)), Is.Empty);
    }

    [TestCase(3, "8410A0000005591010FFFFFFFF8900000100")]
    [TestCase(4, "8410A0000005591010FFFFFFFF8900000200")]
    [TestCase(2, "8410" + TestProfile.UsimAid)]
    public void STATUS_names_the_selected_application(int application, string name) =>
        Assert.That(At(application, 4).Send("C0 F2 00 01 00"), Is.EqualTo(name + "9000"));

    [Test]
    public void The_ECASD_gives_the_EID()
    {
        const string eid = "5A10" + "89049032123451234512345678901235";
        Assert.That(At(4, 0).Send("80 CA 00 5A 00"), Is.EqualTo(eid + "9000"));
        Assert.That(At(4, 0).Send("80 CA 00 5A 12"), Is.EqualTo(eid + "9000"));
        TestCard t0 = TestCard.AsT0();
        t0.Send("00 A4 04 0C 10 A0000005591010FFFFFFFF8900000200");
        Assert.That((t0.Send("80 CA 00 5A 00"), t0.Send("80 CA 00 5A 12"), t0.Send("80 F2 00 01 00")), Is.EqualTo(("6C12", eid + "9000", "6C12")));
    }

    /// <summary>STATUS leaves what the ISD-R had begun.</summary>
    [Test]
    public void Polling_does_not_disturb_a_command_in_blocks()
    {
        TestCard card = At(3, 1);
        Assert.That(card.Send("81 E2 11 00 03 BF3E03"), Is.EqualTo("9000"));
        Assert.That(card.Send("81 F2 00 0C"), Is.EqualTo("9000"));
        Assert.That(card.Send("81 E2 91 01 03 5C015A 00"), Does.StartWith("BF3E12").And.EndsWith("9000"));
    }

    /// <summary>Channel 4 is open in any case, so that it can be asked for again.</summary>
    private static TestCard At(int application, int channel)
    {
        TestCard card = application == 0 ? TestCard.Without() : TestCard.WithProfile();
        card.Send("00 70 00 04");
        if (channel is not (0 or 4)) Assert.That(card.Send($"00 70 00 {channel:X2}"), Is.EqualTo("9000"));
        string? name = application switch
        {
            2 => TestProfile.UsimAid,
            3 => "A0000005591010FFFFFFFF8900000100",
            4 => "A0000005591010FFFFFFFF8900000200",
            _ => null,
        };
        if (name is not null) Assert.That(card.Send(OnChannel("00 A4 04 0C 10" + name, channel)), Is.EqualTo("9000"));
        return card;
    }

    private static string OnChannel(string command, int channel)
    {
        int cla = Convert.ToInt32(command[..2], 16);
        return $"{cla | (channel < 4 ? channel : 0x40 | (channel - 4)):X2}{command[2..]}";
    }
}
