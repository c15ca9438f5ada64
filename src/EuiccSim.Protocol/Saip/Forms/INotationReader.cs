using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>
/// A text that values are read from, whatever its notation. What <c>Try</c> does not find stays unread, and <see cref="Found"/> says what is
/// there instead: of what kind it is, and not its value, which can be a key or a PIN.
/// </summary>
internal interface INotationReader
{
    /// <summary>What stands at the place that is read next, for a message.</summary>
    string Found { get; }

    /// <summary>Why what stands there is no octets, where it is a text; null where it is something else.</summary>
    string? WhyNoOctets { get; }

    bool TryOctets(out Octets value);

    bool TryText(out string value);

    bool TryBoolean(out bool value);

    bool TryNull();

    bool TryNumber(out long value);

    /// <summary>A number by its name.</summary>
    bool TryName(out string name);

    bool TryObjectIdentifier(out string dotted);

    /// <summary>The beginning of a SEQUENCE.</summary>
    bool TryBeginSequence();

    /// <summary>The next component's name; false at the end of the SEQUENCE, which is then read.</summary>
    bool NextMember(out string name);

    /// <summary>The beginning of a SEQUENCE OF.</summary>
    bool TryBeginList();

    /// <summary>False at the end of the SEQUENCE OF, which is then read.</summary>
    bool NextElement();

    /// <summary>The name of an alternative.</summary>
    bool TryBeginChoice(out string name);

    void EndChoice();

    /// <summary>A fault at the place that is read next.</summary>
    ProfileTextException Fault(string reason);

    /// <summary>A fault at the name, or the end, that was read last.</summary>
    ProfileTextException FaultBefore(string reason);
}

/// <summary>A text that values are written to, whatever its notation.</summary>
internal interface INotationWriter
{
    void Octets(Octets value);

    void Text(string value);

    void Boolean(bool value);

    void Null();

    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    /// <param name="name">Its name, if it has one.</param>
    void Number(long value, string? name);

    void ObjectIdentifier(string dotted);

    void BeginSequence();

    void Member(string name);

    void EndSequence();

    void BeginList();

    void Element();

    void EndList();

    void BeginChoice(string name);

    void EndChoice();
}
