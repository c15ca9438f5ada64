namespace EuiccSim.Card.Tests.Uicc;

/// <summary>SELECT and STATUS. TS 102 221 §11.1.1, §11.1.2.</summary>
public sealed class SelectTests
{
    // Written out by hand from TS 102 221 §11.1.1.3, in the order of objects that cards in the field have.
    private const string MfFcp =
        "6223" + "82027821" + "83023F00" + "A506800171870101" + "8A0105" + "8B032F060E" + "C60990" + "01C0" + "83010183010A";
    private const string IccidFcp = "6217" + "82024121" + "83022FE2" + "8A0105" + "8B032F060B" + "8002000A" + "880110";
    private const string UsimFcp =
        "6235" + "82027821" + "83027FFF" + "8410A0000000871002FFFFFFFF8907090000" + "A503800171" + "8A0105" + "8B032F060E"
        + "C60C9001E0" + "830101" + "830181" + "83010A";

    [Test]
    public void Mf_answers_its_control_parameters() =>
        Assert.That(TestCard.WithProfile().Send("00 A4 00 04 02 3F00 00"), Is.EqualTo(MfFcp + "9000"));

    [Test]
    public void Without_data_and_with_P1_00_the_Mf_is_meant() =>
        Assert.That(TestCard.WithProfile().Send("00 A4 00 04 00"), Is.EqualTo(MfFcp + "9000"));

    [Test]
    public void File_answers_its_control_parameters() =>
        Assert.That(TestCard.WithProfile().Send("00 A4 00 04 02 2FE2 00"), Is.EqualTo(IccidFcp + "9000"));

    [Test]
    public void P2_0C_answers_no_data() => Assert.That(TestCard.WithProfile().Send("00 A4 00 0C 02 2FE2 00"), Is.EqualTo("9000"));

    [Test]
    public void File_with_records_says_their_length_and_number()
    {
        string answer = TestCard.WithProfile().Send("00 A4 08 04 06 7F10 5F3A 4F3A 00");
        Assert.That(answer, Does.StartWith("621A" + "82054221000404" + "83024F3A"));
        Assert.That(answer, Does.EndWith("8B036F0601" + "80020010" + "880108" + "9000"));
    }

    [Test]
    public void Application_answers_the_current_identifier_and_its_name() =>
        Assert.That(TestCard.WithProfile().Send("00 A4 04 04 10 A0000000871002FFFFFFFF8907090000 00"), Is.EqualTo(UsimFcp + "9000"));

    [Test]
    public void Pin_status_follows_the_PIN()
    {
        TestCard card = TestCard.WithProfile();
        card.Send("00 26 00 01 08" + Commands.Pin1);
        Assert.That(card.Send("00 A4 00 04 02 3F00 00"), Is.EqualTo(MfFcp.Replace("9001C0", "900140") + "9000"));
    }

    [TestCase("2FE2", TestName = "A file in the current directory")]
    [TestCase("7F10", TestName = "A directory in the current directory")]
    [TestCase("3F00", TestName = "The current directory")]
    public void Identifier_reaches_from_the_Mf(string fid) =>
        Assert.That(TestCard.WithProfile().Send($"00 A4 00 0C 02 {fid}"), Is.EqualTo("9000"));

    [TestCase("3F00", "9000", TestName = "The MF from everywhere")]
    [TestCase("7F10", "9000", TestName = "The parent")]
    [TestCase("5F3A", "9000", TestName = "The current directory itself")]
    [TestCase("4F3A", "9000", TestName = "A file of the current directory")]
    [TestCase("6F3A", "6A82", TestName = "Not a file of the parent")]
    [TestCase("2FE2", "6A82", TestName = "Not a file of the MF")]
    [TestCase("7FFF", "6A82", TestName = "No application is active")]
    public void Identifier_reaches_from_the_phone_book(string fid, string expected)
    {
        TestCard card = TestCard.WithProfile();
        card.Send("00 A4 08 0C 04 7F10 5F3A");
        Assert.That(card.Send($"00 A4 00 0C 02 {fid}"), Is.EqualTo(expected));
    }

    [Test]
    public void Failure_leaves_the_current_file()
    {
        TestCard card = TestCard.WithProfile();
        card.Send("00 A4 00 0C 02 2FE2");
        Assert.That(card.Send("00 A4 00 04 02 6F07"), Is.EqualTo("6A82"));
        Assert.That(card.Send("00 B0 00 00 0A"), Is.EqualTo(TestProfile.Iccid + "9000"));
    }

