namespace EuiccSim.Card.Tests.Uicc;

/// <summary>
/// The access rule records 1 to 14 that the profile package templates refer to. SAIP annex, as its rules are told in words.
/// </summary>
internal static class ArrRecords
{
    internal const int Length = 48;

    internal static readonly string[] All =
    [
        "8001019000" + "800102A406830101950108" + "800158A40683010A950108",
        "800101A406830101950108" + "80015AA40683010A950108",
        "80015BA40683010A950108",
        "8001019000" + "80011A9700" + "800140A40683010A950108",
        "800103A406830101950108" + "800158A40683010A950108",
        "800111A406830101950108" + "80014AA40683010A950108",
        "800103A406830101950108" + "800158A40683010A950108" + "840132A406830101950108",
        "800101A406830101950108" + "800102A406830181950108" + "800158A40683010A950108",
        "8001019000" + "80011AA406830101950108" + "800140A40683010A950108",
        "8001019000" + "80015AA40683010A950108",
        "8001019000" + "800118A40683010A950108" + "8001429700",
        "800101A406830101950108" + "80015A9700",
        "800113A406830101950108" + "800148A40683010A950108",
        "80015EA40683010A950108",
    ];

    /// <summary>All records as the content of EF.ARR.</summary>
    internal static void WriteTo(byte[] content)
    {
        for (int i = 0; i < All.Length; i++) Convert.FromHexString(All[i]).CopyTo(content, i * Length);
    }
}
