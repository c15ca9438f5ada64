using EuiccSim.Protocol.Apdu;
using EuiccSim.Transports.Tracing;

namespace EuiccSim.Cli.Trace;

/// <summary>A recorded trace, as far as it can be read.</summary>
/// <param name="Records">The records, in the file's order.</param>
/// <param name="Fault">Why there are no more; null if they are all.</param>
internal sealed record TraceInput(IReadOnlyList<TraceRecord> Records, CommandFailure? Fault)
{
    /// <exception cref="CommandFailure">The file cannot be opened or read.</exception>
    internal static async Task<TraceInput> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            using MemoryStream input = new(await InputFile.ReadAsync(file.FullName, cancellationToken, InputFile.LargestTrace));
            return new(await TraceFile.ReadAsync(input, cancellationToken), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandFailure.Missing("trace", e.Message, e);
        }
        catch (TraceFormatException e)
        {
            return new(e.Records, CommandFailure.Missing("malformed", $"{file.Name}: {e.Message}", e));
        }
    }
}
