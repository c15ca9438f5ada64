using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Identifiers;

/// <summary>
/// An Activation Code: where a profile waits and by which token it is asked for. SGP.22 v2.5 §4.1:
/// <c>1$address$matchingId[$oid[$1]]</c>, at most 255 characters; a QR code puts "LPA:" before it.
/// </summary>
public sealed record ActivationCode
{
    /// <summary>The host name of the SM-DP+.</summary>
    public required string SmdpAddress { get; init; }

    /// <summary>The token (MatchingID). It may be empty. The standard has digits, capitals and '-'; servers in the field use more.</summary>
    public string MatchingId { get; init; } = "";

    /// <summary>The identifier that the SM-DP+ must show in its certificate; null if any is good.</summary>
    public ObjectIdentifier? SmdpOid { get; init; }

    /// <summary>True if the user must also enter a Confirmation Code.</summary>
    public bool IsConfirmationCodeRequired { get; init; }

    /// <summary>Reads an Activation Code, with or without "LPA:" before it. Fields after the fifth are for later versions and ignored.</summary>
    /// <exception cref="FormatException">Not an Activation Code; the message tells why.</exception>
    public static ActivationCode Parse(string text) =>
        Read(text, out string? fault) ?? throw new FormatException($"not an Activation Code: {fault}");

    /// <summary>Reads an Activation Code; false if it is none.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ActivationCode? code)
    {
        code = text is null ? null : Read(text, out _);
        return code is not null;
    }

    /// <summary>The canonical form: no prefix, no empty fields at the end.</summary>
    public override string ToString()
    {
        string code = $"{Format}${SmdpAddress}${MatchingId}";
        if (SmdpOid is not null || IsConfirmationCodeRequired) code += $"${SmdpOid}";
        return IsConfirmationCodeRequired ? $"{code}$1" : code;
    }

    /// <summary>The form that a QR code holds: "LPA:" and the canonical form.</summary>
    public string ToQrText() => Prefix + ToString();

    /// <summary>True for a token that an Activation Code can hold: printable ASCII without '$', or nothing.</summary>
    public static bool IsMatchingId(string token) => !token.AsSpan().ContainsAnyExceptInRange('!', '~') && !token.Contains(Separator, StringComparison.Ordinal);

    private static ActivationCode? Read(string text, out string? fault)
    {
        string code = text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? text[Prefix.Length..] : text;
        string[] fields = code.Split(Separator);
        fault = Fault(code, fields);
        if (fault is not null) return null;
        string oid = fields.Length > 3 ? fields[3] : "";
        return new()
        {
            SmdpAddress = fields[1],
            MatchingId = fields[2],
            SmdpOid = oid.Length == 0 ? null : new ObjectIdentifier(oid),
            IsConfirmationCodeRequired = fields.Length > 4 && fields[4] == "1",
        };
    }

    private static string? Fault(string code, string[] fields)
    {
        if (code.Length > MaximumLength) return $"{code.Length} characters, more than {MaximumLength}";
        if (fields[0] != Format) return $"the format is '{fields[0]}', not '{Format}'";
        if (fields.Length < 3) return "there is no MatchingID field";
        if (!IsHostName(fields[1])) return $"'{fields[1]}' is no host name";
        if (!IsMatchingId(fields[2])) return "the MatchingID has a space or a character beyond ASCII";
        if (fields.Length > 3 && fields[3].Length > 0 && !IsDotted(fields[3])) return $"'{fields[3]}' is no object identifier";
        if (fields.Length > 4 && fields[4] is not ("" or "0" or "1")) return $"the Confirmation Code flag is '{fields[4]}', not '1'";
        return null;
    }

    private static bool IsHostName(string address)
    {
        int port = address.IndexOf(':', StringComparison.Ordinal);
        string host = port < 0 ? address : address[..port];
        bool isPort = port < 0 || ushort.TryParse(address.AsSpan(port + 1), NumberStyles.None, null, out _);
        return isPort && host.Length > 0 && host[0] is not ('.' or '-') && host[^1] is not ('.' or '-')
            && !host.Contains("..", StringComparison.Ordinal) && !host.AsSpan().ContainsAnyExcept(HostCharacters);
    }

    private static bool IsDotted(string oid)
    {
        string[] arcs = oid.Split('.');
        return arcs.Length > 1 && arcs[0] is "0" or "1" or "2" && Array.TrueForAll(arcs, IsArc);
    }

    private static bool IsArc(string arc) =>
        arc.Length > 0 && (arc.Length == 1 || arc[0] != '0') && !arc.AsSpan().ContainsAnyExceptInRange('0', '9');

    private const char Separator = '$';
    private const string Prefix = "LPA:";
    private const string Format = "1";
    private const int MaximumLength = 255;
    private static readonly SearchValues<char> HostCharacters =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.");
}
