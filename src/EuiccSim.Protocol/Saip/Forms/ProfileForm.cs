namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>In which form a profile package can be.</summary>
public enum ProfileForm
{
    /// <summary>The octets themselves, BER or DER.</summary>
    Der,

    /// <summary>Text in hexadecimal digits.</summary>
    Hex,

    /// <summary>Text in base64, RFC 4648, with the lines of PEM around it or without.</summary>
    Base64,

    /// <summary>Text in the value notation of ASN.1, ITU-T X.680, as GSMA's TS.48 comes.</summary>
    ValueNotation,

    /// <summary>JSON as ITU-T X.697 has it for ASN.1.</summary>
    Json,
}
