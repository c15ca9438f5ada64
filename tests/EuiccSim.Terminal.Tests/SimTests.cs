using EuiccSim.Card;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Terminal.Tests;

/// <summary>The client of the SIM, on a card of ours with an enabled profile, and on scripted ones.</summary>
public sealed class SimTests
{
    [Test]
    public async Task ICCID_and_IMSI_are_read_after_the_PIN()
    {
        await using CardConnection card = await EnabledCard.CreateAsync();
        await using Sim sim = await Sim.OpenAsync(card);
        Assert.That((await sim.ReadIccidAsync()).Digits, Is.EqualTo("89882119900000000012"));
        SimException? no = await Assert.ThrowsAsync<SimException>(async () => await sim.ReadImsiAsync());
        Assert.That((no!.Function, no.Status.Value, no.Meaning), Is.EqualTo(("READ BINARY", (ushort)0x6982, "The file is protected.")));
        Assert.That(await sim.VerifyPinAsync("2468"), Is.True);
        Assert.That((await sim.ReadImsiAsync()).Digits, Is.EqualTo("001010000000001"));
    }

    [Test]
    public async Task PINs_are_counted_changed_blocked_unblocked_and_disabled()
    {
        await using CardConnection card = await EnabledCard.CreateAsync();
        await using Sim sim = await Sim.OpenAsync(card);
        Assert.That(await sim.PinTriesAsync(PinReference.Pin1), Is.EqualTo(3));
        Assert.That((await Assert.ThrowsAsync<SimException>(async () => await sim.VerifyPinAsync("0000")))!.TriesLeft, Is.EqualTo(2));
        await sim.ChangePinAsync(PinReference.Pin1, "2468", "1357");
        for (int i = 0; i < 3; i++) await Assert.ThrowsAsync<SimException>(async () => await sim.VerifyPinAsync("2468"));
        Assert.That(await sim.PinTriesAsync(PinReference.Pin1), Is.EqualTo(0));
        await sim.UnblockPinAsync(PinReference.Pin1, "13579246", "9999");
        Assert.That((await sim.PinTriesAsync(PinReference.Pin1), await sim.PukTriesAsync(PinReference.Pin1)), Is.EqualTo(((int?)null, (int?)10)).Or.EqualTo(((int?)3, (int?)10)));
        await sim.DisablePinAsync(PinReference.Pin1, "9999");
        Assert.That(await sim.VerifyPinAsync("9999"), Is.False, "a disabled PIN is not looked at");
        Assert.That((await sim.SelectAsync(new("USIM", default))).IsEnabled(PinReference.Pin1), Is.False);
        await sim.EnablePinAsync(PinReference.Pin1, "9999");
        Assert.That((await sim.SelectAsync(new("USIM", default))).IsEnabled(PinReference.Pin1), Is.True);
    }

    [Test]
    public async Task Transparent_files_and_records_are_written()
    {
        await using CardConnection card = await EnabledCard.CreateAsync();
        await using Sim sim = await Sim.OpenAsync(card);
        await sim.VerifyPinAsync("2468");
        FileAddress loci = FileAddress.Parse("EF.LOCI");
        await sim.SelectAsync(loci);
        // TS 31.102 §4.2.17, worked example 33 of phone-and-network.md.
        Octets content = Octets.FromHex("FFFFFFFF62F2200000FF01");
        await sim.UpdateBinaryAsync(0, content);
        Assert.That(await sim.ReadAsync(loci), Is.EqualTo(content));
        Assert.That((await sim.StatusAsync()).Type, Is.EqualTo(FileType.Df));
        IReadOnlyList<Octets> directory = await sim.ReadRecordsAsync(FileAddress.Parse("EF.DIR"));
        Assert.That(directory[0].ToString(), Does.StartWith("61").And.Contain("A0000000871002"));
    }

    [Test]
    public async Task The_network_is_answered_once_and_told_where_the_SIM_stands_then()
    {
        await using CardConnection card = await EnabledCard.CreateAsync();
        await using Sim sim = await Sim.OpenAsync(card);
        await sim.VerifyPinAsync("2468");
        // Worked examples 29 and 30 of /work/shared/spec/phone-and-network.md §11: TS 35.207 set 1, AMF 8000, SQN 40.
        Octets rand = Octets.FromHex("23553CBE9637A89D218AE64DAE47BF35"), autn = Octets.FromHex("AA689C64833080001D34C2BEABE680BC");
        AuthenticateAnswer answer = await sim.AuthenticateAsync(rand, autn);
        Assert.That(answer, Is.InstanceOf<AuthenticateAnswer.Success>());
        Assert.That(((AuthenticateAnswer.Success)answer).Res.ToString(), Is.EqualTo("A54211D5E3BA50BF"));
        Assert.That(await sim.AuthenticateAsync(rand, autn), Is.InstanceOf<AuthenticateAnswer.SynchronisationFailure>());
        SimException? no = await Assert.ThrowsAsync<SimException>(async () => await sim.AuthenticateAsync(rand, Octets.Wrap(new byte[16])));
        Assert.That(no!.Status, Is.EqualTo(StatusWord.IncorrectMac));
    }

    [Test]
    public async Task Files_that_are_there_are_listed_and_those_that_are_not_are_null()
    {
        await using CardConnection card = await EnabledCard.CreateAsync();
        await using Sim sim = await Sim.OpenAsync(card);
        Assert.That(await sim.TrySelectAsync(new("MF", Octets.FromHex("2FFF"))), Is.Null);
        Assert.That((await Assert.ThrowsAsync<SimException>(async () => await sim.SelectAsync(new("MF", Octets.FromHex("2FFF")))))!.Status, Is.EqualTo(StatusWord.FileNotFound));
        IReadOnlyList<PresentFile> files = await sim.ListFilesAsync("USIM");
        Assert.That(files.Select(file => file.File.Name), Is.SupersetOf(new[] { "EF.IMSI", "EF.AD", "EF.UST", "EF.ECC" }));
    }

    [Test]
    public async Task A_card_without_a_profile_has_no_USIM()
    {
        CardException? no = await Assert.ThrowsAsync<CardException>(async () => await Sim.OpenAsync(new ScriptedUicc("019000", "6A82")));
        Assert.That(no!.Status, Is.EqualTo(StatusWord.FileNotFound));
    }

    /// <summary>TS 102 221 §11.3.1, §11.3.2: '62F1' says that there is more, '63F1' that more is awaited.</summary>
    [Test]
    public async Task Long_data_objects_go_in_pieces()
    {
        ScriptedUicc card = new("AABB62F1", "CC9000", "63F1", "9000");
        await using Sim sim = new(new LogicalChannel(card, ChannelNumber.Basic));
        Assert.That((await sim.RetrieveDataAsync(0x80)).ToString(), Is.EqualTo("AABBCC"));
        Octets object300 = Octets.Concat(Octets.FromHex("8082012C"), Octets.Wrap(new byte[300]));
        await sim.SetDataAsync(object300);
        Assert.That(card.Commands[..2], Is.EqualTo(new[] { "80CB0080018000", "80CB000000" }));
        Assert.That((card.Commands[2][..10], card.Commands[3][..10]), Is.EqualTo(("80DB0080FF", "80DB000031")));
    }
}
