using System.Text.Json;

namespace EuiccSim.Protocol.Editing;

/// <summary>One place where two packages differ.</summary>
/// <param name="Element">The element, "usim 2", as the first package has it, or the second if only that has it; of files alone their root, "ADF.USIM".</param>
/// <param name="Path">A file, "ADF.USIM/EF.ADN[3]", or the names of a field, "algoConfiguration.algoParameter.algorithmOptions"; empty for all of the element.</param>
/// <param name="A">The value in the first package; null where it is absent or secret.</param>
/// <param name="B">The value in the second package; null where it is absent or secret.</param>
/// <param name="What">In words: which property of a file, "only in the first", "differs" for a secret; empty where the values say it.</param>
public sealed record ProfileDifference(string Element, string Path, string? A, string? B, string What)
{
    /// <summary>Writes it as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("element", Element);
        json.WriteString("path", Path);
        json.WriteString("a", A);
        json.WriteString("b", B);
        json.WriteString("what", What);
    }

    internal const string OnlyFirst = "only in the first";
    internal const string OnlySecond = "only in the second";
    internal const string Differs = "differs";
}
