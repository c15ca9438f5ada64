namespace EuiccSim.EndToEnd.Tests.Cli.Pages;

/// <summary>A page of docs, as it was when the tests were built.</summary>
internal static class Page
{
    internal static string Read(string name)
    {
        using Stream page = typeof(Page).Assembly.GetManifestResourceStream(name)!;
        return new StreamReader(page).ReadToEnd();
    }
}
