using System.Diagnostics.CodeAnalysis;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Servers;

/// <summary>What came of a rule or a function: a value, or why it is refused.</summary>
internal readonly struct Result<T>
    where T : class
{
    private readonly T? _value;
    private readonly Objection _refusal;

    private Result(T? value, Objection refusal) => (_value, _refusal) = (value, refusal);

    public static implicit operator Result<T>(T value) => new(value, default);

    public static implicit operator Result<T>(StatusCode refusal) => new(null, refusal);

    public static implicit operator Result<T>(Objection refusal) => new(null, refusal);

    /// <summary>True with the value; false with the reason.</summary>
    internal bool Succeeds([NotNullWhen(true)] out T? value, out Objection refusal)
    {
        (value, refusal) = (_value, _refusal);
        return value is not null;
    }
}
