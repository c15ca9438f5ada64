using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace EuiccSim.Protocol.Asn1;

/// <summary>An immutable string of octets with value equality. The default value is empty.</summary>
/// <remarks>
/// There is no implicit conversion from <see cref="byte"/> arrays: it would turn a null array into a present, empty value,
/// where an OPTIONAL field must stay absent.
/// </remarks>
/// <threadsafety>Immutable; safe for use by many threads.</threadsafety>
public readonly struct Octets : IEquatable<Octets>
{
    private readonly ReadOnlyMemory<byte> _memory;

    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789abcdefABCDEF");

    private Octets(ReadOnlyMemory<byte> memory) => _memory = memory;

    /// <summary>No octets.</summary>
    public static Octets Empty => default;

    /// <summary>The number of octets.</summary>
    public int Length => _memory.Length;

    /// <summary>True if there is no octet.</summary>
    public bool IsEmpty => _memory.IsEmpty;

    /// <summary>The octets.</summary>
    public ReadOnlySpan<byte> Span => _memory.Span;

    /// <summary>The octets.</summary>
    public ReadOnlyMemory<byte> Memory => _memory;

    /// <summary>The octet at a position.</summary>
    public byte this[int index] => _memory.Span[index];

    /// <summary>A copy of these octets.</summary>
    public static Octets Of(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? default : new(bytes.ToArray());

    /// <summary>These very octets, without a copy: the caller must not change them afterwards.</summary>
    public static Octets Wrap(ReadOnlyMemory<byte> bytes) => new(bytes);

    /// <summary>The octets that a string of hexadecimal digits stands for.</summary>
    /// <exception cref="FormatException">Not an even number of hexadecimal digits.</exception>
    public static Octets FromHex(string hex)
    {
        if (hex.Length % 2 != 0) throw new FormatException($"{hex.Length} hexadecimal digits form no octets: they come in pairs.");
        byte[] octets = new byte[hex.Length / 2];
        if (Convert.FromHexString(hex, octets, out _, out _) == OperationStatus.Done) return new(octets);
        // Where, and not what is around it: it may be a key.
        int wrong = hex.AsSpan().IndexOfAnyExcept(s_digits);
        throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Character {wrong + 1} of {hex.Length} is no hexadecimal digit."));
    }

    /// <summary>
    /// The octets as people write them: hexadecimal digits of either case, with white space, colons or dashes between octets, or "0x" before them.
    /// </summary>
    /// <returns>Null for anything else, and for half an octet.</returns>
    public static Octets? TryParse(string text)
    {
        System.Text.StringBuilder digits = new(text.Length);
        foreach (string word in text.Split([' ', '\t', '\r', '\n', ':', '-'], StringSplitOptions.RemoveEmptyEntries))
        {
            string octets = word.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? word[2..] : word;
            if (octets.Length % 2 != 0 || !octets.All(char.IsAsciiHexDigit)) return null;
            digits.Append(octets);
        }
        return FromHex(digits.ToString());
    }

    /// <summary>All parts, one after the other.</summary>
    public static Octets Concat(params ReadOnlySpan<Octets> parts)
    {
        int length = 0;
        foreach (Octets part in parts) length += part.Length;
        byte[] all = new byte[length];
        int at = 0;
        foreach (Octets part in parts)
        {
            part.Span.CopyTo(all.AsSpan(at));
            at += part.Length;
        }
        return new(all);
    }

    /// <summary>A part of these octets; nothing is copied.</summary>
    public Octets Slice(int start, int length) => new(_memory.Slice(start, length));

    /// <summary>The rest of these octets; nothing is copied.</summary>
    public Octets Slice(int start) => new(_memory[start..]);

    /// <summary>A copy of the octets.</summary>
    public byte[] ToArray() => _memory.ToArray();

    /// <summary>Compares in a time that depends on the lengths only. Use it for MACs and secrets.</summary>
    public bool FixedTimeEquals(Octets other) => CryptographicOperations.FixedTimeEquals(Span, other.Span);

    /// <inheritdoc/>
    public bool Equals(Octets other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Octets other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    /// <summary>The octets as upper-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexString(Span);

    /// <summary>True if both hold the same octets.</summary>
    public static bool operator ==(Octets left, Octets right) => left.Equals(right);

    /// <summary>True if they do not hold the same octets.</summary>
    public static bool operator !=(Octets left, Octets right) => !left.Equals(right);
}
