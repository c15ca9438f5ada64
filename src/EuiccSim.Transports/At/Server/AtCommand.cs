using System.Globalization;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Transports.At.Server;

/// <summary>What is asked of a command. ITU-T V.250 §5.4.</summary>
internal enum AtForm
{
    /// <summary>"+NAME", or a letter with an optional number.</summary>
    Execute,
    /// <summary>"+NAME=…".</summary>
    Set,
    /// <summary>"+NAME?".</summary>
    Read,
    /// <summary>"+NAME=?".</summary>
    Test,
}

/// <summary>One command of a line.</summary>
/// <param name="Name">In capitals: "+CSIM", "E", "&amp;F".</param>
/// <param name="Form">What is asked.</param>
/// <param name="Arguments">The parameters, without their quotes; the number behind a letter.</param>
internal sealed record AtCommand(string Name, AtForm Form, string[] Arguments)
{
    /// <summary>The parameter at a position, or empty.</summary>
    internal string Text(int index) => index < Arguments.Length ? Arguments[index] : "";

    /// <summary>The number at a position; null if there is none; the default if nothing is there.</summary>
    internal int? Number(int index, int? missing = null) =>
        Text(index) is { Length: > 0 } text
            ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null
            : missing;

    /// <summary>The octets at a position, or null if these are no hexadecimal digits.</summary>
    internal Octets? Octets(int index) => Hex.TryParse(Text(index));

    /// <summary>The octets that follow their length in digits, as +CSIM and +CGLA have them; null if the two do not agree.</summary>
    internal Octets? Apdu(int index) =>
        Number(index) is { } length && Octets(index + 1) is { } apdu && 2 * apdu.Length == length && !apdu.IsEmpty ? apdu : null;
}
