using EuiccSim.Card.Store;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Testing.Faults;

namespace EuiccSim.Card.Tests;

/// <summary>A card as a connection: one command at a time, and the faults that a transport has.</summary>
public sealed class CardConnectionTests
{
    private static readonly Octets s_setDefaultDp = Octets.FromHex("80E2910006BF3F0380014100");
    private static readonly Octets s_selectIsdR = Octets.FromHex("00A4040C10A0000005591010FFFFFFFF8900000100");

    [Test]
    public async Task It_resets_and_transmits()
    {
        await using CardConnection connection = new(TestCard.WithProfile().Card);
        Assert.That((await connection.ResetAsync(default)).ToString(), Does.StartWith("3B"));
        Assert.That((await connection.TransmitAsync(s_selectIsdR, default)).ToString(), Is.EqualTo("9000"));
    }

    [Test]
    public async Task A_card_without_power_is_out_of_reach_until_it_is_reset()
    {
        FaultPlan faults = new();
        await using CardConnection connection = new(TestCard.WithProfile(new() { Store = new FaultyStore(faults) }).Card);
        await connection.TransmitAsync(s_selectIsdR, default);
        faults.Inject(Fault.At(Place.Commit).PowerLoss());
        TransportException lost = (await Assert.ThrowsAsync<TransportException>(async () => await connection.TransmitAsync(s_setDefaultDp, default)))!;
        Assert.That(lost.InnerException, Is.TypeOf<PowerLostException>());
        await Assert.ThrowsAsync<TransportException>(async () => await connection.TransmitAsync(s_selectIsdR, default));
        await connection.ResetAsync(default);
        Assert.That((await connection.TransmitAsync(s_selectIsdR, default)).ToString(), Is.EqualTo("9000"));
    }

    [Test]
    public async Task A_store_that_cannot_write_is_a_fault_of_the_transport()
    {
        await using CardConnection connection = new(TestCard.WithProfile(new() { Store = new FullStore() }).Card);
        await connection.TransmitAsync(s_selectIsdR, default);
        TransportException fault = (await Assert.ThrowsAsync<TransportException>(async () => await connection.TransmitAsync(s_setDefaultDp, default)))!;
        Assert.That(fault.Message, Does.Contain("full"));
    }

    [Test]
    public async Task A_callers_token_stops_a_command_before_it_begins()
    {
        await using CardConnection connection = new(TestCard.WithProfile().Card);
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await connection.TransmitAsync(s_selectIsdR, new(canceled: true)));
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await connection.ResetAsync(new(canceled: true)));
    }

    /// <summary>Takes the card as it was made, and nothing more.</summary>
    private sealed class FullStore : ICardStore
    {
        private CardState? _state;

        public CardState? Load() => _state;

        public void Save(CardState state)
        {
            if (_state is not null) throw new CardImageException("card.json", "", "the disk is full");
            _state = state;
        }
    }
}
