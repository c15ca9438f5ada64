namespace EuiccSim.Cli.Suite;

/// <summary><c>euiccsim conformance</c>: cases of SGP.23 on any card.</summary>
internal static class SuiteCommand
{
    internal static Command Build(Surroundings at) => new("conformance", "Conformance cases, in the order of SGP.23's clauses.")
    {
        RunVerb.Build(at),
        ListVerb.Build(at),
        ShowVerb.Build(at),
        DiffVerb.Build(at),
    };
}
