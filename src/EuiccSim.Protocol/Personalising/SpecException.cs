namespace EuiccSim.Protocol.Personalising;

/// <summary>A specification of a package is not as it should be, contradicts itself or the template; the message names its members.</summary>
public sealed class SpecException : FormatException
{
    internal SpecException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
