namespace EuiccSim.Protocol.Rsp.Es9;

/// <summary>What a server answered.</summary>
/// <typeparam name="T">The response after success.</typeparam>
public abstract record Es9Result<T>
{
    private Es9Result()
    {
    }

    /// <summary>The function was executed.</summary>
    public sealed record Ok(T Value) : Es9Result<T>;

    /// <summary>It was not.</summary>
    public sealed record Failed(ResponseHeader Header) : Es9Result<T>;
}
