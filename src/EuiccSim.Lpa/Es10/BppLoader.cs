using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Lpa.Es10;

/// <summary>
/// ES10b.LoadBoundProfilePackage: segment after segment, until the eUICC says how it ended. SGP.22 v2.5 §5.7.6, §3.1.3.3.
/// </summary>
internal static class BppLoader
{
    /// <summary>Loads a package.</summary>
    /// <param name="es10">The ISD-R.</param>
    /// <param name="package">The package, cut.</param>
    /// <param name="taken">Told how many segments the eUICC has taken.</param>
    /// <param name="cancellationToken">
    /// Looked at between segments: a segment, once begun, is sent to its end, so that the card is never left inside a chain.
    /// </param>
    /// <returns>The Profile Installation Result; its octets are what a server is told.</returns>
    /// <exception cref="MalformedResponseException">
    /// The eUICC took all segments and gave no result, or one that cannot be understood.
    /// </exception>
    internal static async ValueTask<Signed<ProfileInstallationResult>> LoadAsync(
        Es10Client es10, BppSegments package, Action<int>? taken, CancellationToken cancellationToken)
    {
        for (int i = 0; i < package.Segments.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Octets answer = await es10.SendSegmentAsync(package.Segments[i], CancellationToken.None).ConfigureAwait(false);
            taken?.Invoke(i + 1);
            // An error can show early; what follows is then of no use. Some cards say something else between, which is no result.
            if (!answer.IsEmpty && (i == package.Segments.Count - 1 || IsResult(answer))) return Es10Client.Decode<Signed<ProfileInstallationResult>>(answer, Function);
        }
        throw new MalformedResponseException("The card took the whole Bound Profile Package and gave no result.");
    }

    private static bool IsResult(Octets answer) =>
        BerTlv.TryHeader(answer, out TlvHeader header) && header.Tag == ResultTag && header.ValueLength > 0;

    private const int ResultTag = 0xBF37;
    private const string Function = "LoadBoundProfilePackage";
}
