using EuiccSim.Protocol.Asn1;
using EuiccSim.Tests;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace EuiccSim.Protocol.Tests.Robustness;

/// <summary>What a property needs to be run many times, alike in every run.</summary>
internal static class Fuzzing
{
    /// <summary>Runs a check on as many inputs as told. FsCheck gives each a seed and, after a failure, looks for a shorter one.</summary>
    /// <param name="count">The number of inputs of the whole sweep.</param>
    /// <param name="make">The input that belongs to a seed.</param>
    /// <param name="check">Throws where something is wrong.</param>
    internal static void Run(int count, Func<Random, Input> make, Action<Input> check)
    {
        Arbitrary<Input> inputs = Arb.From(Gen.Choose(0, int.MaxValue).Select(seed => make(new Random(seed))), Shorter);
        FSharpOption<Replay> replay = new(new Replay(new Rnd(Seed, Gamma), FSharpOption<int>.None));
        Config config = Config.QuickThrowOnFailure.WithMaxTest(Sweep.CountOf(count, oneIn: 8)).WithReplay(replay).WithQuietOnSuccess(true);
        Prop.ForAll(inputs, check).Check(config);
    }

    /// <summary>
    /// Octets either are not an encoding of the type, which our own exception tells, or are; and what they stand for is read again from
    /// its own encoding.
    /// </summary>
    internal static void CheckCodec(Input input)
    {
        CheckCodec(input, strict: true);
        CheckCodec(input, strict: false);
    }

    internal static void CheckCodec(Input input, bool strict)
    {
        object value;
        try
        {
            value = input.Codec!.Decode(input.Octets, strict);
        }
        catch (Asn1ContentException fault)
        {
            CheckPath(input.Codec!, fault);
            return;
        }
        Octets encoded = input.Codec.Encode(value);
        object again = input.Codec.Decode(encoded, strict);
        if (!again.Equals(value)) Assert.Fail($"{value}\nbecame, by {encoded},\n{again}");
    }

    /// <summary>A fault in a SEQUENCE or CHOICE says so; only what follows the value is in no type.</summary>
    private static void CheckPath(Codec codec, Asn1ContentException fault)
    {
        Type type = codec.Type;
        bool hasFields = type.IsDefined(typeof(Asn1SequenceAttribute), false) || type.IsDefined(typeof(Asn1ChoiceAttribute), false);
        bool isBehind = fault.Path.Length == 0 && fault.Reason.StartsWith("octets after", StringComparison.Ordinal);
        if (hasFields && !isBehind && !fault.Path.StartsWith(type.Name, StringComparison.Ordinal))
            Assert.Fail($"path '{fault.Path}': {fault.Reason}");
    }

    private static IEnumerable<Input> Shorter(Input input)
    {
        for (int part = input.Octets.Length; part > 0; part /= 2)
        {
            for (int at = 0; at + part <= input.Octets.Length; at += part)
                yield return input with { Octets = Octets.Concat(input.Octets.Slice(0, at), input.Octets.Slice(at + part)) };
        }
    }

    private const ulong Seed = 20;
    private const ulong Gamma = 7;
}

/// <summary>Octets, and the type they are to be read as, where it matters.</summary>
internal sealed record Input(Octets Octets, Codec? Codec = null);
