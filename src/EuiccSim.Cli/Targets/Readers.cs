using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.Pcsc;

namespace EuiccSim.Cli.Targets;

/// <summary>PC/SC readers by name or number.</summary>
internal static class Readers
{
    /// <summary>
    /// Connects to the card in a reader, for this program alone: a verb resets the card first, which would take the channels of other
    /// programs away, and theirs ours.
    /// </summary>
    /// <param name="wanted">The reader's name, a part of it that only it has, or its number in the list.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal static async Task<PcscConnection> ConnectAsync(string wanted, CancellationToken cancellationToken)
    {
        using PcscContext context = PcscContext.Open();
        PcscReader reader = Choose(wanted, await context.ListReadersAsync(cancellationToken));
        return await context.ConnectAsync(reader.Name, new() { ShareMode = PcscShareMode.Exclusive }, cancellationToken);
    }

    private static PcscReader Choose(string wanted, SequenceOf<PcscReader> readers)
    {
        if (readers.Count == 0) throw CommandFailure.Missing("noReader", "There is no PC/SC reader.");
        if (int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < readers.Count) return readers[index];
        PcscReader[] named = [.. readers.Where(reader => reader.Name == wanted)];
        if (named.Length == 0) named = [.. readers.Where(reader => reader.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase))];
        string all = string.Join(", ", readers.Select((reader, i) => $"{i} '{reader.Name}'"));
        return named.Length switch
        {
            1 => named[0],
            0 => throw CommandFailure.Missing("noReader", $"No reader is named '{wanted}'. There are: {all}."),
            _ => throw CommandFailure.Missing("ambiguousReader", $"'{wanted}' is part of several names. There are: {all}."),
        };
    }
}
