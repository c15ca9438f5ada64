namespace EuiccSim.Protocol.Crypto;

/// <summary>Where random octets come from. It is always an argument, so that a whole session can be repeated octet by octet.</summary>
public abstract class RandomSource
{
    /// <summary>The operating system's generator, fit for keys and challenges.</summary>
    /// <threadsafety>Safe for use by many threads.</threadsafety>
    public static RandomSource System { get; } = new SystemRandomSource();

    /// <summary>Fills all of <paramref name="destination"/> with random octets.</summary>
    public abstract void Fill(Span<byte> destination);
}
