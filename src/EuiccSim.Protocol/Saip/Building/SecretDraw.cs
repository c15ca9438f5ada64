using System.Security.Cryptography;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>Draws the secrets that a subscriber was not given, and computes OPc of OP.</summary>
internal static class SecretDraw
{
    internal static Personalisation Complete(Personalisation data, AlgoParameter template, RandomSource random)
    {
        AlgorithmId algorithm = data.Algorithm ?? template.AlgorithmID;
        bool isLong = algorithm == template.AlgorithmID && template.Key.Length == TuakLength;
        Octets key = data.Key ?? Draw(random, isLong ? TuakLength : MilenageLength);
        Octets? opc = OperatorVariant(data, algorithm, key, template, random);
        return data with
        {
            Algorithm = algorithm,
            Key = key,
            Opc = opc,
            Op = null,
            Puk1 = data.Puk1 ?? DrawDigits(random),
            Puk2 = data.Puk2 ?? DrawDigits(random),
            Adm1 = data.Adm1 ?? DrawDigits(random),
            OtaKeys = data.OtaKeys is { } sets ? SequenceOf.From(sets.Select(keys => Complete(keys, random))) : null,
        };
    }

    /// <summary>What is drawn is as long as what is given.</summary>
    private static OtaKeySet Complete(OtaKeySet keys, RandomSource random)
    {
        int length = (keys.Kic ?? keys.Kid ?? keys.Kik)?.Length ?? MilenageLength;
        return keys with { Kic = keys.Kic ?? Draw(random, length), Kid = keys.Kid ?? Draw(random, length), Kik = keys.Kik ?? Draw(random, length) };
    }

    private static Octets? OperatorVariant(
        Personalisation data, AlgorithmId algorithm, Octets key, AlgoParameter template, RandomSource random)
    {
        if (algorithm == AlgorithmId.UsimTestAlgorithm) return null;
        int length = algorithm == AlgorithmId.Tuak ? TuakLength : MilenageLength;
        if (data.Op is not { } op) return data.Opc ?? Draw(random, length);
        return algorithm == AlgorithmId.Tuak
            ? Tuak.ComputeTopc(key.Span, op.Span, data.Aka?.NumberOfKeccak ?? (template.AlgorithmID == AlgorithmId.Tuak ? template.NumberOfKeccak : 1))
            : Milenage.ComputeOpc(key.Span, op.Span);
    }

    private static Octets Draw(RandomSource random, int length)
    {
        byte[] octets = new byte[length];
        random.Fill(octets);
        return Octets.Wrap(octets);
    }

    // 8 digits of 8 octets: those above 249 are drawn again, so that no digit comes more often than another.
    private static string DrawDigits(RandomSource random)
    {
        Span<byte> octet = stackalloc byte[1];
        Span<char> digits = stackalloc char[8];
        for (int i = 0; i < digits.Length;)
        {
            random.Fill(octet);
            if (octet[0] < 250) digits[i++] = (char)('0' + (octet[0] % 10));
        }
        CryptographicOperations.ZeroMemory(octet);
        return new(digits);
    }

    private const int MilenageLength = 16;
    private const int TuakLength = 32;
}
