using static EuiccSim.Protocol.Saip.PeStatusCode;
using static EuiccSim.Protocol.Saip.ProfileRule;

namespace EuiccSim.Protocol.Saip;

/// <summary>What the header asks of the eUICC, and how octets become elements. SAIP §8.1, §8.2.</summary>
internal static class HeaderRules
{
    internal static readonly ProfileRule Encoding = Refused(InvalidRequestFormat, "encoding-element", "SAIP §8.1, ITU-T X.690", "an element is encoded as the module of SAIP says",
        "A length, a tag or a value is wrong, or a component is missing. Encode the element anew.");

    internal static readonly ProfileRule Complete = Refused(InvalidRequestFormat, "encoding-complete", "SAIP §8.1", "the last element is there to its end",
        "The file was cut. Get it anew.");

    internal static readonly ProfileRule MajorVersion = Refused(UnsupportedProfileVersion, "header-major-version", "SAIP §8.2", "the major version is 2 or 3",
        "No eUICC takes another one. Write the version of SAIP that the package follows.");

    internal static readonly ProfileRule VersionUnderstood = Refused(UnsupportedProfileVersion, "header-version-understood", "SAIP §8.2", "the eUICC understands the major version",
        "EUICCInfo2 tells which versions it takes. Make the package for one of them.").OfCard;

    internal static readonly ProfileRule ServiceSupported = Refused(FeatureNotSupported, "header-service-supported", "SAIP §8.2", "the eUICC supports the services that the header asks for",
        "Take out of eUICC-Mandatory-services what the SIM can do without, or choose another eUICC.").OfCard;

    internal static readonly ProfileRule RuntimeSupported = Refused(RuntimeNotSupported, "header-runtime-supported", "SAIP §8.2", "the eUICC has the runtime that the header asks for",
        "Without Java Card or MULTOS the package's applications do not run. Take the service out with them, or choose another eUICC.").OfCard;

    internal static readonly ProfileRule TemplateSupported = Refused(TemplateNotSupported, "header-template-supported", "SAIP §8.2", "templates of eUICC-Mandatory-GFSTEList are known",
        "An object identifier is mistyped, or of a later version of SAIP. Correct it, or use a template that is known.");

    internal static readonly ProfileRule LibraryThere = Refused(LibNotSupported, "header-library-there", "SAIP §8.2", "the eUICC has the libraries of eUICC-Mandatory-AIDs",
        "The package's applications need libraries that the eUICC lacks. Load them with the package, or choose another eUICC.").OfCard;

    internal static readonly ProfileRule IccidDigits = Refused(BadValues, "header-iccid-digits", "SAIP §8.2, ITU-T E.118", "the header's ICCID has decimal digits",
        "No device can show it. Write the digits in reading order, with 'F' behind the last.");

    internal static readonly ProfileRule IccidOfMetadata = Refused(BadValues, "header-iccid-metadata", "SGP.22 §2.5.6", "the header and the metadata have one ICCID",
        "The server orders one profile and sends another. Correct the order, or the header.").OfCard;

    internal static readonly ProfileRule Memory = Refused(NotEnoughMemory, "card-memory", "SAIP §8.11", "there is memory for the package",
        "Delete a profile of the eUICC, or make the package's files smaller.").OfCard;

    internal static IReadOnlyList<ProfileRule> All { get; } =
    [
        Encoding, Complete, MajorVersion, VersionUnderstood, ServiceSupported, RuntimeSupported, TemplateSupported, LibraryThere, IccidDigits, IccidOfMetadata, Memory,
    ];
}
