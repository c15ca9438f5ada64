using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Editing;

/// <summary>A field of a package that has a name for people.</summary>
public sealed class ProfileField
{
    internal ProfileField(string name, string meaning, string example) => (Name, Meaning, Example) = (name, meaning, example);

    /// <summary>"imsi".</summary>
    public string Name { get; }

    /// <summary>What it is, and what is changed.</summary>
    public string Meaning { get; }

    /// <summary>A value that it takes.</summary>
    public string Example { get; }

    /// <summary>Another name of it; null: it has one only.</summary>
    public string? Alias { get; internal init; }

    /// <summary>True for a list, to which entries can be added, and from which they can be taken.</summary>
    public bool IsList { get; internal init; }

    /// <summary>All, as they stand in the documentation. Beside them, any file can be set by its path.</summary>
    public static SequenceOf<ProfileField> All { get; } =
        SequenceOf.From([.. HeaderFields.All, .. SubscriberFields.All, .. KeyFields.All, .. CodeFields.All, .. OtaFields.All, .. FileFields.All]);

    /// <summary>What is done first: an algorithm before its key, that before what is computed of it, an IMSI before what follows from it.</summary>
    internal int Turn { get; init; } = Last;

    /// <summary>The file that it is, "ADF.USIM/EF.SPN"; null for what is none.</summary>
    public string? Path { get; internal init; }

    /// <summary>Puts a value into a package.</summary>
    internal Action<PackageDraft, FieldSetting> Apply { get; init; } = static (_, setting) => throw new InvalidOperationException(setting.Name);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal const int Last = 9;
}
