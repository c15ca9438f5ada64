using EuiccSim.Lpa.Es10;

namespace EuiccSim.Lpa;

/// <summary>The eUICC understood a function and answered "no" with one of the function's result codes. SGP.22 v2.5 §5.7.</summary>
public sealed class EuiccFunctionException : Exception
{
    /// <summary>A refusal.</summary>
    /// <param name="function">The function, "EnableProfile".</param>
    /// <param name="code">The result code.</param>
    /// <param name="name">The standard's name of the code, "profileNotInDisabledState"; the number where it has none.</param>
    public EuiccFunctionException(string function, int code, string name)
        : base($"{function}: {name} ({code}). {ResultCode.MeaningOf(name)}")
    {
        Function = function;
        Code = code;
        Name = name;
    }

    /// <summary>The function, "EnableProfile".</summary>
    public string Function { get; }

    /// <summary>The result code, never 0.</summary>
    public int Code { get; }

    /// <summary>The standard's name of the code, "profileNotInDisabledState"; the number where it has none.</summary>
    public string Name { get; }

    /// <summary>What the code means, in a sentence.</summary>
    public string Meaning => ResultCode.MeaningOf(Name);

    internal static EuiccFunctionException Of<TCode>(string function, TCode code)
        where TCode : struct, Enum =>
        new(function, Convert.ToInt32(code, System.Globalization.CultureInfo.InvariantCulture), ResultCode.NameOf(code));

    /// <summary>In all functions with a result code, 0 is "ok".</summary>
    internal static void ThrowUnlessOk<TCode>(string function, TCode code)
        where TCode : struct, Enum
    {
        if (!EqualityComparer<TCode>.Default.Equals(code, default)) throw Of(function, code);
    }
}
