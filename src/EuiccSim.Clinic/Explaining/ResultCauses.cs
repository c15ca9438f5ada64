namespace EuiccSim.Clinic.Explaining;

/// <summary>What the eUICC's functions answer: a field, its value, and what that means.</summary>
internal static class ResultCauses
{
    internal static IEnumerable<Cause> All => [.. s_known.Select(Of), .. s_fields.Select(Other)];

    private static Cause Of((string Field, string Value, string Section, string What, string Advice) row) => new(
        $"{row.Field}.{row.Value}", row.Section, row.Advice, (steps, at) => ValueAt(steps[at], row.Field) == row.Value ? row.What : null);

    private static Cause Other((string Field, string Section) row) => new(
        row.Field, row.Section, "Look the code up in the section.", (steps, at) => ValueAt(steps[at], row.Field) is { } value && value is not ("ok" or "0") ? $"The eUICC answers {row.Field}: {value}." : null);

    /// <summary>"catBusy" of "catBusy (5)", once the answer is whole.</summary>
    private static string? ValueAt(LogStep step, string field) => step.Status is { IsOk: true } && step.Field(field) is { } text ? text.Split(' ')[0] : null;

    private static readonly (string Field, string Value, string Section, string What, string Advice)[] s_known =
    [
        ("enableResult", "iccidOrAidNotFound", "SGP.22 v2.5 §5.7.16", "There is no profile of this name.", "List the profiles; some cards find them by the AID of the ISD-P only."),
        ("enableResult", "profileNotInDisabledState", "SGP.22 v2.5 §5.7.16", "The profile is enabled already.", "Nothing is to be done; disable it first if a REFRESH is what is wanted."),
        ("enableResult", "disallowedByPolicy", "SGP.22 v2.5 §5.7.16", "A policy rule of the enabled profile forbids to disable it.", "Only its operator can change that."),
        ("enableResult", "wrongProfileReenabling", "SGP.22 v2.5 §5.7.16", "Out of a test profile only the profile before it can be enabled.", "Disable the test profile."),
        ("enableResult", "catBusy", "SGP.22 v2.5 §5.7.16", "The card is in the middle of a proactive command.", "Let the device fetch and answer it (FETCH, TERMINAL RESPONSE), or ask without refreshFlag."),
        ("disableResult", "profileNotInEnabledState", "SGP.22 v2.5 §5.7.17", "The profile is disabled already.", "Nothing is to be done."),
        ("disableResult", "disallowedByPolicy", "SGP.22 v2.5 §5.7.17", "A policy rule of the profile forbids to disable it.", "Only its operator can change that."),
        ("disableResult", "catBusy", "SGP.22 v2.5 §5.7.17", "The card is in the middle of a proactive command.", "Let the device fetch and answer it, or ask without refreshFlag."),
        ("deleteResult", "iccidOrAidNotFound", "SGP.22 v2.5 §5.7.18", "There is no profile of this name.", "List the profiles."),
        ("deleteResult", "profileNotInDisabledState", "SGP.22 v2.5 §5.7.18", "The profile is enabled, and only disabled ones can be deleted.", "Disable it first."),
        ("deleteResult", "disallowedByPolicy", "SGP.22 v2.5 §5.7.18", "A policy rule of the profile forbids to delete it.", "Only its operator can change that."),
        ("setNicknameResult", "iccidNotFound", "SGP.22 v2.5 §5.7.21", "There is no profile of this ICCID.", "List the profiles."),
        ("resetResult", "nothingToDelete", "SGP.22 v2.5 §5.7.19", "There was nothing to delete.", "Nothing is to be done."),
        ("deleteNotificationStatus", "nothingToDelete", "SGP.22 v2.5 §5.7.11", "There is no notification of this number.", "List the notifications."),
        ("authenticateErrorCode", "invalidCertificate", "SGP.22 v2.5 §5.7.13", "The eUICC does not take the server's certificate.", "Test servers have test certificates: a card for customers refuses them. Look at its issuer, its dates and its revocation."),
        ("authenticateErrorCode", "invalidSignature", "SGP.22 v2.5 §5.7.13", "The server's signature does not verify.", "Give the server's octets to the card as they are, without decoding and encoding them."),
        ("authenticateErrorCode", "unsupportedCurve", "SGP.22 v2.5 §5.7.13", "The eUICC does not know the curve of the server's certificate.", "Ask the server for a certificate under another CI."),
        ("authenticateErrorCode", "noSessionContext", "SGP.22 v2.5 §5.7.13", "The eUICC gave no challenge since its last session.", "Ask for a challenge, and give it to the server, right before."),
        ("authenticateErrorCode", "invalidOid", "SGP.22 v2.5 §5.7.13", "The server's certificate has no object identifier.", "Tell the server's operator."),
        ("authenticateErrorCode", "euiccChallengeMismatch", "SGP.22 v2.5 §5.7.13", "The server signed another challenge than the eUICC gave last.", "Do not ask for a second challenge between the first one and AuthenticateServer."),
        ("authenticateErrorCode", "ciPKUnknown", "SGP.22 v2.5 §5.7.13", "The eUICC has no key under the CI that it is asked to use.", "Give the CI of the server's answer that is in euiccCiPKIdListForSigning."),
        ("downloadErrorCode", "invalidCertificate", "SGP.22 v2.5 §5.7.5", "The eUICC does not take the certificate for profile binding.", "It must be of the same server, under the same CI as the first one."),
        ("downloadErrorCode", "invalidSignature", "SGP.22 v2.5 §5.7.5", "smdpSignature2 does not verify.", "It covers smdpSigned2 and euiccSignature1: give both as they were."),
        ("downloadErrorCode", "invalidTransactionId", "SGP.22 v2.5 §5.7.5", "The transaction is another one.", "Do not mix two downloads."),
        ("downloadErrorCode", "noSessionContext", "SGP.22 v2.5 §5.7.5", "The eUICC has authenticated no server.", "Begin the download anew; a reset ends its session."),
        ("errorReason", "incorrectInputValues", "SGP.22 v2.5 §2.5.6", "A value in the package is wrong.", "Tell the server's operator; bppCommandId says in which step."),
        ("errorReason", "invalidSignature", "SGP.22 v2.5 §2.5.6", "The signature of InitialiseSecureChannel does not verify.", "The package is bound to another eUICC key, or was changed on the way."),
        ("errorReason", "scp03tStructureError", "SGP.22 v2.5 §2.5.6", "The package is not built as it should be.", "Compare the segments with §2.5.5: each TLV whole, in its order, none left out."),
        ("errorReason", "scp03tSecurityError", "SGP.22 v2.5 §2.5.6", "A MAC in the package does not verify.", "A segment was lost, sent twice or changed."),
        ("errorReason", "installFailedDueToIccidAlreadyExistsOnEuicc", "SGP.22 v2.5 §2.5.6", "A profile of this ICCID is on the card.", "Delete it, or ask for another profile."),
        ("errorReason", "installFailedDueToInsufficientMemoryForProfile", "SGP.22 v2.5 §2.5.6", "The card has not enough memory.", "Delete a profile that is not needed."),
        ("errorReason", "installFailedDueToInterruption", "SGP.22 v2.5 §2.5.6", "The load was interrupted: by a reset, or by another session.", "Download again."),
        ("errorReason", "installFailedDueToPEProcessingError", "SGP.22 v2.5 §2.5.6", "The card does not take a profile element.", "simaResponse names it; 'profile check' tells which rule it breaks."),
        ("errorReason", "installFailedDueToDataMismatch", "SGP.22 v2.5 §2.5.6", "The ICCID of the package is not that of its metadata.", "Tell the server's operator."),
        ("errorReason", "pprNotAllowed", "SGP.22 v2.5 §2.5.6", "The card's rules do not allow the profile's policy rules.", "The Rules Authorisation Table says which operators may have them."),
    ];

    private static readonly (string Field, string Section)[] s_fields =
    [
        ("enableResult", "SGP.22 v2.5 §5.7.16"), ("disableResult", "SGP.22 v2.5 §5.7.17"), ("deleteResult", "SGP.22 v2.5 §5.7.18"), ("resetResult", "SGP.22 v2.5 §5.7.19"),
        ("setNicknameResult", "SGP.22 v2.5 §5.7.21"), ("deleteNotificationStatus", "SGP.22 v2.5 §5.7.11"), ("authenticateErrorCode", "SGP.22 v2.5 §5.7.13"),
        ("downloadErrorCode", "SGP.22 v2.5 §5.7.5"), ("errorReason", "SGP.22 v2.5 §2.5.6"), ("cancelSessionResponseError", "SGP.22 v2.5 §5.7.14"),
        ("profileInfoListError", "SGP.22 v2.5 §5.7.15"), ("listNotificationsResultError", "SGP.22 v2.5 §5.7.9"), ("notificationsListResultError", "SGP.22 v2.5 §5.7.10"),
    ];
}
