namespace EuiccSim.Transports.At.Server;

/// <summary>Commands that programs send to every modem. There is no radio here: values are kept and read back, and nothing happens.</summary>
internal static class HarmlessCommands
{
    internal static IEnumerable<AtRow> Rows(ModemSettings settings)
    {
        foreach (string name in s_ignored) yield return new(name) { Execute = AtRow.Says() };
        foreach ((string name, string answer) in s_answers)
            yield return new(name) { Execute = AtRow.Says($"{name}: {answer}"), Read = AtRow.Says($"{name}: {answer}") };
        foreach ((string name, string initial, string suffix, string test) in s_settings)
        {
            yield return new(name)
            {
                Read = AtRow.Now(_ => AtResult.Line($"{name}: {settings.Values.GetValueOrDefault(name, initial)}{suffix}")),
                Set = AtRow.Now(command => Keep(settings, command)),
                Execute = AtRow.Says(),
                Test = test,
            };
        }
    }

    private static AtResult Keep(ModemSettings settings, AtCommand command)
    {
        settings.Values[command.Name] = string.Join(',', command.Arguments.Select(Written));
        return AtResult.Ok;
    }

    /// <summary>What is no number is a text, and stands in quotes. ITU-T V.250 §5.4.2.</summary>
    private static string Written(string value) => value.AsSpan().ContainsAnyExceptInRange('0', '9') ? $"\"{value}\"" : value;

    private static readonly string[] s_ignored = ["H", "X", "L", "M", "P", "T", "&C", "&D", "&K", "&S", "&W", "+CNUM", "+CHUP", "+CPBS"];

    private static readonly (string Name, string Answer)[] s_answers =
    [
        ("+CSQ", "99,99"), ("+CPAS", "0"), ("+CBC", "0,100"), ("+CESQ", "99,99,255,255,255,255"), ("+WS46", "28"),
    ];

    // Name, value at first, what reading adds to it ("not registered, not searching"), answer to the test form.
    private static readonly (string Name, string Initial, string Suffix, string Test)[] s_settings =
    [
        ("+CREG", "0", ",0", "(0-2)"),
        ("+CGREG", "0", ",0", "(0-2)"),
        ("+CEREG", "0", ",0", "(0-2)"),
        ("+C5GREG", "0", ",0", "(0-2)"),
        ("+COPS", "0", "", ""),
        ("+CGATT", "0", "", "(0,1)"),
        ("+CSCS", "\"IRA\"", "", "(\"IRA\",\"GSM\",\"UCS2\")"),
        ("+CMGF", "0", "", "(0,1)"),
        ("+CTZU", "0", "", "(0,1)"),
        ("+CTZR", "0", "", "(0-2)"),
        ("+CLIP", "0", ",2", "(0,1)"),
        ("+CRC", "0", "", "(0,1)"),
        ("+CNMI", "0,0,0,0,0", "", ""),
        ("+CMER", "0,0,0,0,0", "", ""),
        ("+CUSD", "0", "", "(0-2)"),
        ("+CCWA", "0", "", "(0,1)"),
        ("+CGEREP", "0,0", "", "(0-2),(0,1)"),
        ("+IPR", "0", "", ""),
        ("+IFC", "0,0", "", ""),
    ];
}
