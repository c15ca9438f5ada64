using EuiccSim.Transports.At.Dialects;
using Microsoft.Extensions.Logging;

namespace EuiccSim.Transports.At;

/// <summary>What a virtual modem says about itself, and how it treats its card.</summary>
public sealed record AtModemServerOptions
{
    /// <summary>The answer to AT+CGMI.</summary>
    public string Manufacturer { get; init; } = "EuiccSim";

    /// <summary>The answer to AT+CGMM.</summary>
    public string Model { get; init; } = "Virtual AT modem";

    /// <summary>The answer to AT+CGMR.</summary>
    public string Revision { get; init; } = "1";

    /// <summary>The IMEI, 15 digits, the answer to AT+CGSN. The default has the prefix of test devices (3GPP TS 23.003 annex B).</summary>
    public string Imei { get; init; } = "001010123456780";

    /// <summary>How it speaks where modems differ.</summary>
    public ModemDialect Dialect { get; init; } = ModemDialect.Default;

    /// <summary>
    /// Be the terminal to the card's toolkit, as a modem is: tell it so (TERMINAL PROFILE), fetch its proactive commands, and reset it on
    /// REFRESH, which closes all channels. False: none of that, and the card changes profiles at once.
    /// </summary>
    public bool IsToolkitTerminal { get; init; } = true;

    /// <summary>Where to log; nowhere if null. Parameters of commands are not logged.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }
}
