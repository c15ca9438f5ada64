using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Testing;

namespace EuiccSim.Bench;

/// <summary>
/// The asymmetric operations of a session that nobody can leave out, on all processors: 6 signatures (three of the server, three of the
/// eUICC), 4 verifications (the eUICC's certificate and its three signatures), one one-time key and one key agreement of the server. The
/// connection is there, so there is no handshake in it.
/// </summary>
internal static class SessionFloor
{
    /// <summary>Sessions' worth of operations in a second.</summary>
    internal static double PerSecond(TimeSpan time)
    {
        long began = TimeProvider.System.GetTimestamp();
        int[] done = new int[Environment.ProcessorCount];
        Parallel.For(0, done.Length, new ParallelOptions { MaxDegreeOfParallelism = done.Length }, thread =>
        {
            Operations operations = new();
            while (TimeProvider.System.GetElapsedTime(began) < time)
            {
                operations.Run();
                done[thread]++;
            }
        });
        return done.Sum() / TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }

    private sealed class Operations
    {
        private readonly EcdsaSigningKey _key = EcdsaSigningKey.Generate(EcCurve.NistP256, new SeededRandom("floor"));
        private readonly Octets _peer = EcKeyAgreementKey.Generate(EcCurve.NistP256, new SeededRandom("peer")).PublicPoint;
        private readonly byte[] _message = new byte[400];
        private readonly Octets _signature;

        internal Operations() => _signature = _key.Sign(_message);

        internal void Run()
        {
            for (int i = 0; i < 6; i++) _key.Sign(_message);
            for (int i = 0; i < 4; i++)
                if (!_key.PublicKey.Verify(_message, _signature.Span)) throw new InvalidOperationException("the signature does not hold");
            using EcKeyAgreementKey own = EcKeyAgreementKey.Generate(EcCurve.NistP256, RandomSource.System);
            own.Agree(EcPublicKey.FromPoint(EcCurve.NistP256, _peer));
        }
    }
}
