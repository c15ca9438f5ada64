using System.Globalization;

namespace EuiccSim.Lpa.Es10;

/// <summary>Names and explains the result codes of ES10 functions, SGP.22 v2.5 §5.7, and the reasons of failed installations, §2.5.6.</summary>
internal static class ResultCode
{
    /// <summary>
    /// The standard's name of a code: the member's name with a small first letter, or the number if the code has no name.
    /// </summary>
    internal static string NameOf<TCode>(TCode code)
        where TCode : struct, Enum
    {
        string? name = Enum.GetName(code);
        return name is null
            ? Convert.ToInt64(code, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
            : char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>What a code means, in a sentence.</summary>
    internal static string MeaningOf(string name) =>
        Meanings.TryGetValue(name, out string? meaning) ? meaning : "The eUICC gave a code that has no meaning in SGP.22.";

    // The same name means the same thing in all functions, so one table serves them all.
    private static readonly Dictionary<string, string> Meanings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["iccidOrAidNotFound"] = "There is no profile with this ICCID or ISD-P AID.",
        ["iccidNotFound"] = "There is no profile with this ICCID.",
        ["profileNotInDisabledState"] = "The profile is enabled. What was asked for is done to disabled ones: disable it first.",
        ["profileNotInEnabledState"] = "The profile is not enabled: there is nothing to disable.",
        ["disallowedByPolicy"] = "A policy rule of a profile forbids it: only the profile's operator can change that.",
        ["wrongProfileReenabling"] = "While a test profile is enabled, only the profile that was enabled before it can follow.",
        ["catBusy"] = "The card is in the middle of a proactive session; try again later.",
        ["nothingToDelete"] = "There is nothing to delete.",
        ["noResultAvailable"] = "There is no such notification.",
        ["incorrectInputValues"] = "The eUICC does not take a value that it was sent.",
        ["profileChangeOngoing"] = "The eUICC is changing the enabled profile; try again later.",
        ["invalidCertificate"] = "The eUICC does not trust the issuer of the server's certificate, or it is not meant for this.",
        ["invalidSignature"] = "A signature does not verify: something was changed on the way, or the server's key is another.",
        ["unsupportedCurve"] = "The eUICC does not support the elliptic curve of the server's certificate.",
        ["noSessionContext"] = "The eUICC has no session that this function would continue: a reset ends it. Try again.",
        ["noSession"] = "The eUICC has no session that this function would continue: a reset ends it. Try again.",
        ["invalidOid"] = "The object identifier in the server's certificate is missing, or not the expected one: it is another server.",
        ["euiccChallengeMismatch"] = "The server signed another challenge than the eUICC's: try again.",
        ["ciPKUnknown"] = "The eUICC does not know the certificate issuer's key that the server chose: the two are of different PKIs.",
        ["transactionIdError"] = "The transaction identifier is not acceptable.",
        ["missingCrl"] = "A revocation list is missing.",
        ["invalidCrlSignature"] = "The signature of a revocation list does not verify.",
        ["revokedCert"] = "A certificate of the server is revoked.",
        ["invalidCertOrCrlTime"] = "A certificate or a revocation list is not valid at this time.",
        ["invalidCertOrCrlConfiguration"] = "The certificates and revocation lists of the server do not fit together.",
        ["invalidIccid"] = "The ICCID is not acceptable.",
        ["invalidTransactionId"] = "The transaction identifier is not that of the session: try again.",
        ["invalidCRLFormat"] = "The revocation list cannot be read.",
        ["notEnoughMemorySpace"] = "The eUICC has not enough memory.",
        ["verificationKeyNotFound"] = "The eUICC does not know the key that signed the revocation list.",
        ["fresherCrlAlreadyLoaded"] = "The eUICC has a newer revocation list already.",
        ["baseCrlMissing"] = "The complete revocation list must be loaded first.",
        ["unsupportedCiPKId"] = "The eUICC does not support the certificate issuer's key.",
        ["unsupportedCrtValues"] = "The server asks for a kind or length of keys that the eUICC does not support.",
        ["unsupportedRemoteOperationType"] = "The server asks for something else than an installation.",
        ["unsupportedProfileClass"] = "The eUICC takes no profiles of this class.",
        ["scp03tStructureError"] = "The server built it wrongly.",
        ["scp03tSecurityError"] = "It was damaged on the way, or bound for another eUICC.",
        ["installFailedDueToIccidAlreadyExistsOnEuicc"] = "A profile with this ICCID is on the eUICC already: delete that one first, or ask for another ICCID.",
        ["installFailedDueToInsufficientMemoryForProfile"] = "The eUICC has not enough memory for it: delete another profile.",
        ["installFailedDueToInterruption"] = "Its installation was cut off, by a loss of power or by another command: try again.",
        ["installFailedDueToPEProcessingError"] = "An element of it is wrong, or of a kind that this eUICC does not support.",
        ["installFailedDueToDataMismatch"] = "Its ICCID or policy rules are others than the server said: it must be made anew.",
        ["testProfileInstallFailedDueToInvalidNaaKey"] = "A test profile must have the test key.",
        ["pprNotAllowed"] = "It has policy rules that this eUICC does not allow: only its operator can send another.",
        ["installFailedDueToUnknownError"] = "The eUICC gave no reason.",
        ["undefinedError"] = "The eUICC gave no reason.",
        ["undefinedReason"] = "The eUICC gave no reason.",
    };
}
