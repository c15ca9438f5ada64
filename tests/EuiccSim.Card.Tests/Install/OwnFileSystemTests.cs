namespace EuiccSim.Card.Tests.Install;

/// <summary>What a terminal reads first of a Profile that was just enabled. TS 102 221 §13, TS 31.102 §4.2; SGP.23 §5.2.4.</summary>
public sealed class OwnFileSystemTests
{
    [Test]
    public void The_files_that_a_terminal_begins_with()
    {
        TestEuicc card = new();
        card.Enable(card.Install(TestPackages.Built).Aid());
        Assert.That(card.Send("00A4080C022FE2", "00B000000A"), Is.EqualTo("98109909002143658739" + "9000"), "EF.ICCID");
        string directory = card.Send("00A4080C022F00", "00B2010400");
        Assert.That(directory, Does.StartWith("61").And.Contain("A0000000871002").And.EndsWith("9000"), "EF.DIR");
        Assert.That(card.Send("00A4080C022F06", "00B2010400"), Does.StartWith("8001").And.EndsWith("9000"), "EF.ARR");
        int length = Convert.ToInt32(directory[6..8], 16);
        string usim = directory.Substring(8, 2 * length);
        Assert.That(card.Send($"00A4040C{length:X2}{usim}"), Is.EqualTo("9000"), "the application that EF.DIR names");
        Assert.That(card.Send("00A4000C026F38", "00B0000000"), Does.Match("^([0-9A-F]{2}){5,}9000$"), "EF.UST");
    }

    [Test]
    public void Before_it_is_enabled_there_is_none_of_them()
    {
        TestEuicc card = new();
        card.Install(TestPackages.Built).Aid();
        foreach (string path in (string[])["2FE2", "2F00", "2F06", "7FFF6F38"])
            Assert.That(card.Send($"00A4080C{path.Length / 2:X2}{path}"), Is.EqualTo("6A82"), path);
    }
}
