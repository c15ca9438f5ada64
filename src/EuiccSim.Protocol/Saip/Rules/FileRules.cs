using static EuiccSim.Protocol.Saip.PeStatusCode;
using static EuiccSim.Protocol.Saip.ProfileRule;

namespace EuiccSim.Protocol.Saip;

/// <summary>What an eUICC refuses where it makes files: attributes, places, contents. SAIP §8.3.</summary>
internal static class FileRules
{
    internal static readonly ProfileRule Descriptor = Invalid("file-descriptor", "SAIP §8.3.1, TS 102 221 §11.1.1.4.3", "a file descriptor names a kind of file",
        "'41' is a transparent file, '42' linear fixed, '46' cyclic, '78' a directory, '79' BER-TLV; the second octet is '21'.");

    internal static readonly ProfileRule IdentifierGiven = Invalid("file-identifier-given", "SAIP §8.3.1", "a file has an identifier",
        "Neither the package nor the template has one. Write fileID; of an ADF it is a temporary one.");

    internal static readonly ProfileRule AccessReference = Invalid("file-access-reference", "SAIP §8.3.3", "securityAttributesReferenced has 1 or 3 octets",
        "It is a record of the EF.ARR that applies, or the identifier of an EF.ARR and a record of it.");

    internal static readonly ProfileRule PinStatus = Invalid("directory-pin-status", "SAIP §8.3.1", "a directory has a pinStatusTemplateDO",
        "The eUICC must know which PINs apply in it. List their key references: '010A'.");

    internal static readonly ProfileRule PinStatusLength = Invalid("directory-pin-status-length", "TS 102 221 §9.5.1", "a pinStatusTemplateDO has at most 27 key references",
        "So many there are. Name each once.");

    internal static readonly ProfileRule AdfAid = Invalid("adf-aid-given", "SAIP §8.3.1", "an ADF has an AID",
        "Without it the application cannot be selected. Write dfName.");

    internal static readonly ProfileRule OnePattern = Invalid("file-one-pattern", "SAIP §8.3.4", "a file has a fillPattern or a repeatPattern, not both",
        "Which of them holds is not said. Take one out.");

    internal static readonly ProfileRule ShortIdentifierBits = Invalid("file-short-identifier-bits", "SAIP §8.3.1, TS 102 221 §11.1.1.4.8", "a short file identifier stands in bits 8 to 4, and the others are 0",
        "The identifier 7 is written '38'. Shift it by three bits.");

    internal static readonly ProfileRule SizeNumber = Invalid("file-size-number", "SAIP §8.3.1", "a size has at least one octet",
        "It is there and empty. Write the number of octets, or take it out.");

    internal static readonly ProfileRule SizeLimit = Refused(NotEnoughMemory, "file-size-limit", "SAIP §8.3.1", "a file has at most 1 MiB",
        "No eUICC has room for it. Make it smaller.");

    internal static readonly ProfileRule MaximumSize = Invalid("file-maximum-size", "SAIP §8.3.1", "the size reserved for a BER-TLV file is at most its maximumFileSize",
        "Reserve less, or allow more.");

    internal static readonly ProfileRule SizeGiven = Invalid("file-size-given", "SAIP §8.3.1", "a file has a size",
        "Neither the package nor the template has one. Write efFileSize.");

    internal static readonly ProfileRule RecordLength = Invalid("file-record-length", "SAIP §8.3.1, TS 102 221 §8.2.2", "a record has 1 to 255 octets",
        "The descriptor's third and fourth octet are the length of a record. Write them, or another length.");

    internal static readonly ProfileRule RecordCount = Invalid("file-record-count", "SAIP §8.3.1, TS 102 221 §8.2.2", "the size of a record file is 1 to 254 times the length of a record",
        "The last record would be cut, or have no number. Correct efFileSize or the length.");

    internal static readonly ProfileRule DirectoryThere = Refused(BadValues, "file-directory-there", "SAIP §8.3", "the directory that the element's files go to is there",
        "Files of a template go to the application of its kind that was made last. Put that element before.");

