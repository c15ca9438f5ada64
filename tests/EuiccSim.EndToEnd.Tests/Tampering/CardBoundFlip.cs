using System.Globalization;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;

namespace EuiccSim.EndToEnd.Tests.Tampering;

/// <summary>Changes one bit of one message on its way to the card, once, so that a next try goes through.</summary>
internal static class CardBoundFlip
{
    internal static Fault At(int tag, int position) =>
        Fault.At(Place.Es10).On(tag.ToString("X4", CultureInfo.InvariantCulture)).Corrupt(Leg.Request, position, BitAt(position));

    /// <summary>The message of an undisturbed download: the data of all blocks of STORE DATA from the first with this tag on, also over several
    /// chains, cut where it ends.</summary>
    internal static async Task<Octets> BaselineAsync(string curve, int tag)
    {
        await using EsimWorld world = await TestWorld.OnAsync(curve);
        Assert.That((await Attempt.DownloadAsync(world)).Ending, Is.EqualTo("installed"));
        IEnumerable<CommandApdu> blocks = world.Events.Apdus.Select(apdu => CommandApdu.Parse(apdu.Command)).Where(command => command.Ins == StoreData);
        Octets message = Octets.Concat([.. blocks.SkipWhile(block => !Begins(block, tag)).Select(block => block.Data)]);
        return message.Slice(0, TlvHeader.Read(message.Span).TotalLength);
    }

    // The length in the header is of the whole message, so there may be less than a whole TLV here.
    private static bool Begins(CommandApdu command, int tag) =>
        command.P2 == 0 && TlvHeader.TryRead(command.Data.Span, out TlvHeader header) && header.Tag == tag;

    /// <summary>Another bit at each position, so that all eight have their turn.</summary>
    internal static byte BitAt(int position) => (byte)(1 << (position % 8));

    private const byte StoreData = 0xE2;
}
