namespace EuiccSim.Lpa.Es10;

/// <summary>The name of a function, out of the name of its request record: "EnableProfileRequest" is "EnableProfile".</summary>
internal static class FunctionName
{
    internal static string Of(object request)
    {
        string name = request.GetType().Name;
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
    }

    private const string Suffix = "Request";
}
