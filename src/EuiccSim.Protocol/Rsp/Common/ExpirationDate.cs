using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Rsp.Common;

/// <summary>The certificate extension that says when a revoked certificate would have expired: a Time of RFC 5280. SGP.22 v2.5 §4.5.2.</summary>
/// <param name="Time">The time, to the second.</param>
/// <param name="IsGeneralTime">True for GeneralizedTime, false for UTCTime (1950 to 2049).</param>
public readonly record struct ExpirationDate(DateTimeOffset Time, bool IsGeneralTime) : IAsn1<ExpirationDate>
{
    /// <inheritdoc/>
    public static bool Accepts(Asn1Tag tag) => tag.HasSameClassAndValue(Asn1Tag.UtcTime) || tag.HasSameClassAndValue(Asn1Tag.GeneralizedTime);

    /// <inheritdoc/>
    public static ExpirationDate Decode(AsnReader reader, Asn1Tag? implicitTag = null)
    {
        try
        {
            // A tag on a CHOICE without one is explicit.
            AsnReader inner = implicitTag is { } tag ? reader.ReadSequence(tag) : reader;
            return inner.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? ReadUtcTime(inner) : ReadGeneralTime(inner);
        }
        catch (AsnContentException fault)
        {
            throw Asn1ContentException.Within("ExpirationDate", fault);
        }
    }

    /// <inheritdoc/>
    public void Encode(AsnWriter writer, Asn1Tag? implicitTag = null)
    {
        if (implicitTag is { } tag) writer.PushSequence(tag);
        if (IsGeneralTime) writer.WriteGeneralizedTime(Time, omitFractionalSeconds: true);
        else writer.WriteUtcTime(Time);
        if (implicitTag is not null) writer.PopSequence(implicitTag);
    }

    Asn1Description IAsn1Encodable.Describe(string name) => Asn1Description.Of(name, Time.ToString("u", System.Globalization.CultureInfo.InvariantCulture));

    private static ExpirationDate ReadUtcTime(AsnReader reader)
    {
        DateTimeOffset time = reader.ReadUtcTime(LastYear).ToUniversalTime();
        // BER allows an offset, which may lead out of the years that two digits can tell.
        if (time.Year is < FirstYear or > LastYear) throw new Asn1ContentException($"a UTCTime of the year {time.Year}");
        return new(time, false);
    }

    private static ExpirationDate ReadGeneralTime(AsnReader reader)
    {
        DateTimeOffset time = reader.ReadGeneralizedTime().ToUniversalTime();
        // RFC 5280 §4.1.2.5.2 forbids it.
        if (time.Ticks % TimeSpan.TicksPerSecond != 0) throw new Asn1ContentException("a fraction of a second");
        return new(time, true);
    }

    private const int FirstYear = 1950;
    private const int LastYear = 2049;
}
