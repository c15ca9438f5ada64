using EuiccSim.Card.Store;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Es10a;

namespace EuiccSim.Card.Tests.Store;

/// <summary>An image is a whole card at every moment, and open once.</summary>
public sealed class TornImageTests
{
    [Test]
    public void What_is_left_of_a_torn_save_is_passed_over_and_replaced()
    {
        using ImageFolder folder = new();
        using FileCardStore store = folder.Open();
        store.Save(new TestEuicc().State with { DefaultDpAddress = "first.example.com" });
        File.WriteAllText(folder.Image + ".new", "{ \"format\": \"euicc");
        Assert.That(store.Load()?.DefaultDpAddress, Is.EqualTo("first.example.com"));
        store.Save(new TestEuicc().State with { DefaultDpAddress = "second.example.com" });
        Assert.That(store.Load()?.DefaultDpAddress, Is.EqualTo("second.example.com"));
        Assert.That(Directory.GetFiles(folder.Path).Select(Path.GetFileName), Is.EquivalentTo(new[] { "card.json", "card.json.lock" }));
    }

    [Test]
    public void Whoever_reads_while_states_are_saved_sees_whole_ones_in_order()
    {
        using ImageFolder folder = new();
        using FileCardStore store = folder.Open();
        TestEuicc card = new();
        card.Install(TestPackages.Built);
        store.Save(card.State);
        using CancellationTokenSource done = new();
        Task<int> reader = Task.Run(() =>
        {
            int states = 0;
            for (long last = 0; !done.IsCancellationRequested; states++)
            {
                long now = folder.Read().NextSequenceNumber;
                Assert.That(now, Is.GreaterThanOrEqualTo(last));
                last = now;
            }
            return states;
        });
        for (int i = 1; i <= 200; i++) store.Save(card.State with { NextSequenceNumber = 100 + i });
        done.Cancel();
        Assert.That(reader.GetAwaiter().GetResult(), Is.GreaterThan(0));
        Assert.That(folder.Read().NextSequenceNumber, Is.EqualTo(300));
    }

    [Test]
    public void An_image_is_open_once_and_free_again_afterwards()
    {
        using ImageFolder folder = new();
        using (FileCardStore store = folder.Open())
        {
            store.Save(new TestEuicc().State);
            Assert.That(() => folder.Open(), Throws.TypeOf<CardImageException>().With.Message.EqualTo($"{folder.Image}: the card is in use by another program"));
            Assert.That(folder.Read().Profiles, Is.Empty, "reading is allowed");
        }
        folder.Open().Dispose();
    }

    [Test]
    public async Task A_card_whose_store_cannot_write_is_dark_until_it_is_reset()
    {
        using ImageFolder folder = new();
        using FileCardStore store = folder.Open();
        TestEuicc card = new(new CardOptions { Store = store });
        // A folder in the place of the new file: nobody can write there, whatever his rights.
        Directory.CreateDirectory(folder.Image + ".new");
        await using CardConnection connection = new(card.Card);
        Octets command = Octets.FromHex("80E291000CBF3F0980076578616D706C65");
        TransportException? refusal = await Assert.ThrowsAsync<TransportException>(async () => await connection.TransmitAsync(command, default));
        Assert.That(refusal!.InnerException, Is.TypeOf<CardImageException>());
        Assert.That(() => card.Card.Process(command), Throws.TypeOf<PowerLostException>());
        Assert.That(folder.Read().DefaultDpAddress, Is.Null, "the state before");
        Directory.Delete(folder.Image + ".new");
        card.Reset();
        card.Call(new SetDefaultDpAddressRequest { DefaultDpAddress = "example" });
        Assert.That(folder.Read().DefaultDpAddress, Is.EqualTo("example"));
    }

    [Test]
    public void A_key_that_cannot_be_exported_is_named()
    {
        CardState state = new TestEuicc().State;
        using SealedKey key = new(state.Euicc.Credentials[0].Key);
        CardState locked = state with { Euicc = state.Euicc with { Credentials = [state.Euicc.Credentials[0] with { Key = key }] } };
        using ImageFolder folder = new();
        using FileCardStore store = folder.Open();
        CardImageException? fault = Assert.Throws<CardImageException>(() => store.Save(locked));
        Assert.That(fault!.Message, Is.EqualTo($"{folder.Image}: euicc.credentials[0].key: a SealedKey cannot be exported"));
        Assert.That(store.Exists, Is.False);
    }

    [Test]
    public void A_profile_that_was_not_made_from_a_package_cannot_be_saved()
    {
        using ImageFolder folder = new();
        using FileCardStore store = folder.Open();
        Assert.That(() => store.Save(TestCard.State(Uicc.TestProfile.Build())), Throws.TypeOf<CardImageException>());
    }

    private sealed class SealedKey(EcSigningKey inner) : EcSigningKey
    {
        public override EcPublicKey PublicKey => inner.PublicKey;

        public override Octets Sign(ReadOnlySpan<byte> data) => inner.Sign(data);
    }
}
