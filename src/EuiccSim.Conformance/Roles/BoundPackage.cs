using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Roles;

/// <summary>The parts of a bound profile package, so that a test can leave one out, repeat or damage it. SGP.22 v2.5 §2.5.4.</summary>
internal sealed record BoundPackage
{
    /// <summary>The TLV 'BF23'.</summary>
    internal required Octets InitialiseSecureChannel { get; init; }

    /// <summary>The TLVs '87' of 'A0'.</summary>
    internal required SequenceOf<Octets> ConfigureIsdp { get; init; }

    /// <summary>The TLVs '88' of 'A1'.</summary>
    internal required SequenceOf<Octets> StoreMetadata { get; init; }

    /// <summary>The TLVs '87' of 'A2'; none for no 'A2'.</summary>
    internal SequenceOf<Octets> ReplaceSessionKeys { get; init; } = [];

    /// <summary>The TLVs '86' of 'A3'.</summary>
    internal required SequenceOf<Octets> ProfileElements { get; init; }

    /// <summary>Octets after 'A3', within 'BF36'.</summary>
    internal Octets Trailer { get; init; }

    /// <summary>The segments, in the order and cut in which an LPA sends them. SGP.22 v2.5 §2.5.5.</summary>
    internal List<Octets> Segments()
    {
        Octets a0 = Group("A0", ConfigureIsdp);
        Octets a1 = Group("A1", StoreMetadata);
        Octets a2 = ReplaceSessionKeys.Count == 0 ? Octets.Empty : Group("A2", ReplaceSessionKeys);
        Octets a3 = Group("A3", ProfileElements);
        Octets bf36 = Tlv("BF36", Octets.Concat(InitialiseSecureChannel, a0, a1, a2, a3, Trailer));
        List<Octets> segments = [Octets.Concat(Header(bf36), InitialiseSecureChannel), a0, Header(a1), .. StoreMetadata];
        if (!a2.IsEmpty) segments.Add(a2);
        segments.Add(Header(a3));
        segments.AddRange(ProfileElements);
        if (!Trailer.IsEmpty) segments.Add(Trailer);
        return segments;
    }

    internal static Octets Tlv(string tag, Octets value)
    {
        string length = value.Length switch
        {
            < 0x80 => $"{value.Length:X2}",
            < 0x100 => $"81{value.Length:X2}",
            < 0x10000 => $"82{value.Length:X4}",
            _ => $"83{value.Length:X6}",
        };
        return Octets.Concat(Octets.FromHex(tag + length), value);
    }

    /// <summary>The same octets with one of them changed.</summary>
    internal static Octets Damage(Octets octets, int at)
    {
        byte[] damaged = octets.ToArray();
        damaged[at < 0 ? damaged.Length + at : at] ^= 1;
        return Octets.Of(damaged);
    }

    private static Octets Group(string tag, SequenceOf<Octets> parts) => Tlv(tag, Octets.Concat([.. parts]));

    private static Octets Header(Octets tlv) => tlv.Slice(0, TlvHeader.Read(tlv.Span).HeaderLength);
}
