namespace EuiccSim.Conformance.Cases;

/// <summary>A case of SGP.23 that no run decides.</summary>
/// <param name="Id">As <see cref="ConformanceCase.Id"/>.</param>
/// <param name="Side">Who would be judged.</param>
/// <param name="Title">What would be judged.</param>
/// <param name="Reason">Why it is not: what it takes, or that it is of SGP.22 v3.</param>
public sealed record AbsentCase(string Id, Side Side, string Title, string Reason);
