using System.Globalization;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>The outcomes of a profile element in words. SAIP §8.11.</summary>
internal static class PeStatusWords
{
    /// <summary>SAIP's name, "invalid-parameter"; for what has none, what kind of number it is.</summary>
    internal static string NameOf(PeStatusCode status) => (int)status switch
    {
        _ when Enum.IsDefined(status) => StandardName.OfHyphenated(status),
        >= 0x6000 and <= 0x6FFF or >= 0x9000 and <= 0x9FFF => $"status word {(int)status:X4}",
        >= 0xA000 and <= 0xFFFF => $"proprietary status {(int)status:X4}",
        int number => number.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>What it means, after "the eUICC says that"; null where SAIP says nothing.</summary>
    internal static string? MeaningOf(PeStatusCode status) => status switch
    {
        PeStatusCode.PeNotSupported => "it does not support this element",
        PeStatusCode.MemoryFailure => "its memory failed",
        PeStatusCode.BadValues => "a value in it is not acceptable",
        PeStatusCode.NotEnoughMemory => "there is not enough memory",
        PeStatusCode.InvalidRequestFormat => "it cannot be read (ASN.1)",
        PeStatusCode.InvalidParameter => "a parameter in it is not acceptable",
        PeStatusCode.RuntimeNotSupported => "it needs a runtime for applications that is not there",
        PeStatusCode.LibNotSupported => "it needs a library that is not there",
        PeStatusCode.TemplateNotSupported => "its template is not known",
        PeStatusCode.FeatureNotSupported => "it needs a service that is not there",
        PeStatusCode.PinCodeMissing => "a PIN or PUK that it refers to is missing",
        PeStatusCode.UnsupportedProfileVersion => "packages of this version are not taken",
        _ => null,
    };
}
