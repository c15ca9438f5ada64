using System.Globalization;

namespace EuiccSim.Transports.At.Server;

/// <summary>The modem itself: its manners, its name, its power. ITU-T V.250 §6, 3GPP TS 27.007 §5, §8.2, §9.1.</summary>
internal static class BasicCommands
{
    internal static IEnumerable<AtRow> Rows(Modem modem)
    {
        ModemSettings settings = modem.Settings;
        AtModemServerOptions options = modem.Options;
        string imei = options.Imei;
        return
        [
            new("E") { Execute = Switch(on => settings.Echo = on) },
            new("V") { Execute = Switch(on => settings.Verbose = on) },
            new("Q") { Execute = Switch(on => settings.SaysResults = !on) },
            new("Z") { Execute = (_, cancellationToken) => RestartAsync(modem, cancellationToken) },
            new("&F") { Execute = AtRow.Now(_ => ToDefaults(settings)) },
            new("I") { Execute = AtRow.Says(options.Manufacturer, options.Model, "Revision: " + options.Revision, "IMEI: " + imei) },
            new("S") { Read = AtRow.Now(command => ReadRegister(settings, command)), Set = AtRow.Now(command => SetRegister(settings, command)) },
            // Nobody can be called: "NO CARRIER" would be a result of its own, and "OK" after it one too many.
            new("D") { Execute = AtRow.Now(_ => AtResult.Cme(CmeError.NoNetworkService)) },
            new("+CGMI") { Execute = AtRow.Says(options.Manufacturer) },
            new("+GMI") { Execute = AtRow.Says(options.Manufacturer) },
            new("+CGMM") { Execute = AtRow.Says(options.Model) },
            new("+GMM") { Execute = AtRow.Says(options.Model) },
            new("+CGMR") { Execute = AtRow.Says(options.Revision) },
            new("+GMR") { Execute = AtRow.Says(options.Revision) },
            new("+GSN") { Execute = AtRow.Says(imei) },
            new("+CGSN") { Execute = AtRow.Says(imei), Set = AtRow.Now(command => SerialNumber(command, imei)), Test = "(0,1)" },
            new("+GCAP") { Execute = AtRow.Says("+GCAP: +CGSM") },
            new("+CMEE")
            {
                Read = AtRow.Now(_ => AtResult.Line(Invariant($"+CMEE: {settings.ErrorMode}"))),
                Set = AtRow.Now(command => SetErrorMode(settings, command)),
                Test = "(0-2)",
            },
            new("+CFUN")
            {
                Read = AtRow.Now(_ => AtResult.Line(Invariant($"+CFUN: {modem.Functionality}"))),
                Set = (command, cancellationToken) => SetFunctionalityAsync(modem, command, cancellationToken),
                Test = "(0,1,4),(0,1)",
            },
        ];
    }

    private static AtRow.Handler Switch(Action<bool> set) => AtRow.Now(command =>
    {
        if (command.Number(0, 0) is not (0 or 1) and not null || command.Number(0, 0) is not { } value) return AtResult.Error;
        set(value == 1);
        return AtResult.Ok;
    });

    private static AtResult ToDefaults(ModemSettings settings)
    {
        settings.Reset();
        return AtResult.Ok;
    }

    /// <summary>ATZ also closes what a program that is gone left open.</summary>
    private static async ValueTask<AtResult> RestartAsync(Modem modem, CancellationToken cancellationToken)
    {
        modem.Settings.Reset();
        await modem.SetFunctionalityAsync(1, reset: true, cancellationToken).ConfigureAwait(false);
        return AtResult.Ok;
    }

    private static AtResult SerialNumber(AtCommand command, string imei) => command.Number(0) switch
    {
        0 => AtResult.Line(imei),
        1 => AtResult.Line($"+CGSN: \"{imei}\""),
        _ => AtResult.Cme(CmeError.IncorrectParameters),
    };

    private static AtResult SetErrorMode(ModemSettings settings, AtCommand command)
    {
        if (command.Number(0, 0) is not (>= 0 and <= 2 and int mode)) return AtResult.Error;
        settings.ErrorMode = mode;
        return AtResult.Ok;
    }

    private static async ValueTask<AtResult> SetFunctionalityAsync(Modem modem, AtCommand command, CancellationToken cancellationToken)
    {
        if (command.Number(0, 1) is not (0 or 1 or 4) || command.Number(1, 0) is not (0 or 1)) return AtResult.Cme(CmeError.IncorrectParameters);
        await modem.SetFunctionalityAsync(command.Number(0, 1)!.Value, command.Number(1, 0) == 1, cancellationToken).ConfigureAwait(false);
        return AtResult.Ok;
    }

    /// <summary>S3, S4 and S5 are the characters that end and correct lines; here they cannot be changed.</summary>
    private static AtResult SetRegister(ModemSettings settings, AtCommand command)
    {
        if (command.Number(0) is not { } register || command.Number(1, 0) is not (>= 0 and <= 255 and int value)) return AtResult.Error;
        if (register > MaximumRegister || (FixedRegister(register) is { } only && only != value)) return AtResult.Error;
        settings.Registers[register] = value;
        return AtResult.Ok;
    }

    private static AtResult ReadRegister(ModemSettings settings, AtCommand command)
    {
        if (command.Number(0) is not (>= 0 and <= MaximumRegister and int register)) return AtResult.Error;
        int value = FixedRegister(register) ?? settings.Registers.GetValueOrDefault(register);
        return AtResult.Line(value.ToString("D3", CultureInfo.InvariantCulture));
    }

    private static int? FixedRegister(int register) => register switch
    {
        3 => '\r',
        4 => '\n',
        5 => '\b',
        _ => null,
    };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private const int MaximumRegister = 255;
}
