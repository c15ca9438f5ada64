using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Card.Tests.Store;

/// <summary>Images that are out in the world must stay readable: this one was written when format version 1 was new.</summary>
public sealed class GoldenImageTests
{
    [Test]
    public void An_image_of_version_1_is_read_and_written_as_it_was()
    {
        string file = Path.Combine(TestContext.CurrentContext.TestDirectory, "Store", "card-image-v1.json");
        CardState state = EuiccSim.Card.Store.FileCardStore.Read(file, ImageFolder.Key);
        Assert.That(System.Text.Encoding.UTF8.GetString(ImageFolder.Write(state)) + "\n", Is.EqualTo(File.ReadAllText(file)));

        TestEuicc card = new(state);
        ProfileInfo profile = card.Profiles().Single();
        Assert.That(
            (profile.Iccid?.Digits, profile.ProfileState, profile.ProfileNickname),
            Is.EqualTo((TestPackages.IccidDigits, Protocol.Rsp.Common.ProfileState.Enabled, "Été")));
        Assert.That(card.Send("00A4040C07A0000000871002", "00200001083030303030303030", "00A4080C047FFF6F7E", "00B0000002"), Is.EqualTo("01029000"));
        Assert.That(card.Send("0020008100"), Does.StartWith("63C").Or.EqualTo("6A88"));
    }

    /// <summary>How the file was made.</summary>
    [Test]
    [Explicit("writes the golden image to the folder named by EUICCSIM_UPDATE_IMAGE")]
    public void Write_the_image()
    {
        TestEuicc card = new();
        card.Enable(card.Install(TestPackages.Built).Aid());
        card.Call(new SetNicknameRequest { Iccid = card.State.Profiles[0].Metadata.Iccid, ProfileNickname = "Été" });
        card.Prepare(new());
        card.Send("00A4040C07A0000000871002", "00200001083030303030303030", "00A4080C047FFF6F7E", "00D60000020102", "0044000000");
        byte[] image = [.. ImageFolder.Write(card.State), (byte)'\n'];
        File.WriteAllBytes(Path.Combine(Environment.GetEnvironmentVariable("EUICCSIM_UPDATE_IMAGE")!, "card-image-v1.json"), image);
    }
}
