using EuiccSim.Transports.At.Dialects;

namespace EuiccSim.Transports.Tests.At;

/// <summary>How modems of tests speak.</summary>
internal static class TestDialects
{
    /// <summary>Without an echo, which tests would have to take away again.</summary>
    internal static ModemDialect Silent { get; } = new("silent") { Echo = ModemEcho.OffAtFirst };
}
