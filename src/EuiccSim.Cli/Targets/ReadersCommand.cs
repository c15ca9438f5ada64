using EuiccSim.Transports.Pcsc;

namespace EuiccSim.Cli.Targets;

/// <summary><c>euiccsim readers</c>: PC/SC readers and what is in them.</summary>
internal static class ReadersCommand
{
    internal static Command Build(Surroundings at) => new Command("readers", "Shows the PC/SC readers and what is in them.").Does(at, ListAsync);

    private static async Task<VerbResult> ListAsync(VerbCall call)
    {
        using PcscContext context = call.At.OpenReaders();
        return new ReaderList(await context.ListReadersAsync(call.Ct));
    }

    private sealed record ReaderList(SequenceOf<PcscReader> Readers) : VerbResult
    {
        internal override void WriteMembers(Utf8JsonWriter json) => json.WriteObjects("readers", Readers, reader =>
        {
            json.WriteString("name", reader.Name);
            json.WriteBoolean("card", reader.HasCard);
            json.WriteString("atr", reader.HasCard ? reader.Atr.ToString() : null);
        });

        internal override void Show(IAnsiConsole console) => console.Write(Tables.Of("", "reader", "card", "ATR").Rows(Readers.Index(), row =>
            [row.Index.ToString(CultureInfo.InvariantCulture), row.Item.Name, row.Item.HasCard ? "yes" : "no", row.Item.HasCard ? row.Item.Atr.ToString() : ""]));
    }
}