    internal static readonly ProfileRule MfFirst = Refused(BadValues, "file-mf-first", "SAIP §8.3", "the MF is made before other files",
        "Put the element that makes the MF before.");

    internal static readonly ProfileRule MfOnce = Invalid("file-mf-once", "SAIP §8.3", "there is one MF",
        "3F00 is made twice. Take one out.");

    internal static readonly ProfileRule DirectoryLink = Refused(FeatureNotSupported, "file-directory-link", "SAIP §8.3.6", "an element makes no link to a directory",
        "It takes the service dfLink, which this reading has not, and most eUICCs have not. Make the directory, and link its files.");

    internal static readonly ProfileRule Levels = Refused(FeatureNotSupported, "directory-levels", "SAIP §8.3", "directories are in no more levels than the eUICC supports",
        "eUICCs have few. Put the directory nearer to the MF.").OfCard;

    internal static readonly ProfileRule IdentifierOnce = Invalid("file-identifier-once", "TS 102 221 §8.2", "a file identifier comes once in its directory",
        "The second file could not be selected. Give it another identifier.");

    internal static readonly ProfileRule TemporaryOnce = Invalid("adf-temporary-identifier-once", "SAIP §8.3.1", "a temporary file identifier comes once in the package",
        "Paths name an ADF by it. Give the second ADF another one.");

    internal static readonly ProfileRule LinkTarget = Invalid("file-link-target", "SAIP §8.3.6", "a link leads to a file that is made before it",
        "linkPath begins below the MF; an ADF is named by its temporary identifier. Correct it, or make the target before.");

    internal static readonly ProfileRule Path = Invalid("gfm-path", "SAIP §8.3.5", "a path leads to a directory that is made before",
        "filePath begins below the MF; an ADF is named by its temporary identifier. Correct it, or make the directory before.");

    internal static readonly ProfileRule ContentAfterFile = Invalid("gfm-content-after-file", "SAIP §8.3.5", "content follows the file that it is for",
        "fillFileContent and fillFileOffset fill the file that createFCP made in the same list. Put them behind it.");

    internal static readonly ProfileRule ContentFits = Invalid("file-content-fits", "SAIP §8.3.4", "the content of a file fits in it",
        "Make the file larger, or the content shorter; fillFileOffset counts from the end of the last content.");

    internal static readonly ProfileRule DescriptorFirst = Invalid("file-descriptor-first", "SAIP §8.3.2", "attributes of a file stand once, before its content",
        "fileDescriptor and doNotCreate are the first of a file's steps. Move it there.");

    internal static readonly ProfileRule TemplateKnown = Refused(TemplateNotSupported, "template-known", "SAIP annex A", "an element's template is known and of the element's kind",
        "The object identifier is mistyped, or of a later version of SAIP. Correct it.");

    internal static readonly ProfileRule TemplateDirectory = Invalid("template-directory", "SAIP §8.3", "the directory of a template's file is made",
        "A file is asked for, and its directory not. Add the directory with its pinStatusTemplateDO.");

    internal static readonly ProfileRule TemplateContent = Invalid("template-content", "SAIP annex A", "a file that every profile has gets the content that its template leaves open",
        "The template has no content for it. Add fillFileContent.");

    internal static readonly ProfileRule TemplateComponent = Invalid("template-component", "SAIP annex A", "a template has the components that the element names",
        "The file came with a later version of the template. Name that version in templateID.");

    internal static IReadOnlyList<ProfileRule> All { get; } =
    [
        Descriptor, IdentifierGiven, AccessReference, PinStatus, PinStatusLength, AdfAid, OnePattern, ShortIdentifierBits, SizeNumber, SizeLimit, MaximumSize, SizeGiven, RecordLength,
        RecordCount, DirectoryThere, MfFirst, MfOnce, DirectoryLink, Levels, IdentifierOnce, TemporaryOnce, LinkTarget, Path, ContentAfterFile, ContentFits, DescriptorFirst,
        TemplateKnown, TemplateDirectory, TemplateContent, TemplateComponent,
    ];

    private static ProfileRule Invalid(string id, string section, string statement, string help) => Refused(InvalidParameter, id, section, statement, help);
}
