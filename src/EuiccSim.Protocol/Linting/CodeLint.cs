using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Uicc;
using static EuiccSim.Protocol.Saip.ProfileRule;

namespace EuiccSim.Protocol.Linting;

/// <summary>PINs and PUKs that an eUICC takes and a person cannot use. SAIP §8.4, TS 102 221 §9.</summary>
internal static class CodeLint
{
    private static readonly ProfileRule s_pinValue = Warning("pin-value", "TS 102 221 §9.5.1, §11.1.9", "a PIN has 4 to 8 digits in ASCII, and 'FF' behind them",
        "A phone sends nothing else, so the PIN could never be right. '1234' is 31323334FFFFFFFF.");

    private static readonly ProfileRule s_pukValue = Warning("puk-value", "TS 102 221 §9.5.1, §11.1.13", "a PUK has 8 digits in ASCII",
        "A phone sends nothing else, so the PIN could never be unblocked. '12345678' is 3132333435363738.");

    private static readonly ProfileRule s_blocked = Warning("pin-tries-left", "SAIP §8.4", "a code has at least one try left at the start",
        "It is blocked from the start. '33' is 3 of 3, 'AA' 10 of 10.");

    private static readonly ProfileRule s_tries = Warning("pin-tries-most", "SAIP §8.4", "a code has no more tries left than it has at most",
        "The upper half octet is the most, the lower one what is left. Correct it.");

    private static readonly ProfileRule s_attributes = Warning("pin-attributes", "SAIP §8.4", "pinAttributes are three bits",
        "1: enabled at the start, 2: may be changed, 4: may be enabled and disabled. Set the others to 0.");

    private static readonly ProfileRule s_dead = Note("pin-disabled-forever", "SAIP §8.4", "a PIN that is disabled can be enabled",
        "It can never be used. Set the bit 4 of pinAttributes, or bit 1.");

    private static readonly ProfileRule s_noPuk = Warning("pin-unblocking", "TS 102 221 §9.5.1", "a user's PIN has a PUK",
        "After three wrong PINs nobody can unblock it. Write unblockingPINReference.");

    private static readonly ProfileRule s_pukUnused = Note("puk-used", "SAIP §8.4", "a PIN names each PUK",
        "The PUK unblocks nothing. Name it in unblockingPINReference, or take it out.");

    private static readonly ProfileRule s_pukOnce = Warning("puk-reference-once", "SAIP §8.4", "a PUK's reference comes once in the package",
        "Which of the two values holds cannot be told. Take one out.");

    private static readonly ProfileRule s_trivial = Note("code-guessable", "", "a PUK or an administrative key is not the same digit eight times, nor 12345678",
        "It is the first that anybody tries. For a test profile this may be meant; else draw it.");

    private static readonly ProfileRule s_globalPlace = Warning("pin-global-place", "SAIP §8.4, TS 102 221 §9.5.1", "PINs that hold everywhere are defined behind the MF",
        "Some eUICCs would take the PIN for one of that directory. Move it to the PE-PINCodes behind PE-MF.");

    private static readonly ProfileRule s_localPlace = Warning("pin-local-place", "SAIP §8.4, TS 102 221 §9.5.1", "PINs of a directory or application are not defined behind the MF",
        "From '81' on a PIN belongs to a directory. Move it to the PE-PINCodes behind that directory.");

    private static readonly ProfileRule s_listOnce = Warning("directory-pin-once", "TS 102 221 §9.5.2", "a pinStatusTemplateDO names a PIN once",
        "Phones would show it twice. Take one out.");

    private static readonly ProfileRule s_unlisted = Note("pin-listed", "TS 102 221 §9.5.2", "a directory names each PIN of the user",
        "A phone learns of PINs from the list of the directory. Add the PIN to pinStatusTemplateDO.");

    internal static IReadOnlyList<ProfileRule> Rules { get; } =
    [
        s_pinValue, s_pukValue, s_blocked, s_tries, s_attributes, s_dead, s_noPuk, s_pukUnused, s_pukOnce, s_trivial, s_globalPlace, s_localPlace, s_listOnce, s_unlisted,
    ];

