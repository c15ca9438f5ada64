using System.Formats.Asn1;

namespace EuiccSim.Protocol.Asn1;

/// <summary>A value together with the very octets it was decoded from, for everything that is signed, hashed or relayed.</summary>
/// <remarks>
/// The standard's modules say EXTENSIBILITY IMPLIED: a decoder drops fields it does not know, and a signature over the original would
/// then fail. So nothing is ever encoded again to verify or forward it.
/// </remarks>
/// <typeparam name="T">The value's type.</typeparam>
public sealed record Signed<T> : IAsn1<Signed<T>>
    where T : IAsn1<T>
{
    private Signed(T value, Octets encoded)
    {
        Held = value;
        IsRead = true;
        Encoded = encoded;
    }

    private Signed(Octets encoded) => Encoded = encoded;

    /// <summary>False for octets that are only passed on.</summary>
    public bool IsRead { get; }

    /// <summary>The decoded value.</summary>
    /// <exception cref="InvalidOperationException">The octets are only passed on, and were not read.</exception>
    public T Value => IsRead ? Held! : throw new InvalidOperationException($"This {typeof(T).Name} is only passed on, and was not read.");

    private T? Held { get; }

    /// <summary>The whole TLV as received, or as first encoded.</summary>
    public Octets Encoded { get; }

    /// <summary>Encodes a value of our own, once.</summary>
    public static Signed<T> Of(T value) => new(value, Asn1Codec.Encode(value));

    /// <summary>A value as far as it could be read, with its octets as received.</summary>
    public static Signed<T> AsReceived(Entry<T> entry) => new(entry.Value, entry.Encoded);

    /// <summary>Octets that are only passed on, whether or not they can be read: <see cref="Value"/> throws.</summary>
    public static Signed<T> Unread(Octets encoded) => new(encoded);

    /// <summary>A value that was read in another way than by its decoder.</summary>
    internal static Signed<T> Read(Octets encoded, Func<Octets, T> read) => new(read(encoded), encoded);

    /// <inheritdoc/>
    public static bool Accepts(Asn1Tag tag) => T.Accepts(tag);

    /// <inheritdoc/>
    public static Signed<T> Decode(AsnReader reader, Asn1Tag? implicitTag = null)
    {
        Octets encoded = Asn1Codec.Peek(reader);
        return new(T.Decode(reader, implicitTag), encoded);
    }

    /// <inheritdoc/>
    public void Encode(AsnWriter writer, Asn1Tag? implicitTag = null) => writer.WriteEncodedValue(Encoded.Span);

    /// <summary>Reads a value that has another tag here than of its own (<see cref="RetaggedAttribute"/>).</summary>
    internal static Signed<T> DecodeRetagged(AsnReader reader, Asn1Tag? implicitTag) => Of(T.Decode(reader, implicitTag));

    /// <summary>Writes the value under another tag than its own.</summary>
    internal void EncodeRetagged(AsnWriter writer, Asn1Tag? implicitTag) => Value.Encode(writer, implicitTag);

    Asn1Description IAsn1Encodable.Describe(string name) => Value.Describe(name);

    /// <inheritdoc/>
    public bool Equals(Signed<T>? other) => other is not null && Encoded == other.Encoded;

    /// <inheritdoc/>
    public override int GetHashCode() => Encoded.GetHashCode();
}
