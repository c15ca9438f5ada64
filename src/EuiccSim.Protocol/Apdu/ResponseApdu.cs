using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Apdu;

/// <summary>A response APDU: data and the status word. ISO/IEC 7816-3 §12.1.</summary>
/// <param name="Data">Response data, may be empty.</param>
/// <param name="Status">SW1 and SW2.</param>
/// <threadsafety>Immutable; safe for use by many threads.</threadsafety>
public sealed record ResponseApdu(Octets Data, StatusWord Status)
{
    /// <summary>'9000' without data.</summary>
    public static ResponseApdu Ok { get; } = new(default, StatusWord.Ok);

    /// <summary>An answer without data.</summary>
    public ResponseApdu(StatusWord status) : this(default, status)
    {
    }

    /// <summary>Data with '9000'.</summary>
    public ResponseApdu(Octets data) : this(data, StatusWord.Ok)
    {
    }

    /// <summary>Reads an answer.</summary>
    /// <exception cref="MalformedResponseException">Fewer than two octets.</exception>
    public static ResponseApdu Parse(Octets octets)
    {
        if (octets.Length < 2) throw new MalformedResponseException($"An answer of {octets.Length} octets has no status word.");
        int length = octets.Length - 2;
        return new(octets.Slice(0, length), new((ushort)((octets[length] << 8) | octets[length + 1])));
    }

    /// <summary>The octets of the answer.</summary>
    public Octets Encode()
    {
        byte[] octets = new byte[Data.Length + 2];
        Data.Span.CopyTo(octets);
        octets[^2] = Status.Sw1;
        octets[^1] = Status.Sw2;
        return Octets.Wrap(octets);
    }
}
