using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;

namespace EuiccSim.EndToEnd.Tests.Tampering;

/// <summary>
/// Changes one bit of one message on its way to the card. The message begins in the first STORE DATA with this tag; its octets are the data
/// of all blocks from there on, also over several chains.
/// </summary>
internal sealed class CardBoundFlip(int tag, int position)
{
    private readonly List<Octets> _message = [];
    private int _length;

    /// <summary>True once the bit was changed: only once, so that a next try goes through.</summary>
    internal bool IsDone { get; private set; }

    /// <summary>The message as it was before the change, so far.</summary>
    internal Octets Message => Octets.Concat([.. _message]);

    /// <summary>The message of an undisturbed download, cut where it ends.</summary>
    internal static async Task<Octets> BaselineAsync(string curve, int tag)
    {
        await using EsimWorld world = await TestWorld.OnAsync(curve);
        CardBoundFlip untouched = new(tag, int.MaxValue);
        world.Inject(Fault.At(Place.Apdu).Always().Rewrite(Leg.Request, untouched.Apply));
        Assert.That((await Attempt.DownloadAsync(world)).Ending, Is.EqualTo("installed"));
        return untouched.Message.Slice(0, TlvHeader.Read(untouched.Message.Span).TotalLength);
    }

    internal Octets Apply(Octets octets)
    {
        if (IsDone || CommandApdu.TryParse(octets) is not { Ins: StoreData } command) return octets;
        if (_length == 0 && !Begins(command)) return octets;
        int at = position - _length;
        _message.Add(command.Data);
        _length += command.Data.Length;
        if (at < 0 || at >= command.Data.Length) return octets;
        byte[] changed = octets.ToArray();
        changed[ApduHeader + at] ^= BitAt(position);
        IsDone = true;
        return Octets.Wrap(changed);
    }

    // The length in the header is of the whole message, so there may be less than a whole TLV here.
    private bool Begins(CommandApdu command) =>
        command.P2 == 0 && TlvHeader.TryRead(command.Data.Span, out TlvHeader header) && header.Tag == tag;

    /// <summary>Another bit at each position, so that all eight have their turn.</summary>
    internal static byte BitAt(int position) => (byte)(1 << (position % 8));

    private const byte StoreData = 0xE2;
    private const int ApduHeader = 5; // CLA INS P1 P2 Lc
}
