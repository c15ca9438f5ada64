using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip.Forms;

namespace EuiccSim.Protocol.Recognition;

/// <summary>What octets are that begin with a tag of the protocol, or with a command of a card.</summary>
internal static class OctetKinds
{
    internal static RecognisedFile Of(Octets octets) => octets.Span switch
    {
        [] => new(FileKind.Unknown, "no whole octet"),
        [0xA0, >= 0xA4 and <= 0xF2, _, _, _, ..] or [0x80 or 0x81, 0xE2, ..] or [0x00 or 0x01, 0xA4, ..] => new(FileKind.CardCommand, "a command for a card"),
        [0xBF, 0x36, ..] => new(FileKind.BoundPackage, "a bound package (BF36), which is encrypted for one eUICC"),
        [0xBF, 0x37, ..] => new(FileKind.Message, "the result of an installation (BF37)"),
        [0xBF, >= 0x20 and <= 0x7F, ..] => new(FileKind.Message, $"a message of ES10 or ES9+ (BF{octets[1]:X2})"),
        [0x30, ..] => new(FileKind.Certificate, "a certificate or key in DER, or another SEQUENCE (30)"),
        _ when ProfileForms.BeginsPackage(octets) => new(FileKind.ProfilePackage, "a profile package"),
        _ => new(FileKind.Unknown, $"nothing that is known here: its first octet is '{octets[0]:X2}', where a profile header begins with 'A0'"),
    };
}
