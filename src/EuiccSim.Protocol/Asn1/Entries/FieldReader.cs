using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;

namespace EuiccSim.Protocol.Asn1;

/// <summary>
/// The fields of a SEQUENCE, each read by itself. It collects what is wrong. First the SEQUENCE is asked for its fields alone: where one begins can be
/// known only then.
/// </summary>
internal sealed class FieldReader
{
    private readonly List<Field> _fields = [];
    private readonly List<FieldFault> _faults = [];
    private List<Part>? _parts;
    private int _last = -1;

    private FieldReader()
    {
    }

    /// <summary>Reads what should be one SEQUENCE. Whatever it is, nothing is thrown.</summary>
    internal static Entry<T> Read<T>(Octets encoded)
        where T : IAsn1ByField<T>
    {
        try
        {
            return new(Asn1Codec.Decode<T>(encoded), encoded, []);
        }
        catch (Asn1ContentException)
        {
            FieldReader fields = new();
            T.ReadFields(fields);
            fields._parts = TlvCut.Cut(SequenceContent.Of(encoded), [.. fields._fields.Select(field => field.IsRequired)], fields.Look).ConvertAll(piece => new Part(piece.Encoded, piece.IsWhole));
            fields.CheckHeader<T>(encoded);
            T value = T.ReadFields(fields);
            fields.Finish();
            return new(value, encoded, SequenceOf.From(fields._faults));
        }
    }

    /// <summary>Reads a field that the standard names.</summary>
    /// <param name="name">The standard's name.</param>
    /// <param name="form">What it should be, in words.</param>
    /// <param name="isRequired">True if it is not OPTIONAL.</param>
    /// <param name="accepts">True for its tag.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="readAnySize">Reads it whatever its size; null where the standard sets none.</param>
    /// <param name="value">The value.</param>
    /// <returns>True if there is a value.</returns>
    internal bool TryRead<T>(
        string name, string form, bool isRequired, Func<Asn1Tag, bool> accepts, Func<AsnReader, T> read, Func<AsnReader, T>? readAnySize, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (_parts is null)
        {
            _fields.Add(new(name, isRequired, accepts, octets => Try(octets, form, read, readAnySize)));
            return false;
        }
        int at = _parts.FindIndex(part => !part.IsTaken && part.Tag is { } tag && accepts(tag));
        if (at < 0)
        {
            if (isRequired) Add(name, FieldFaultKind.Missing, "missing", default);
            return false;
        }
        Part part = _parts[at];
        part.IsTaken = true;
        bool isInPlace = at > _last;
        _last = Math.Max(at, _last);
        if (!part.IsWhole)
        {
            Add(name, FieldFaultKind.Unreadable, SequenceContent.LengthFault(part.Encoded), part.Encoded);
            return false;
        }
        if (TryRead(part.Encoded, form, read, out value, out string? reason))
        {
            if (!isInPlace) Add(name, FieldFaultKind.OutOfOrder, "in the wrong place", part.Encoded);
            return true;
        }
        if (readAnySize is not null && TryRead(part.Encoded, form, readAnySize, out value, out _))
        {
            Add(name, FieldFaultKind.WrongSize, reason, part.Encoded);
            return true;
        }
        Add(name, FieldFaultKind.Unreadable, reason, part.Encoded);
        return false;
    }

    private static bool TryRead<T>(
        Octets encoded, string form, Func<AsnReader, T> read, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? reason)
    {
        try
        {
            value = read(new(encoded.Memory, AsnEncodingRules.BER));
            reason = null;
            return true;
        }
        catch (AsnContentException fault)
        {
            value = default;
            reason = fault is Asn1ContentException { InnerException: null } known ? known.Message : $"not {form}";
            return false;
        }
    }

    private TlvLook Look(Octets octets)
    {
        if (!Asn1Tag.TryDecode(octets.Span, out Asn1Tag tag, out _)) return new(-1, 0, TlvRead.Not);
        int size = TlvCut.SizeOf(octets);
        int field = _fields.FindIndex(one => one.Accepts(tag));
        return new(field, size, field >= 0 && size > 0 ? _fields[field].Try(octets.Slice(0, size)) : TlvRead.Not);
    }

    private static TlvRead Try<T>(Octets encoded, string form, Func<AsnReader, T> read, Func<AsnReader, T>? readAnySize)
    {
        if (TryRead(encoded, form, read, out _, out _)) return TlvRead.Good;
        return readAnySize is not null && TryRead(encoded, form, readAnySize, out _, out _) ? TlvRead.Odd : TlvRead.Not;
    }

    private void CheckHeader<T>(Octets encoded)
        where T : IAsn1ByField<T>
    {
        if (!Asn1Tag.TryDecode(encoded.Span, out Asn1Tag tag, out int octets) || !T.Accepts(tag))
            Add("", FieldFaultKind.Unknown, $"begins with {encoded.Slice(0, Math.Min(Math.Max(octets, 1), encoded.Length))}, which nothing that belongs here does", default);
        else if (SequenceContent.HasWrongLength(encoded))
            Add("", FieldFaultKind.WrongSize, SequenceContent.LengthFault(encoded), default);
    }

    /// <summary>What no field wanted.</summary>
    private void Finish()
    {
        for (int i = 0; i < _parts!.Count; i++)
        {
            Part part = _parts[i];
            if (part.IsTaken) continue;
            string? name = part.Tag is { } tag ? _fields.Find(field => field.Accepts(tag))?.Name : null;
            if (name is not null) Add(name, FieldFaultKind.Repeated, "there more than once", part.Encoded);
            else if (!part.IsWhole || i < _last) Add("", FieldFaultKind.Unknown, $"octets that are no field the standard has there: {part.Encoded}", part.Encoded);
        }
        if (_faults.Count == 0) Add("", FieldFaultKind.Unreadable, "not as the standard has it", default);
    }

    private void Add(string field, FieldFaultKind kind, string reason, Octets octets) => _faults.Add(new(field, kind, reason, octets));

    private sealed record Field(string Name, bool IsRequired, Func<Asn1Tag, bool> Accepts, Func<Octets, TlvRead> Try);

    private sealed class Part(Octets encoded, bool isWhole)
    {
        internal Octets Encoded => encoded;

        internal bool IsWhole => isWhole;

        internal Asn1Tag? Tag { get; } = Asn1Tag.TryDecode(encoded.Span, out Asn1Tag tag, out _) ? tag : null;

        internal bool IsTaken { get; set; }
    }
}
