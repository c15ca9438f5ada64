using EuiccSim.Card;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Bench;

/// <summary>Single commands to a card with an enabled profile, through <see cref="VirtualEuicc.Process"/>.</summary>
internal sealed class ApduWorkload
{
    private readonly VirtualEuicc _card;
    private readonly AkaAlgorithm _network;
    private readonly byte[] _rand = new byte[16];
    private long _sqn = 1L << 5;

    internal ApduWorkload(VirtualEuicc card, AkaAlgorithm network)
    {
        (_card, _network) = (card, network);
        Expect("00A4040010A0000005591010FFFFFFFF890000010000");
        Expect("80E2910006BF3E035C015A00");
        Octets enable = Asn1Codec.Encode(new EnableProfileRequest
        {
            ProfileIdentifier = new Protocol.Rsp.Common.ProfileIdentifier.IsdpAid(Octets.FromHex("A0000005591010FFFFFFFF8900001000")),
            RefreshFlag = false,
        });
        Expect($"80E29100{enable.Length:X2}{enable}00");
        Expect("0070000001");
        Expect("01A4040C07A0000000871002");
        Expect("0070000001");
        Expect("02A4080C022FE2");
    }

    /// <summary>ES10c.GetEID in one STORE DATA.</summary>
    internal void GetEid() => _card.Process(s_getEid);

    /// <summary>READ BINARY of EF.ICCID, which is selected.</summary>
    internal void ReadBinary() => _card.Process(s_readIccid);

    /// <summary>SELECT EF.ICCID by its path, then READ BINARY.</summary>
    internal void SelectRead()
    {
        _card.Process(s_selectIccid);
        _card.Process(s_readIccid);
    }

    /// <summary>AUTHENTICATE with a fresh sequence number; a commit, for the card remembers it.</summary>
    internal void Authenticate()
    {
        Octets answer = _card.Process(Challenge());
        if (answer[0] != 0xDB) throw new BenchException("bench", $"AUTHENTICATE answered {answer}.");
    }

    /// <summary>The cost of a GetEID that nobody can leave out: the two messages decoded and encoded.</summary>
    internal static void GetEidFloor()
    {
        GetEuiccDataRequest request = Asn1Codec.Decode<GetEuiccDataRequest>(s_getEid.Slice(5, 6));
        if (request.TagList.Length == 1) Asn1Codec.Encode(s_eid);
    }

    /// <summary>A command read from octets, and ten octets written as an answer.</summary>
    internal static void ReadFloor()
    {
        if (CommandApdu.Parse(s_readIccid).Ne == 10) new ResponseApdu(s_tenOctets).Encode();
    }

    internal static void SelectReadFloor()
    {
        if (CommandApdu.Parse(s_selectIccid).HasData) ResponseApdu.Ok.Encode();
        ReadFloor();
    }

    /// <summary>The network's side of the same authentication, which does the same functions of the algorithm.</summary>
    internal void AuthenticateFloor()
    {
        Challenge();
        _network.F2345(_rand);
    }

    private Octets Challenge()
    {
        Span<byte> sqn = stackalloc byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(sqn, _sqn);
        _sqn += 1L << 5;
        Octets autn = Aka.BuildAutn(_network, _rand, sqn[2..], [0x80, 0x00]);
        byte[] command = new byte[40];
        s_authenticate.Span.CopyTo(command);
        _rand.CopyTo(command, 6);
        command[22] = 0x10;
        autn.Span.CopyTo(command.AsSpan(23));
        return Octets.Wrap(command);
    }

    private void Expect(string command)
    {
        Octets answer = _card.Process(Octets.FromHex(command));
        if (answer[^2] is not (0x90 or 0x61)) throw new BenchException("bench", $"{command} answered {answer}.");
    }

    private static readonly Octets s_getEid = Octets.FromHex("80E2910006BF3E035C015A00");
    private static readonly Octets s_selectIccid = Octets.FromHex("02A4080C022FE2");
    private static readonly Octets s_readIccid = Octets.FromHex("02B000000A");
    private static readonly Octets s_authenticate = Octets.FromHex("018800812210");
    private static readonly Octets s_tenOctets = Octets.Of(new byte[10]);
    private static readonly GetEuiccDataResponse s_eid = new() { EidValue = Protocol.Identifiers.Eid.FromDigits("89049032123451234512345678901235") };
}
