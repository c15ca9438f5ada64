using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto;

/// <summary>The tokens of authentication and key agreement, and the conversions to GSM. TS 33.102 §6.3, §6.8.1.2.</summary>
public static class Aka
{
    /// <summary>The authentication token AUTN = (SQN ⊕ AK) ‖ AMF ‖ MAC, which the network sends.</summary>
    /// <param name="algorithm">The subscriber's algorithm.</param>
    /// <param name="rand">16 octets.</param>
    /// <param name="sqn">6 octets.</param>
    /// <param name="amf">2 octets.</param>
    /// <returns>16 octets, if f1 gives 8.</returns>
    public static Octets BuildAutn(AkaAlgorithm algorithm, ReadOnlySpan<byte> rand, ReadOnlySpan<byte> sqn, ReadOnlySpan<byte> amf)
    {
        Octets mac = algorithm.F1(rand, sqn, amf);
        Octets ak = algorithm.F2345(rand).Ak;
        return Conceal(sqn, ak.Span, amf, mac.Span);
    }

    /// <summary>Checks AUTN as the card does: reveals SQN and compares the MAC, in fixed time. Judging SQN is the caller's.</summary>
    /// <param name="algorithm">The subscriber's algorithm.</param>
    /// <param name="rand">16 octets.</param>
    /// <param name="autn">The token received.</param>
    /// <param name="ak">AK, which <see cref="AkaAlgorithm.F2345"/> gave for the same RAND.</param>
    /// <param name="sqn">The sequence number: 6 octets; empty if the answer is false.</param>
    /// <returns>False if the MAC or the length of AUTN is wrong.</returns>
    public static bool TryVerifyAutn(
        AkaAlgorithm algorithm, ReadOnlySpan<byte> rand, ReadOnlySpan<byte> autn, ReadOnlySpan<byte> ak, out Octets sqn)
    {
        sqn = default;
        if (autn.Length < MacInAutn) return false;
        byte[] revealed = new byte[AkaAlgorithm.SqnLength];
        Xor(autn, ak, revealed);
        Octets mac = algorithm.F1(rand, revealed, autn[AkaAlgorithm.SqnLength..MacInAutn]);
        if (!CryptographicOperations.FixedTimeEquals(mac.Span, autn[MacInAutn..])) return false;
        sqn = Octets.Wrap(revealed);
        return true;
    }

    /// <summary>The resynchronisation token AUTS = (SQN_MS ⊕ AK*) ‖ MAC-S, which the card answers. TS 33.102 §6.3.3.</summary>
    /// <param name="algorithm">The subscriber's algorithm.</param>
    /// <param name="rand">16 octets.</param>
    /// <param name="sqnMs">The card's highest sequence number: 6 octets.</param>
    /// <returns>14 octets, if f1* gives 8.</returns>
    public static Octets BuildAuts(AkaAlgorithm algorithm, ReadOnlySpan<byte> rand, ReadOnlySpan<byte> sqnMs)
    {
        Octets macS = algorithm.F1Star(rand, sqnMs, ResynchronisationAmf);
        Octets ak = algorithm.F5Star(rand);
        return Conceal(sqnMs, ak.Span, [], macS.Span);
    }

    /// <summary>Checks AUTS as the network does, in fixed time.</summary>
    /// <param name="algorithm">The subscriber's algorithm.</param>
    /// <param name="rand">The RAND of the challenge that the card refused: 16 octets.</param>
    /// <param name="auts">The token received.</param>
    /// <param name="sqnMs">The card's sequence number: 6 octets; empty if the answer is false.</param>
    /// <returns>False if MAC-S or the length of AUTS is wrong.</returns>
    public static bool TryVerifyAuts(AkaAlgorithm algorithm, ReadOnlySpan<byte> rand, ReadOnlySpan<byte> auts, out Octets sqnMs)
    {
        sqnMs = default;
        if (auts.Length < AkaAlgorithm.SqnLength) return false;
        byte[] revealed = new byte[AkaAlgorithm.SqnLength];
        Xor(auts, algorithm.F5Star(rand).Span, revealed);
        Octets macS = algorithm.F1Star(rand, revealed, ResynchronisationAmf);
        if (!CryptographicOperations.FixedTimeEquals(macS.Span, auts[AkaAlgorithm.SqnLength..])) return false;
        sqnMs = Octets.Wrap(revealed);
        return true;
    }

    /// <summary>The GSM cipher key, conversion function c3: the halves of CK and IK combined by exclusive or. TS 33.102 §6.8.1.2.</summary>
    /// <param name="ck">16 octets.</param>
    /// <param name="ik">16 octets.</param>
    /// <returns>8 octets.</returns>
    /// <remarks>The standard defines c3 for keys of 128 bits. Keys of 256 bits are folded alike.</remarks>
    public static Octets DeriveKc(ReadOnlySpan<byte> ck, ReadOnlySpan<byte> ik)
    {
        byte[] kc = new byte[KcLength];
        Fold(ck, kc);
        Fold(ik, kc);
        return Octets.Wrap(kc);
    }

    /// <summary>The GSM response, conversion function c2: the words of RES combined by exclusive or. TS 33.102 §6.8.1.2.</summary>
    /// <param name="res">4 to 16 octets.</param>
    /// <returns>4 octets.</returns>
    /// <remarks>The standard defines c2 for up to 128 bits. A longer RES is folded alike.</remarks>
    public static Octets DeriveSres(ReadOnlySpan<byte> res)
    {
        byte[] sres = new byte[SresLength];
        Fold(res, sres);
        return Octets.Wrap(sres);
    }

    private static Octets Conceal(ReadOnlySpan<byte> sqn, ReadOnlySpan<byte> ak, ReadOnlySpan<byte> amf, ReadOnlySpan<byte> mac)
    {
        byte[] token = new byte[sqn.Length + amf.Length + mac.Length];
        Xor(sqn, ak, token.AsSpan(0, sqn.Length));
        amf.CopyTo(token.AsSpan(sqn.Length));
        mac.CopyTo(token.AsSpan(sqn.Length + amf.Length));
        return Octets.Wrap(token);
    }

    private static void Xor(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> result)
    {
        for (int i = 0; i < result.Length; i++) result[i] = (byte)(left[i] ^ right[i]);
    }

    private static void Fold(ReadOnlySpan<byte> value, Span<byte> result)
    {
        for (int i = 0; i < value.Length; i++) result[i % result.Length] ^= value[i];
    }

    // AMF* of TS 33.102 §6.3.3: a dummy, so that AMF need not be sent in AUTS.
    private static ReadOnlySpan<byte> ResynchronisationAmf => [0, 0];

    private const int MacInAutn = AkaAlgorithm.SqnLength + AkaAlgorithm.AmfLength;
    private const int KcLength = 8;
    private const int SresLength = 4;
}
