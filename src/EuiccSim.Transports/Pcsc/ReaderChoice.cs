using System.Globalization;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.Pcsc;

/// <summary>A reader as people name it: by its name, a part of it that only it has, or its number in the list.</summary>
public static class ReaderChoice
{
    /// <summary>The reader that is meant.</summary>
    /// <param name="readers">All readers, in their order.</param>
    /// <param name="wanted">What a person wrote.</param>
    /// <exception cref="ReaderChoiceException">There is no such reader, or there are several.</exception>
    public static PcscReader Among(SequenceOf<PcscReader> readers, string wanted)
    {
        if (readers.Count == 0) throw new ReaderChoiceException("noReader", "There is no PC/SC reader: attach one.");
        if (int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < readers.Count) return readers[index];
        PcscReader[] named = [.. readers.Where(reader => reader.Name == wanted)];
        if (named.Length == 0) named = [.. readers.Where(reader => reader.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase))];
        string all = string.Join(", ", readers.Select((reader, i) => $"{i} '{reader.Name}'"));
        return named.Length switch
        {
            1 => named[0],
            0 => throw new ReaderChoiceException("noReader", $"No reader is named '{wanted}'. There are: {all}."),
            _ => throw new ReaderChoiceException("ambiguousReader", $"'{wanted}' is part of several names. There are: {all}."),
        };
    }

    /// <summary>
    /// Connects to the card in a reader, for this program alone: who resets the card first would take the channels of other programs away, and
    /// theirs its own.
    /// </summary>
    /// <param name="context">The readers.</param>
    /// <param name="wanted">The reader.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ReaderChoiceException">There is no such reader, or there are several.</exception>
    /// <exception cref="PcscException">The service is gone, no card is in the reader, or another program has it for itself.</exception>
    public static async Task<PcscConnection> ConnectAloneAsync(PcscContext context, string wanted, CancellationToken cancellationToken = default)
    {
        PcscReader reader = Among(await context.ListReadersAsync(cancellationToken).ConfigureAwait(false), wanted);
        return await context.ConnectAsync(reader.Name, new() { ShareMode = PcscShareMode.Exclusive }, cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>No reader is meant by what a person wrote, or several are.</summary>
public sealed class ReaderChoiceException : Exception
{
    internal ReaderChoiceException(string name, string message)
        : base(message) => Name = name;

    /// <summary>For programs: "noReader", "ambiguousReader".</summary>
    public string Name { get; }
}
