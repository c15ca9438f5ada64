namespace EuiccSim.Testing.Faults;

/// <summary>Something that goes wrong: where, at which of the exchanges there, and what then happens. A value without any state: the same
/// one can be used in many worlds.</summary>
/// <remarks><see cref="At"/> begins one: <c>Fault.At(Place.Es9).On("getBoundProfilePackage").Refuse("8.2.7", "3.8")</c>.</remarks>
/// <param name="Site">Where, and at which of the exchanges there.</param>
/// <param name="Effect">What happens.</param>
public sealed record Fault(FaultSite Site, FaultEffect Effect)
{
    /// <summary>Begins a fault: the first exchange there, unless more is said.</summary>
    public static FaultSite At(Place place) => new(place);

    /// <summary>"Es9 on getBoundProfilePackage: Refuse { Code = 8.2.7/3.8 }".</summary>
    public override string ToString() => $"{Site}: {Effect}";
}
