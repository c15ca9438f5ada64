using System.Globalization;

namespace EuiccSim.Protocol.Editing;

/// <summary>What somebody wants of a field: "imsi=262010123456789", "ust+=10,20", "services-=get-identity".</summary>
/// <param name="Name">The field, or the path of a file.</param>
/// <param name="Value">The value as text.</param>
/// <param name="Operation">Whether it replaces what is there, is added to a list or taken out of it.</param>
public sealed record FieldSetting(string Name, string Value, FieldOperation Operation = FieldOperation.Set)
{
    /// <summary>The entries of a value that is a list: between commas, semicolons or blanks.</summary>
    internal string[] Entries => Value.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Reads name, '=', '+=' or '-=', and value.</summary>
    /// <exception cref="ProfileEditException">There is no '=', or no name before it.</exception>
    public static FieldSetting Parse(string text)
    {
        int at = text.IndexOf('=', StringComparison.Ordinal);
        string name = at < 0 ? "" : text[..at];
        FieldOperation operation = name switch { [.., '+'] => FieldOperation.Add, [.., '-'] => FieldOperation.Remove, _ => FieldOperation.Set };
        if (operation != FieldOperation.Set) name = name[..^1];
        return name.Trim().Length > 0
            ? new(name.Trim(), text[(at + 1)..], operation)
            : throw new ProfileEditException("badValue", $"{Words(text)} says nothing: write NAME=VALUE, and for lists NAME+=VALUE or NAME-=VALUE.");
    }

    /// <summary>A text without a name, or without '=': where its value begins cannot be told, and that can be a secret. A name alone is shown.</summary>
    private static string Words(string text)
    {
        if (text.All(c => char.IsAsciiLetter(c) || c == '.')) return $"'{text}'";
        return string.Create(CultureInfo.InvariantCulture, $"A text of {text.Length} characters {(text.Contains('=', StringComparison.Ordinal) ? "with no name before its '='" : "without '='")}");
    }

    /// <summary>The setting without its value, which can be a secret.</summary>
    public override string ToString() => Name;
}

/// <summary>What is done with a value.</summary>
public enum FieldOperation
{
    /// <summary>It replaces what is there.</summary>
    Set,

    /// <summary>It is added to the list.</summary>
    Add,

    /// <summary>It is taken out of the list.</summary>
    Remove,
}
