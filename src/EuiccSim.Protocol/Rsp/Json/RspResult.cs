namespace EuiccSim.Protocol.Rsp.Json;

/// <summary>What a server answered.</summary>
/// <typeparam name="T">The response after success.</typeparam>
public abstract record RspResult<T>
{
    private RspResult()
    {
    }

    /// <summary>The function was executed.</summary>
    public sealed record Ok(T Value) : RspResult<T>;

    /// <summary>It was not.</summary>
    public sealed record Failed(ResponseHeader Header) : RspResult<T>;
}
