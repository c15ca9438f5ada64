using System.Globalization;

namespace EuiccSim.Card.Store.Images;

/// <summary>Where in a card image something stands. It becomes text only if something is wrong there.</summary>
/// <param name="File">The image.</param>
/// <param name="Outer">What it is in; null at the root.</param>
/// <param name="Name">Its name in an object; null in an array.</param>
/// <param name="Index">Its position in an array.</param>
internal sealed record ImagePlace(string File, ImagePlace? Outer, string? Name, int Index)
{
    /// <summary>"profiles[0].pins[1].triesLeft"; empty for the root.</summary>
    public override string ToString()
    {
        if (Outer is null) return "";
        string outer = Outer.ToString();
        if (Name is null) return string.Create(CultureInfo.InvariantCulture, $"{outer}[{Index}]");
        return outer.Length == 0 ? Name : $"{outer}.{Name}";
    }
}
