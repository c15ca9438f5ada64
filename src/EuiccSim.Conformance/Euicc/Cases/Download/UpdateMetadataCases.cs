using EuiccSim.Conformance.Cases;

namespace EuiccSim.Conformance.Euicc.Cases.Download;

/// <summary>4.2.2: ES6.UpdateMetadata, which no run decides.</summary>
internal static class UpdateMetadataCases
{
    internal static IEnumerable<AbsentCase> Absent =>
    [
        Row("names", "UpdateMetadata changes the names"),
        Row("icon", "UpdateMetadata changes or removes the icon"),
        Row("service-data", "UpdateMetadata changes service specific data"),
        Row("rules-unset", "UpdateMetadata unsets a policy rule"),
        Row("rules-not-permitted", "UpdateMetadata with a policy rule that is not permitted is refused"),
    ];

    private static AbsentCase Row(string word, string title) => new(
        $"4.2.2/{word}", Side.Euicc, title,
        "the operator sends it over the air, as a secured packet with keys of the enabled Profile's security domain (SGP.22 §5.4.1): the device only passes it on");
}
