using static EuiccSim.Protocol.Saip.PeStatusCode;
using static EuiccSim.Protocol.Saip.ProfileRule;

namespace EuiccSim.Protocol.Saip;

/// <summary>In what order elements come, and how many. SAIP §8.1.</summary>
internal static class OrderRules
{
    internal static readonly ProfileRule HeaderFirst = Refused(BadValues, "order-header-first", "SAIP §8.1", "the profile header is the first element",
        "The eUICC must know versions and services before it begins. Put the header first.");

    internal static readonly ProfileRule HeaderOnce = Refused(BadValues, "order-header-once", "SAIP §8.1", "there is one profile header",
        "Two packages may have been joined. Keep one header, and one end.");

    internal static readonly ProfileRule MfSecond = Refused(BadValues, "order-mf-second", "SAIP §8.1", "the element after the profile header creates the MF",
        "All that follows needs a place. Put PE-MF, PE-IoT or a PE-GenericFileManagement that creates 3F00 behind the header.");

    internal static readonly ProfileRule NothingAfterEnd = Refused(BadValues, "order-nothing-after-end", "SAIP §8.1", "nothing follows PE-End",
        "The eUICC has finished at PE-End. Move what follows before it, or take it out.");

    internal static readonly ProfileRule EndLast = Refused(InvalidRequestFormat, "order-end-last", "SAIP §8.1", "PE-End is the last element",
        "Without it the eUICC waits for more. The file may have been cut; else add PE-End.");

    internal static readonly ProfileRule IdentificationRange = Refused(BadValues, "identification-range", "SAIP §8.1.3", "an identification is 0 to 32767",
        "Reports of the eUICC refer to an element by this number. Number the elements anew.");

    internal static readonly ProfileRule IdentificationUnique = Refused(BadValues, "identification-unique", "SAIP §8.1.3", "an identification is unique in the profile",
        "A report of the eUICC could mean either element. Number the elements anew.");

    internal static readonly ProfileRule ElementOnce = Refused(BadValues, "order-element-once", "SAIP §8.1", "PE-MF, PE-CD, PE-TELECOM and PE-IoT come once",
        "Each makes a directory that is there once. Put what the second one makes into the first, or make it with PE-GenericFileManagement.");

    internal static readonly ProfileRule MultipleUsim = Refused(BadValues, "order-multiple-usim", "SAIP §8.1", "more than one PE-USIM takes the service multiple-usim",
        "An eUICC need not support it, so the header must ask. Add multiple-usim to eUICC-Mandatory-services.");

    internal static readonly ProfileRule MultipleIsim = Refused(BadValues, "order-multiple-isim", "SAIP §8.1", "more than one PE-ISIM takes the service multiple-isim",
        "An eUICC need not support it, so the header must ask. Add multiple-isim to eUICC-Mandatory-services.");

    internal static readonly ProfileRule MultipleCsim = Refused(BadValues, "order-multiple-csim", "SAIP §8.1", "more than one PE-CSIM takes the service multiple-csim",
        "An eUICC need not support it, so the header must ask. Add multiple-csim to eUICC-Mandatory-services.");

    internal static readonly ProfileRule AfterApplication = Refused(BadValues, "order-after-application", "SAIP §8.1", "an element follows the one whose application it belongs to",
        "Optional files, directories and keys go to the application that was made last. Move the element behind PE-USIM, PE-ISIM or PE-CSIM.");

    internal static readonly ProfileRule OnceInApplication = Refused(BadValues, "order-once-in-application", "SAIP §8.1", "a directory comes once in its application",
        "The second would make the same files again. Take one out.");

    internal static readonly ProfileRule ElementSupported = Refused(PeNotSupported, "element-supported", "SAIP §8.1.3", "the eUICC supports the element, or the package does not insist on it",
        "An element with 'mandated' that the eUICC does not know stops the installation. Take 'mandated' out where the SIM works without the element.").OfCard;

    internal static IReadOnlyList<ProfileRule> All { get; } =
    [
        HeaderFirst, HeaderOnce, MfSecond, NothingAfterEnd, EndLast, IdentificationRange, IdentificationUnique, ElementOnce, MultipleUsim, MultipleIsim, MultipleCsim,
        AfterApplication, OnceInApplication, ElementSupported,
    ];
}
