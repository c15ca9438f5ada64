using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Uicc;

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

    /// <summary>RES, CK and IK are those that the network expects.</summary>
    internal bool IsAnswer(AuthenticateAnswer answer) =>
        answer is AuthenticateAnswer.Success success && (success.Res, success.Ck, success.Ik) == (_expected.Res, _expected.Ck, _expected.Ik);

    /// <summary>AUTS, with a MAC-S that holds.</summary>
    internal bool IsResynchronisation(AuthenticateAnswer answer) => answer is AuthenticateAnswer.SynchronisationFailure { Auts: { Length: AutsLength } auts }
        && Aka.TryVerifyAuts(_network, Rand.Span, auts.Span, out _);

    // SEQ 1, IND 0.
    private static readonly Octets FirstSqn = Octets.FromHex("000000000020");
    private const byte AutsLength = 14;
}
