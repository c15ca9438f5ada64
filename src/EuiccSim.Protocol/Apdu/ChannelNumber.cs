namespace EuiccSim.Protocol.Apdu;

/// <summary>The number of a logical channel, 0 to 19; 0 is the basic channel. ISO/IEC 7816-4 §5.4.1.</summary>
public readonly record struct ChannelNumber
{
    /// <summary>The highest number that a class byte can say.</summary>
    public const int Maximum = 19;

    /// <summary>The channel with this number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to 19.</exception>
    public ChannelNumber(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Maximum);
        Value = (byte)value;
    }

    /// <summary>The channel that is always open.</summary>
    public static ChannelNumber Basic => default;

    /// <summary>The number.</summary>
    public byte Value { get; }

    /// <summary>The channel that a class byte names: 0X and 8X for 0 to 3, 4X, 6X, CX and EX for 4 to 19.</summary>
    public static ChannelNumber FromClass(byte cla) => new((cla & 0x40) == 0 ? cla & 0x03 : 4 + (cla & 0x0F));

    /// <summary>A class byte with this channel; the interindustry or proprietary coding (bit 8) and chaining (bit 5) are kept.</summary>
    /// <remarks>Secure messaging bits are dropped: channels 4 to 19 have no room for most of them.</remarks>
    public byte InClass(byte cla) => Value < 4 ? (byte)((cla & 0x90) | Value) : (byte)((cla & 0x90) | 0x40 | (Value - 4));

    /// <summary>The number in decimal.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
