using EuiccSim.Protocol.Uicc;
using EuiccSim.Terminal;

namespace EuiccSim.Cli.Uicc;

/// <summary>The options that name PINs and ADMs, and which of them an access rule wants.</summary>
internal sealed class KeyOptions
{
    private readonly Option<string?> _pin = new("--pin") { Description = "PIN 1, to be verified first.", HelpName = "DIGITS", Recursive = true };
    private readonly Option<string?> _pin2 = new("--pin2") { Description = "PIN 2, to be verified first.", HelpName = "DIGITS", Recursive = true };
    private readonly Option<string[]> _adm = new("--adm")
    {
        Description = "An ADM, to be verified first: 4 to 8 digits, or 16 hexadecimal ones; N= before it names another than ADM 1.",
        HelpName = "[N=]VALUE",
        DefaultValueFactory = _ => [],
        Recursive = true,
    };

    internal void AddTo(Command family)
    {
        foreach (Option option in (ReadOnlySpan<Option>)[_pin, _pin2, _adm]) family.Add(option);
    }

    internal IReadOnlyList<SimKey> Read(ParseResult parsed)
    {
        List<SimKey> keys = [];
        if (parsed.GetValue(_pin) is { } pin) keys.Add(Pin(PinReference.Pin1, pin));
        if (parsed.GetValue(_pin2) is { } pin2) keys.Add(Pin(PinReference.Pin2, pin2));
        foreach (string adm in parsed.GetValue(_adm) ?? [])
            keys.Add(SimKey.TryAdm(adm) ?? throw CommandFailure.Missing("arguments", "An ADM has 4 to 8 digits or 16 hexadecimal ones, and a number from 1 to 10 and '=' before it."));
        return keys;
    }

    /// <summary>Which option helps where an access rule wants something.</summary>
    internal static string AdviceOn(string condition)
    {
        List<string> options = [];
        if (condition.Contains(PinReference.Pin1.ToString(), StringComparison.Ordinal)) options.Add("--pin");
        if (condition.Contains(PinReference.Pin2.ToString(), StringComparison.Ordinal)) options.Add("--pin2");
        if (condition.Contains("ADM", StringComparison.Ordinal)) options.Add("--adm");
        return options.Count == 0 ? "" : $" {string.Join(" or ", options)} verifies it first.";
    }

    private static SimKey Pin(PinReference reference, string digits) =>
        SimKey.TryPin(reference, digits) ?? throw CommandFailure.Missing("arguments", "A PIN has 4 to 8 digits.");
}
