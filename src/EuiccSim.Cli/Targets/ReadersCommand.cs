using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EuiccSim.Cli.Output;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Transports.Pcsc;
using Spectre.Console;

namespace EuiccSim.Cli.Targets;

/// <summary><c>euiccsim readers</c>: PC/SC readers and what is in them.</summary>
internal static class ReadersCommand
{
    internal static Command Build(Surroundings at) => new Command("readers", "Shows the PC/SC readers and what is in them.").Does(at, ListAsync);

    private static async Task<VerbResult> ListAsync(VerbCall call)
    {
        using PcscContext context = PcscContext.Open();
        return new ReaderList(await context.ListReadersAsync(call.Ct));
    }

    private sealed record ReaderList(SequenceOf<PcscReader> Readers) : VerbResult
    {
        internal override void WriteMembers(Utf8JsonWriter json)
        {
            json.WriteStartArray("readers");
            foreach (PcscReader reader in Readers)
            {
                json.WriteStartObject();
                json.WriteString("name", reader.Name);
                json.WriteBoolean("card", reader.HasCard);
                json.WriteString("atr", reader.HasCard ? reader.Atr.ToString() : null);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }

        internal override void Show(IAnsiConsole console)
        {
            Table table = Tables.Of("", "reader", "card", "ATR");
            for (int i = 0; i < Readers.Count; i++)
            {
                PcscReader reader = Readers[i];
                table.Row(i.ToString(CultureInfo.InvariantCulture), reader.Name, reader.HasCard ? "yes" : "no", reader.HasCard ? reader.Atr.ToString() : "");
            }
            console.Write(table);
        }
    }
}