    internal static void Check(LintContext context)
    {
        Puks(context);
        bool isAtMf = false;
        HashSet<int> listed = [.. context.Files.All.SelectMany(file => file.Definition.PinReferences.ToArray()).Select(reference => (int)reference)];
        for (int i = 0; i < context.Elements.Count; i++)
        {
            if (context.Elements[i] is ProfileElement.FileSystem or ProfileElement.GenericFileManagement) isAtMf = context.Elements[i].Kind == PeKind.Mf;
            if (context.Elements[i] is not ProfileElement.PinCodes { Value.PinCodes: PinCodes.Pinconfig { Value: var pins } }) continue;
            foreach (PinConfiguration pin in pins) Pin(context, i, pin, isAtMf, listed);
        }
        foreach (PackageFile directory in context.Files.All.Where(file => file.Definition.IsDirectory))
        {
            byte[] references = directory.Definition.PinReferences.ToArray();
            if (references.Distinct().Count() < references.Length) context.Tell(s_listOnce, directory, directory.Definition.PinReferences.ToString());
        }
    }

    private static void Pin(LintContext context, int position, PinConfiguration pin, bool isAtMf, HashSet<int> listed)
    {
        int reference = (int)pin.KeyReference;
        string name = reference is >= 0 and <= byte.MaxValue ? new PinReference((byte)reference).ToString() : $"key reference {reference}";
        bool isUsers = reference is >= 0x01 and <= 0x08 or >= 0x81 and <= 0x88;
        if (isUsers && !IsPin(pin.PinValue)) context.Tell(s_pinValue, position, name);
        if (!isUsers && IsGuessable(pin.PinValue)) context.Tell(s_trivial, position, name);
        Tries(context, position, name, pin.MaxNumOfAttempsRetryNumLeft);
        if (pin.PinAttributes is < 0 or > 7) context.Tell(s_attributes, position, $"{name} has {pin.PinAttributes}");
        if ((pin.PinAttributes & 5) == 0) context.Tell(s_dead, position, name);
        if (isUsers && pin.UnblockingPINReference is null) context.Tell(s_noPuk, position, name);
        // Behind a directory that is not made.
        if (context.Files.Unknown.HasDirectories) return;
        if (reference < 0x80 && !isAtMf) context.Tell(s_globalPlace, position, name);
        if (reference >= 0x80 && isAtMf) context.Tell(s_localPlace, position, name);
        if (isUsers && !listed.Contains(reference)) context.Tell(s_unlisted, position, name);
    }

    private static void Puks(LintContext context)
    {
        HashSet<PukKeyReference> named = [.. context.Of<ProfileElement.PinCodes>().SelectMany(pins => pins.Element.Value.PinCodes is PinCodes.Pinconfig all ? all.Value : [])
            .Select(pin => pin.UnblockingPINReference).OfType<PukKeyReference>()];
        HashSet<PukKeyReference> seen = [];
        bool lacksPins = context.LacksPins;
        foreach ((int position, ProfileElement.PukCodes element) in context.Of<ProfileElement.PukCodes>())
        {
            foreach (PukConfiguration puk in element.Value.PukCodes)
            {
                string name = $"PUK {(int)puk.KeyReference:X2}";
                if (!seen.Add(puk.KeyReference)) context.Tell(s_pukOnce, position, name);
                else if (!named.Contains(puk.KeyReference) && !lacksPins) context.Tell(s_pukUnused, position, name);
                if (puk.PukValue.Span.ContainsAnyExceptInRange((byte)'0', (byte)'9')) context.Tell(s_pukValue, position, name);
                else if (IsGuessable(puk.PukValue)) context.Tell(s_trivial, position, name);
                Tries(context, position, name, puk.MaxNumOfAttempsRetryNumLeft);
            }
        }
    }

    private static void Tries(LintContext context, int position, string name, int tries)
    {
        if (tries is < 0 or > 0xFF) return;
        if ((tries & 0xF) == 0) context.Tell(s_blocked, position, $"{name} has none");
        else if ((tries & 0xF) > tries >> 4) context.Tell(s_tries, position, $"{name} has {tries & 0xF} of {tries >> 4}");
    }

    private static bool IsPin(Octets value)
    {
        int digits = value.Span.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return digits is -1 or >= 4 && (digits < 0 || LintContext.IsErased(value.Slice(digits)));
    }

    private static bool IsGuessable(Octets value) => value.Span.IndexOfAnyExcept(value[0]) < 0 || value.Span.SequenceEqual("12345678"u8);
}
