using System.Globalization;
using System.Text;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Inspection;

/// <summary>A PIN or an administrative key. SAIP §8.4.</summary>
/// <param name="Element">The place of its element, from 1 on.</param>
/// <param name="Directory">The path of the directory that it belongs to; "MF" for one that holds everywhere.</param>
/// <param name="Configuration">What the element says of it.</param>
public sealed record PinFacts(int Element, string Directory, PinConfiguration Configuration)
{
    /// <summary>Which one.</summary>
    public PinReference Reference => new((byte)Configuration.KeyReference);

    /// <summary>True if it must be verified from the start.</summary>
    public bool IsEnabled => (Configuration.PinAttributes & 1) != 0;

    /// <summary>True if it may be changed.</summary>
    public bool IsChangeable => (Configuration.PinAttributes & 2) != 0;

    /// <summary>True if it may be enabled and disabled.</summary>
    public bool IsSwitchable => (Configuration.PinAttributes & 4) != 0;

    /// <summary>The digits, or the octets where there are others.</summary>
    public string Text => CodeText(Configuration.PinValue);

    /// <summary>"disabled, may be changed, enabled and disabled".</summary>
    internal string Attributes
    {
        get
        {
            string state = IsEnabled ? "enabled" : "disabled";
            return (IsChangeable, IsSwitchable) switch
            {
                (true, true) => $"{state}, may be changed, enabled, disabled",
                (true, false) => $"{state}, may be changed",
                (false, true) => $"{state}, may be enabled, disabled",
                _ => $"{state}, may not be changed",
            };
        }
    }

    /// <summary>The PUK that unblocks it, "PUK1"; null if none does.</summary>
    internal string? Puk => Configuration.UnblockingPINReference is { } puk ? PukFacts.NameOf(puk) : null;

    internal static ViewSection Table(SequenceOf<PinFacts> pins)
    {
        SectionBuilder table = new("PINs", new("PIN"), new("value"), new("in"), new("state"), new("tries", IsNumber: true), new("unblocked by"), new("element", IsNumber: true));
        foreach (PinFacts pin in pins)
            table.Row(0, pin.Reference.Short, pin.Text, pin.Directory, pin.Attributes, Tries(pin.Configuration.MaxNumOfAttempsRetryNumLeft), pin.Puk ?? "", Invariant(pin.Element));
        return table.Section;
    }

    internal void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteNumber("element", Element);
        json.WriteString("name", Reference.Short);
        json.WriteNumber("keyReference", Reference.Value);
        json.WriteString("directory", Directory);
        json.WriteString("value", Text);
        json.WriteString("octets", Configuration.PinValue.ToString());
        json.WriteBoolean("enabled", IsEnabled);
        json.WriteBoolean("changeable", IsChangeable);
        json.WriteBoolean("switchable", IsSwitchable);
        WriteTries(json, Configuration.MaxNumOfAttempsRetryNumLeft);
        json.WriteString("unblockedBy", Puk);
    }

    internal static void WriteTries(Utf8JsonWriter json, int both)
    {
        json.WriteNumber("tries", both >> 4 & 0xF);
        json.WriteNumber("triesLeft", both & 0xF);
    }

    /// <summary>Upper half octet: most attempts; lower half octet: attempts left.</summary>
    internal static string Tries(int both) => (both >> 4 & 0xF) == (both & 0xF) ? Invariant(both & 0xF) : $"{Invariant(both & 0xF)} of {Invariant(both >> 4 & 0xF)}";

    /// <summary>The characters before the filler, if they can all be read, and else the octets.</summary>
    internal static string CodeText(Octets code)
    {
        ReadOnlySpan<byte> characters = code.Span.TrimEnd((byte)0xFF);
        return characters.IsEmpty || characters.ContainsAnyExceptInRange((byte)'!', (byte)'~') ? code.ToString() : Encoding.ASCII.GetString(characters);
    }

    internal static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A PUK. SAIP §8.4.</summary>
/// <param name="Element">The place of its element, from 1 on.</param>
/// <param name="Configuration">What the element says of it.</param>
public sealed record PukFacts(int Element, PukConfiguration Configuration)
{
    /// <summary>"PUK1", "PUK2 of app 3"; PUK2 unblocks PIN2.</summary>
    public string Name => NameOf(Configuration.KeyReference);

    /// <summary>The digits, or the octets where there are others.</summary>
    public string Text => PinFacts.CodeText(Configuration.PukValue);

    internal static string NameOf(PukKeyReference reference)
    {
        int application = (int)reference & 0x7F;
        string name = ((int)reference & 0x80) == 0 ? "PUK1" : "PUK2";
        return application == 1 ? name : $"{name} of app {PinFacts.Invariant(application)}";
    }

    internal static ViewSection Table(SequenceOf<PukFacts> puks)
    {
        SectionBuilder table = new("PUKs", new("PUK"), new("value"), new("tries", IsNumber: true), new("element", IsNumber: true));
        foreach (PukFacts puk in puks) table.Row(0, puk.Name, puk.Text, PinFacts.Tries(puk.Configuration.MaxNumOfAttempsRetryNumLeft), PinFacts.Invariant(puk.Element));
        return table.Section;
    }

    internal void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteNumber("element", Element);
        json.WriteString("name", Name);
        json.WriteNumber("keyReference", (int)Configuration.KeyReference);
        json.WriteString("value", Text);
        json.WriteString("octets", Configuration.PukValue.ToString());
        PinFacts.WriteTries(json, Configuration.MaxNumOfAttempsRetryNumLeft);
    }
}
