namespace EuiccSim.Cli;

/// <summary>
/// Numbers that a person gives: within bounds, and with check digits refused where they are wrong; where a file or a card brings those, it is told.
/// </summary>
internal static class GivenNumber
{
    internal static Option<bool> Force() => new("--force") { Description = "Takes an ICCID or EID also if its check digits are wrong." };

    /// <summary>Takes whole numbers within bounds, and nothing else.</summary>
    internal static Option Between(this Option option, int least, int most)
    {
        option.Validators.Add(given =>
        {
            if (given.Tokens is not [{ Value: var text }]) return;
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < least || number > most)
                given.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} takes a number from {least} to {most}, not '{text}'."));
        });
        return option;
    }

    /// <summary>An AID, the value of an option.</summary>
    internal static Octets Aid(string option, string text) => Octets.TryParse(text) is { Length: >= 5 and <= 16 } aid
        ? aid
        : throw CommandFailure.Missing("arguments", $"{option} takes 5 to 16 octets in hexadecimal digits, not '{text}'.");

    /// <summary>An ICCID that a person gives.</summary>
    /// <exception cref="FormatException">No ICCID, or a check digit is wrong and nobody insists.</exception>
    internal static Iccid Iccid(string digits, bool force)
    {
        Iccid iccid = Protocol.Identifiers.Iccid.FromDigits(digits);
        if (!iccid.HasWrongCheckDigit || force) return iccid;
        throw new FormatException($"the check digit of the ICCID {digits} is wrong: {Protocol.Identifiers.Iccid.WithCheckDigit(digits[..^1])} is right; --force insists");
    }

    /// <summary>An EID that a person gives.</summary>
    /// <exception cref="FormatException">No EID, or the check digits are wrong and nobody insists.</exception>
    internal static Eid Eid(string digits, bool force)
    {
        Eid eid = Protocol.Identifiers.Eid.FromDigits(digits);
        if (eid.IsValid || force) return eid;
        throw new FormatException($"the check digits of the EID {digits} are wrong: {Protocol.Identifiers.Eid.WithCheckDigits(digits[..30])} is right; --force insists");
    }

    /// <summary>Says so if a file or a card brings an ICCID with a wrong check digit.</summary>
    internal static void Tell(TextWriter messages, Iccid? iccid)
    {
        if (iccid is { HasWrongCheckDigit: true } odd) messages.WriteLine($"The check digit of the ICCID {odd} is wrong (ITU-T E.118).");
    }

    /// <summary>Says so if a card or a certificate brings an EID with wrong check digits.</summary>
    internal static void Tell(TextWriter messages, Eid eid)
    {
        if (!eid.IsValid) messages.WriteLine($"The check digits of the EID {eid} are wrong (SGP.29).");
    }
}
