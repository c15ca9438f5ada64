using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Terminal;

/// <summary>What a network sends to authenticate itself and the SIM, and what it expects back. TS 33.102 §6.3.</summary>
/// <threadsafety>As its algorithm, which stays the caller's.</threadsafety>
public sealed class AkaChallenge
{
    private readonly AkaAlgorithm _network;
    private readonly AkaResponse _expected;

    private AkaChallenge(AkaAlgorithm network, Octets rand, Octets autn)
    {
        (_network, Rand, Autn) = (network, rand, autn);
        _expected = network.F2345(rand.Span);
    }

    /// <summary>The random number, 16 octets.</summary>
    public Octets Rand { get; }

    /// <summary>The authentication token, 16 octets.</summary>
    public Octets Autn { get; }

    /// <summary>An AMF with the separation bit set, as in any authentication for LTE (TS 33.401 §6.1.1).</summary>
    public static Octets OrdinaryAmf { get; } = Octets.FromHex("8000");

    /// <summary>A challenge with a fresh RAND and the first sequence number that a new SIM takes.</summary>
    /// <param name="network">The subscriber's algorithm, with its key.</param>
    /// <param name="random">Where RAND comes from.</param>
    /// <param name="amf">The authentication management field, 2 octets.</param>
    public static AkaChallenge Draw(AkaAlgorithm network, RandomSource random, Octets amf)
    {
        byte[] rand = new byte[AkaAlgorithm.RandLength];
        random.Fill(rand);
        return new(network, Octets.Wrap(rand), Aka.BuildAutn(network, rand, FirstSqn.Span, amf.Span));
    }

    /// <summary>True if RES, CK and IK are those that the network expects.</summary>
    public bool IsAnswer(AuthenticateAnswer answer) =>
        answer is AuthenticateAnswer.Success success && (success.Res, success.Ck, success.Ik) == (_expected.Res, _expected.Ck, _expected.Ik);

    /// <summary>True for AUTS, with a MAC-S that holds.</summary>
    public bool IsResynchronisation(AuthenticateAnswer answer) => answer is AuthenticateAnswer.SynchronisationFailure { Auts: { Length: AutsLength } auts }
        && Aka.TryVerifyAuts(_network, Rand.Span, auts.Span, out _);

    // SEQ 1, IND 0.
    private static readonly Octets FirstSqn = Octets.FromHex("000000000020");
    private const byte AutsLength = 14;
}
