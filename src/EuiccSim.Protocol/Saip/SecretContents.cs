using System.Collections.Frozen;
using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Saip;

/// <summary>What of profiles is shown only to who asks for keys: the one place that says so, for all who show something.</summary>
public static class SecretContents
{
    /// <summary>True for a file that holds keys: TS 31.102 §4.2.3, §4.2.4, §4.2.92, §4.4.3, §4.4.11; TS 102 310; 3GPP2 C.S0065.</summary>
    /// <param name="name">Its name, "EF.Keys".</param>
    public static bool IsFile(string name) => s_files.Contains(name);

    /// <summary>What stands in the place of octets.</summary>
    /// <param name="octets">How many they are.</param>
    public static string Masked(int octets) => string.Create(CultureInfo.InvariantCulture, $"(secret: {octets} octets, --keys shows them)");

    /// <summary>True for a component of an element that is a key or a PIN, or data that may have one in it.</summary>
    internal static bool IsField(string name) => s_fields.Contains(name);

    /// <summary>Described elements without their keys and PINs, and without what is written into files with keys.</summary>
    /// <param name="field">An element, several, or a part of one.</param>
    /// <param name="isSecretFile">
    /// Whether a step of generic file management, by list and place, makes a file that holds keys; null: its identifier tells, as that of any such file.
    /// </param>
    internal static Asn1Description Mask(Asn1Description field, Func<int, int, bool>? isSecretFile = null) => new Masking(isSecretFile).Of(field, isSecret: false);

    /// <summary>The same of elements of which some may not have been read: of these nothing is shown.</summary>
    internal static Asn1Description MaskAll(Asn1Description elements) => elements with
    {
        Parts = SequenceOf.From(elements.Parts.Select(element => element.Text is { } octets ? element with { Text = Masked(octets.Length / 2) } : Mask(element))),
    };

    private sealed class Masking(Func<int, int, bool>? isSecretFile)
    {
        internal Asn1Description Of(Asn1Description field, bool isSecret)
        {
            if (field.Text is { } text) return IsField(field.Name) || (isSecret && field.Name == Content) ? field with { Text = Masked(text.Length / 2) } : field;
            if (field.Name == Commands) return field with { Parts = SequenceOf.From(field.Parts.Select(List)) };
            bool isField = IsField(field.Name), isFile = isSecret || s_components.Contains(field.Name);
            return field with { Parts = SequenceOf.From(field.Parts.Select(part => isField && part.Text is { } octets ? part with { Text = Masked(octets.Length / 2) } : Of(part, isFile))) };
        }

        private Asn1Description List(Asn1Description list, int number)
        {
            bool isSecret = false;
            List<Asn1Description> steps = [];
            for (int i = 0; i < list.Parts.Count; i++)
            {
                if (list.Parts[i].Parts is [{ Name: Create } attributes, ..]) isSecret = isSecretFile?.Invoke(number, i) ?? HasSecretIdentifier(attributes);
                steps.Add(Of(list.Parts[i], isSecret));
            }
            return list with { Parts = SequenceOf.From(steps) };
        }

        private static bool HasSecretIdentifier(Asn1Description attributes) => attributes.Parts.FirstOrDefault(part => part.Name == Identifier)?.Text is not { } id || s_identifiers.Contains(id);
    }

    private static readonly FrozenSet<string> s_files = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "EF.Keys", "EF.KeysPS", "EF.Kc", "EF.KcGPRS", "EF.EPSNSC", "EF.5GS3GPPNSC", "EF.5GSN3GPPNSC", "EF.5GAUTHKEYS", "EF.EAPKEYS", "EF.GBABP", "EF.DCK", "EF.SPC", "EF.3GCIK",
        "EF.HIDDEN_KEY", "EF.HiddenKey", "EF.SIPPAPSS");

    private static readonly FrozenSet<string> s_fields = FrozenSet.Create(
        StringComparer.Ordinal,
        "pinValue", "pukValue", "key", "opc", "keyData", "sdPersoData", "authenticationKey", "ssd", "hrpdAccessAuthenticationData", "simpleIPAuthenticationData",
        "mobileIPAuthenticationData", "processData", "connectivityParameters", "content");

    private static readonly FrozenSet<string> s_components =
        TemplateTable.All.SelectMany(template => template.Files).Where(row => IsFile(row.Name)).Select(row => row.Field).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_identifiers = TemplateTable.All.SelectMany(template => template.Files).Where(row => IsFile(row.Name) && row.FileId is not null)
        .Select(row => row.FileId!.Value.ToString("X4", CultureInfo.InvariantCulture)).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private const string Content = "fillFileContent";
    private const string Commands = "fileManagementCMD";
    private const string Create = "createFCP";
    private const string Identifier = "fileID";
}
