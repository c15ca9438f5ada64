using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Transports.LpacStdio;

/// <summary>The program that has the card could not do something, or does not answer. The message says what a person can do.</summary>
public sealed class LpacStdioException : TransportException
{
    internal LpacStdioException(string message, int? code = null, Exception? cause = null) : base(message, cause!) => Code = code;

    /// <summary>The program's "ecode"; null if it gave no answer that can be understood.</summary>
    public int? Code { get; }
}
