using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Crypto.Certificates;

/// <summary>A distinguished name (RFC 5280 §4.1.2.4).</summary>
/// <param name="Encoded">The received encoding.</param>
/// <param name="Attributes">All attributes in their order.</param>
public sealed record CertificateName(Octets Encoded, SequenceOf<AttributeTypeAndValue> Attributes)
{
    /// <summary>C, or null where there is none or more than one.</summary>
    public string? Country => Single(AttributeTypeAndValue.Country);

    /// <summary>O, or null where there is none or more than one.</summary>
    public string? Organization => Single(AttributeTypeAndValue.Organization);

    /// <summary>OU, or null where there is none or more than one.</summary>
    public string? OrganizationalUnit => Single(AttributeTypeAndValue.OrganizationalUnit);

    /// <summary>CN, or null where there is none or more than one.</summary>
    public string? CommonName => Single(AttributeTypeAndValue.CommonName);

    /// <summary>serialNumber, or null where there is none or more than one. For an eUICC it is the EID in decimal digits.</summary>
    public string? SerialNumber => Single(AttributeTypeAndValue.SerialNumber);

    /// <summary>Reads a Name.</summary>
    /// <param name="der">Its DER encoding, no octet more.</param>
    /// <exception cref="Asn1ContentException">Not a Name.</exception>
    public static CertificateName Parse(Octets der)
    {
        try
        {
            AsnReader reader = new(der.Memory, AsnEncodingRules.DER);
            CertificateName name = CertificateReader.ReadName(reader);
            reader.ThrowIfNotEmpty();
            return name;
        }
        catch (AsnContentException fault)
        {
            throw Asn1ContentException.Within("Name", fault);
        }
    }

    /// <summary>True if both are the same name: the same attributes in the same order, whatever string type and letter case they are
    /// written in.</summary>
    public bool Matches(CertificateName other)
    {
        if (Encoded == other.Encoded) return true;
        if (Attributes.Count != other.Attributes.Count) return false;
        for (int i = 0; i < Attributes.Count; i++)
        {
            AttributeTypeAndValue mine = Attributes[i], theirs = other.Attributes[i];
            if (mine.Type != theirs.Type || !string.Equals(mine.Value, theirs.Value, StringComparison.OrdinalIgnoreCase)) return false;
        }
        return true;
    }

    /// <summary>"CN=Test CI, O=RSPTEST": the attributes in their order.</summary>
    public override string ToString() => string.Join(", ", Attributes);

    private string? Single(ObjectIdentifier type)
    {
        string? found = null;
        foreach (AttributeTypeAndValue attribute in Attributes.Span)
        {
            if (attribute.Type != type) continue;
            if (found is not null) return null;
            found = attribute.Value;
        }
        return found;
    }
}

/// <summary>One attribute of a distinguished name.</summary>
/// <param name="Type">The attribute's type, for example 2.5.4.10.</param>
/// <param name="Value">Its text.</param>
public sealed record AttributeTypeAndValue(ObjectIdentifier Type, string Value)
{
    /// <summary>commonName, CN.</summary>
    public static ObjectIdentifier CommonName { get; } = new("2.5.4.3");

    /// <summary>serialNumber.</summary>
    public static ObjectIdentifier SerialNumber { get; } = new("2.5.4.5");

    /// <summary>countryName, C.</summary>
    public static ObjectIdentifier Country { get; } = new("2.5.4.6");

    /// <summary>organizationName, O.</summary>
    public static ObjectIdentifier Organization { get; } = new("2.5.4.10");

    /// <summary>organizationalUnitName, OU.</summary>
    public static ObjectIdentifier OrganizationalUnit { get; } = new("2.5.4.11");

    /// <summary>"CN=Test CI".</summary>
    public override string ToString() => $"{ShortName()}={Value}";

    private string ShortName() => Type.Value switch
    {
        "2.5.4.3" => "CN",
        "2.5.4.5" => "serialNumber",
        "2.5.4.6" => "C",
        "2.5.4.10" => "O",
        "2.5.4.11" => "OU",
        _ => Type.Value,
    };
}
