using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip.Building;

namespace EuiccSim.Servers.SmDp.Packages;

/// <summary>Numbers that belong to an operator: subscriber n has the n-th ICCID and the n-th IMSI.</summary>
public sealed record SubscriberRange
{
    /// <summary>Which numbers.</summary>
    /// <param name="firstIccid">The first ICCID, up to 20 digits; with <paramref name="hasCheckDigit"/>, without its last digit.</param>
    /// <param name="firstImsi">The first IMSI, 6 to 15 digits.</param>
    /// <param name="count">How many subscribers there are.</param>
    /// <param name="hasCheckDigit">Whether a check digit ends each ICCID (ITU-T E.118; ISO/IEC 7812-1 annex B).</param>
    /// <exception cref="ArgumentException">Not decimal digits, or the last number would need one digit more than the first.</exception>
    public SubscriberRange(string firstIccid, string firstImsi, int count, bool hasCheckDigit = true)
    {
        (FirstIccid, FirstImsi, Count, HasCheckDigit) = (firstIccid, firstImsi, count, hasCheckDigit);
        if (count < 1) throw new ArgumentException("there is no subscriber", nameof(count));
        _ = Advance(firstIccid, count - 1, nameof(firstIccid));
        _ = Advance(firstImsi, count - 1, nameof(firstImsi));
    }

    /// <summary>The first ICCID, without its check digit if there is one.</summary>
    public string FirstIccid { get; }

    /// <summary>The first IMSI.</summary>
    public string FirstImsi { get; }

    /// <summary>How many subscribers there are.</summary>
    public int Count { get; }

    /// <summary>Whether a check digit ends each ICCID.</summary>
    public bool HasCheckDigit { get; }

    /// <summary>The data of a subscriber; everything else is the template's, or drawn.</summary>
    /// <param name="number">From 0 to <see cref="Count"/> - 1.</param>
    public Personalisation this[int number]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(number);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Count);
            string iccid = Advance(FirstIccid, number, nameof(number));
            return new()
            {
                Iccid = HasCheckDigit ? Iccid.WithCheckDigit(iccid) : Iccid.FromDigits(iccid),
                Imsi = Advance(FirstImsi, number, nameof(number)),
            };
        }
    }

    /// <summary>The number as many further, with as many digits.</summary>
    private static string Advance(string first, int by, string name)
    {
        bool isDecimal = first.Length > 0 && !first.AsSpan().ContainsAnyExceptInRange('0', '9');
        if (!isDecimal) throw new ArgumentException("not decimal digits", name);
        char[] digits = first.ToCharArray();
        int carry = by;
        for (int i = digits.Length - 1; i >= 0 && carry > 0; i--)
        {
            int sum = digits[i] - '0' + (carry % 10);
            digits[i] = (char)('0' + (sum % 10));
            carry = (carry / 10) + (sum / 10);
        }
        return carry == 0 ? new(digits) : throw new ArgumentException("the numbers run out of digits", name);
    }
}
