using System.Formats.Asn1;
using EuiccSim.Protocol.Words;

namespace EuiccSim.Protocol.Asn1;

/// <summary>Octets that are not an encoding of what they should be. It is the only exception a decoder throws.</summary>
public sealed class Asn1ContentException : AsnContentException
{
    /// <summary>A fault that is not (yet) inside any field.</summary>
    public Asn1ContentException(string message, Exception? inner = null)
        : this("", message, inner)
    {
    }

    private Asn1ContentException(string path, string reason, Exception? inner)
        : base(path.Length == 0 ? reason : $"{path}: {reason}", inner)
    {
        Path = path;
        Reason = reason;
    }

    /// <summary>Where the fault is, in the standard's names: "ProfileInfoListResponse.profileInfoListOk[3].ProfileInfo.iccid".</summary>
    public string Path { get; }

    /// <summary>What is wrong there.</summary>
    public string Reason { get; }

    /// <summary>The same fault, seen from the structure around it.</summary>
    /// <param name="step">The name of a type, of a field, or "[i]".</param>
    /// <param name="fault">What was thrown inside.</param>
    public static Asn1ContentException Within(string step, AsnContentException fault) => fault switch
    {
        Asn1ContentException { Path: "" } known => new(step, known.Reason, known.InnerException),
        Asn1ContentException known => new(known.Path[0] == '[' ? step + known.Path : $"{step}.{known.Path}", known.Reason, known.InnerException),
        _ => new(step, FaultWords.Of(fault), fault),
    };

    /// <summary>The same fault, seen from a type and its field.</summary>
    internal static Asn1ContentException Within(string type, string field, AsnContentException fault) =>
        Within(field.Length == 0 ? type : $"{type}.{field}", fault);
}