    [Test]
    public void The_identifier_7FFF_goes_back_to_the_active_application()
    {
        TestCard card = TestCard.WithProfile().InUsim();
        card.Send(Commands.SelectMf);
        Assert.That(card.Send("00 A4 00 04 02 7FFF 00"), Is.EqualTo(UsimFcp + "9000"));
        Assert.That(card.Send("00 A4 08 0C 04 7FFF 6F07"), Is.EqualTo("9000"));
    }

    [Test]
    public void Child_parent_and_paths()
    {
        TestCard card = TestCard.WithProfile();
        Assert.That(card.Send("00 A4 01 0C 02 7F10"), Is.EqualTo("9000"));
        Assert.That(card.Send("00 A4 01 0C 02 6F3A"), Is.EqualTo("6A82"), "a file is no child directory");
        Assert.That(card.Send("00 A4 09 0C 04 5F3A 4F3A"), Is.EqualTo("9000"));
        Assert.That(card.Send("00 A4 03 04"), Does.StartWith("61"), "the parent, DF.TELECOM");
        Assert.That(card.Send("00 C0 00 00 00"), Does.Contain("83027F10"));
        Assert.That(card.Send("00 A4 03 0C"), Is.EqualTo("9000"));
        Assert.That(card.Send("00 A4 03 0C"), Is.EqualTo("6A82"), "the MF has no parent");
    }

    [TestCase("00 A4 02 04 02 2FE2", "6A86", TestName = "P1 02 is not in TS 102 221")]
    [TestCase("00 A4 00 08 02 2FE2", "6A86", TestName = "P2 08 asks for an FMD")]
    [TestCase("00 A4 00 84 02 2FE2", "6A86", TestName = "P2 with bit 8")]
    [TestCase("00 A4 00 04 01 2F", "6700", TestName = "Half an identifier")]
    [TestCase("00 A4 08 04 03 2FE200", "6700", TestName = "A path of one and a half identifiers")]
    [TestCase("00 A4 03 04 02 2FE2", "6700", TestName = "The parent needs no data")]
    public void Wrong_parameters(string command, string expected) =>
        Assert.That(TestCard.WithProfile().Send(command), Is.EqualTo(expected));

    [Test]
    public void Partial_name_with_occurrences()
    {
        TestCard card = TestCard.WithProfile();
        Assert.That(card.Send("00 A4 04 04 05 A000000087 00"), Does.Contain(TestProfile.UsimAid), "first");
        Assert.That(card.Send("00 A4 04 06 05 A000000087 00"), Does.Contain(TestProfile.IsimAid), "next");
        Assert.That(card.Send("00 A4 04 06 05 A000000087 00"), Is.EqualTo("6A82"), "no other");
        Assert.That(card.Send("00 A4 04 07 05 A000000087 00"), Does.Contain(TestProfile.UsimAid), "previous");
        Assert.That(card.Send("00 A4 04 05 05 A000000087 00"), Does.Contain(TestProfile.IsimAid), "last");
    }

    [Test]
    public void Unknown_name() => Assert.That(TestCard.WithProfile().Send("00 A4 04 04 05 A000000099 00"), Is.EqualTo("6A82"));

    [Test]
    public void Termination_ends_the_session_of_the_application()
    {
        TestCard card = TestCard.WithProfile().InUsim();
        Assert.That(card.Send($"00 A4 04 4C 10 {TestProfile.UsimAid}"), Is.EqualTo("9000"));
        Assert.That(card.Send("00 A4 00 0C 02 7FFF"), Is.EqualTo("6A82"));
    }

    [Test]
    public void Status_answers_the_current_directory_and_the_application_name()
    {
        TestCard card = TestCard.WithProfile();
        Assert.That(card.Send("80 F2 00 00 00"), Is.EqualTo(MfFcp + "9000"));
        Assert.That(card.Send("80 F2 00 01 00"), Is.EqualTo("6A88"), "no application");
        card.InUsim();
        Assert.That(card.Send("80 F2 01 00 00"), Is.EqualTo(UsimFcp + "9000"));
        Assert.That(card.Send("80 F2 00 01 00"), Is.EqualTo("8410" + TestProfile.UsimAid + "9000"));
        Assert.That(card.Send("80 F2 00 0C"), Is.EqualTo("9000"));
        Assert.That(card.Send("80 F2 03 00 00"), Is.EqualTo("6A86"));
        Assert.That(card.Send("80 F2 00 02 00"), Is.EqualTo("6A86"));
    }
}
