namespace EuiccSim.Cli;

/// <summary>What a person can do with this tool where the libraries, which do not know it, say what happened.</summary>
internal static class Advice
{
    /// <summary>A sentence; empty where the message says it all.</summary>
    /// <param name="name">The name of the failure.</param>
    internal static string On(string name) => name switch
    {
        "profileNotFound" or "iccidNotFound" or "iccidOrAidNotFound" => "'euiccsim lpa list' shows those that are there.",
        "ciPKUnknown" => "'euiccsim lpa info' shows the keys of the issuers that the card trusts.",
        "incorrectInputValues" => "--trace text shows what it was sent.",
        "undefinedError" => "--trace text shows what it was sent. Its list of notifications may be full: 'euiccsim lpa notifications send' empties it.",
        "installFailedDueToPEProcessingError" or "installFailedDueToUnknownError" => "'euiccsim profile check FILE' tells more, for who has the package.",
        "fileType" => "'euiccsim uicc files' lists the files.",
        "offset" => "Leave --offset out; --record N says which.",
        "operator" => "Delete that folder: the next order makes another operator.",
        "pki" => "'euiccsim pki create DIR' makes a folder that has all that is needed.",
        "cardLost" => "What it was asked last is not done. Free the disk, or mend the rights of the folder.",
        "cannotConnect" or "noSuchHost" => "--connect-to HOST=ADDRESS:PORT leads elsewhere.",
        "notTrusted" => "--ca FILE names an issuer to trust, --pki DIR the CIs of your own test PKI.",
        "wrongName" => "Ask for it by a name that its certificate has; --connect-to NAME=ADDRESS:PORT leads there.",
        "timedOut" => "Try again; --timeout SECONDS waits longer.",
        "connectionLost" => "Try again.",
        _ => "",
    };
}
