using System.Globalization;
using EuiccSim.Transports.At.Dialects;

namespace EuiccSim.Transports.At.Server;

/// <summary>How answers look. ITU-T V.250 §6.2, 3GPP TS 27.007 §9.1.</summary>
internal sealed class ModemSettings
{
    private readonly ModemDialect _dialect;

    internal ModemSettings(ModemDialect dialect)
    {
        _dialect = dialect;
        Echo = EchoesAtFirst;
    }

    /// <summary>ATE1: what was set.</summary>
    internal bool Echo { get; set; }

    /// <summary>What is done.</summary>
    internal bool Echoes => Echo || _dialect.Echo == ModemEcho.Always;

    /// <summary>False (ATQ1): no result codes.</summary>
    internal bool SaysResults { get; set; } = true;

    /// <summary>False (ATV0): results are digits.</summary>
    internal bool Verbose { get; set; } = true;

    /// <summary>AT+CMEE: 0 "ERROR", 1 numbers, 2 words.</summary>
    internal int ErrorMode { get; set; }

    /// <summary>Values that are kept and read back and have no other effect.</summary>
    internal Dictionary<string, string> Values { get; } = [];

    internal Dictionary<int, int> Registers { get; } = [];

    internal void Reset()
    {
        (Echo, SaysResults, Verbose, ErrorMode) = (EchoesAtFirst, true, true, 0);
        Values.Clear();
        Registers.Clear();
    }

    private bool EchoesAtFirst => _dialect.Echo != ModemEcho.OffAtFirst;

    internal string Format(string line) => Verbose ? $"\r\n{line}\r\n" : $"{line}\r\n";

    internal string Format(AtResult result)
    {
        if (!SaysResults) return "";
        if (!result.IsOk && result.Code is { } code && ErrorMode != 0 && _dialect.Errors != ModemErrors.None)
        {
            CmeError error = CmeError.Of(code);
            return Format(ErrorMode == 1 && _dialect.Errors != ModemErrors.Words
                ? string.Create(CultureInfo.InvariantCulture, $"+CME ERROR: {code}")
                : $"+CME ERROR: {error.Text}");
        }
        return (Verbose, result.IsOk) switch
        {
            (true, true) => "\r\nOK\r\n",
            (true, false) => "\r\nERROR\r\n",
            (false, true) => "0\r",
            (false, false) => "4\r",
        };
    }
}
