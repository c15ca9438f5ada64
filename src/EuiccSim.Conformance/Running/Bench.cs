using System.Globalization;
using System.Runtime.CompilerServices;
using EuiccSim.Conformance.Judging;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Running;

/// <summary>What a case works with, whatever its target: steps, expectations, the initial condition.</summary>
internal abstract class Bench(Recorder recorder, CancellationToken cancellationToken)
{
    private int _arranging;

    internal Recorder Recorder => recorder;

    internal CancellationToken Ct => cancellationToken;

    /// <summary>Begins a step.</summary>
    internal void Step(string text) => recorder.Begin(text, _arranging > 0);

    /// <summary>
    /// Brings an initial condition about: what breaks in it makes the case inconclusive, for the target is judged there by other cases.
    /// </summary>
    internal async Task<T> ArrangeAsync<T>(string text, Func<Task<T>> arrange)
    {
        _arranging++;
        try
        {
            Step(text);
            return await arrange();
        }
        catch (VerdictException fault) when (fault.Verdict == Verdict.Fail)
        {
            throw new VerdictException(Verdict.Inconclusive, $"the initial condition ({text}) was not reached: {fault.Message}", fault.Broken, fault);
        }
        finally
        {
            _arranging--;
        }
    }

    /// <inheritdoc cref="ArrangeAsync{T}"/>
    internal Task ArrangeAsync(string text, Func<Task> arrange) => ArrangeAsync<object?>(text, async () =>
    {
        await arrange();
        return null;
    });

    /// <summary>Expects something.</summary>
    /// <param name="holds">Whether it is so.</param>
    /// <param name="expectation">What is expected, in words.</param>
    /// <param name="found">What came instead, in words.</param>
    internal void Expect(bool holds, string expectation, string? found = null)
    {
        if (!holds) Break(new(expectation, found));
        recorder.Held(expectation);
    }

    /// <summary>Expects a value.</summary>
    /// <param name="actual">What came.</param>
    /// <param name="expected">What is expected.</param>
    /// <param name="what">What it is: "enableResult".</param>
    internal void ExpectEqual<T>(T actual, T expected, [CallerArgumentExpression(nameof(actual))] string what = "") =>
        Expect(EqualityComparer<T>.Default.Equals(actual, expected), $"{what} is {TextOf(expected)}", TextOf(actual));

    /// <summary>Expects a result or error code.</summary>
    /// <inheritdoc cref="ExpectEqual{T}"/>
    internal void ExpectCode<T>(T actual, T expected, [CallerArgumentExpression(nameof(actual))] string what = "")
        where T : struct, Enum => Expect(EqualityComparer<T>.Default.Equals(actual, expected), $"{what} is {CodeText(expected)}", CodeText(actual));

    /// <summary>Expects one of several result or error codes, where the standard leaves the choice.</summary>
    /// <param name="actual">What came.</param>
    /// <param name="what">What it is: "authenticateErrorCode".</param>
    /// <param name="allowed">What is right.</param>
    internal void ExpectOneOf<T>(T actual, string what, params T[] allowed)
        where T : struct, Enum => Expect(Array.IndexOf(allowed, actual) >= 0, $"{what} is {string.Join(" or ", allowed.Select(CodeText))}", CodeText(actual));

    /// <summary>Expects octets.</summary>
    internal void ExpectOctets(Octets actual, Octets expected, string what)
    {
        if (actual != expected) Break(new($"{what} is {BrokenExpectation.Shown(expected)}", null, expected, actual));
        recorder.Held(what);
    }

    /// <summary>The target did something else than is expected.</summary>
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    internal static void Break(BrokenExpectation broken) => throw Broken(broken);

    /// <summary>The same, for who throws it where a value is wanted.</summary>
    internal static VerdictException Broken(BrokenExpectation broken) => new(Verdict.Fail, broken.ToString(), broken);

    /// <summary>The case does not apply, as turns out on the way: <paramref name="why"/> names the field or option that decides.</summary>
    internal static VerdictException DoesNotApply(string why) => new(Verdict.NotApplicable, why);

    /// <summary>A code with its name: "ciPKUnknown (7)".</summary>
    internal static string CodeText<T>(T value)
        where T : struct, Enum => string.Create(CultureInfo.InvariantCulture, $"{StandardName.Of(value)} ({Convert.ToInt64(value, CultureInfo.InvariantCulture)})");

    private static string TextOf<T>(T value) => value?.ToString() ?? "absent";
}
