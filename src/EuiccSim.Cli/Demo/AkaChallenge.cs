using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Cli.Demo;

/// <summary>What a network sends to authenticate itself and the SIM, and what it expects back. TS 33.102 §6.3.</summary>
internal sealed class AkaChallenge
{
    private readonly AkaAlgorithm _network;
    private readonly AkaResponse _expected;

    private AkaChallenge(AkaAlgorithm network, Octets rand, Octets autn)
    {
        (_network, Rand, Autn) = (network, rand, autn);
        _expected = network.F2345(rand.Span);
    }

    internal Octets Rand { get; }

    internal Octets Autn { get; }

    /// <summary>The separation bit set, as in any authentication for LTE (TS 33.401 §6.1.1).</summary>
    internal static Octets OrdinaryAmf { get; } = Octets.FromHex("8000");

    /// <summary>A challenge with a fresh RAND and the first sequence number that a new SIM takes.</summary>
    internal static AkaChallenge Draw(AkaAlgorithm network, RandomSource random, Octets amf)
    {
        byte[] rand = new byte[AkaAlgorithm.RandLength];
        random.Fill(rand);
        return new(network, Octets.Wrap(rand), Aka.BuildAutn(network, rand, FirstSqn.Span, amf.Span));
    }

    /// <summary>'DB', then RES, CK and IK, each behind its length; Kc may follow. TS 31.102 §7.1.2.1.</summary>
    internal bool IsAnswer(Octets answer)
    {
        Octets expected = Octets.Concat(Octets.FromHex("DB"), Field(_expected.Res), Field(_expected.Ck), Field(_expected.Ik));
        return answer.Length >= expected.Length && answer.Slice(0, expected.Length) == expected;
    }

    /// <summary>'DC', then AUTS behind its length, with a MAC-S that holds.</summary>
    internal bool IsResynchronisation(Octets answer) =>
        answer is [0xDC, AutsLength, ..] && answer.Length == 2 + AutsLength && Aka.TryVerifyAuts(_network, Rand.Span, answer.Slice(2).Span, out _);

    private static Octets Field(Octets value) => Octets.Concat(Octets.Of([(byte)value.Length]), value);

    // SEQ 1, IND 0.
    private static readonly Octets FirstSqn = Octets.FromHex("000000000020");
    private const byte AutsLength = 14;
}
