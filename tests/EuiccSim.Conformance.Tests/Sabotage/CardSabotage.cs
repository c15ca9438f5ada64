using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Tests.Sabotage;

/// <summary>A fault that a real card could have, and by what it must be found.</summary>
/// <param name="Area">What it is about.</param>
/// <param name="Name">What the card does.</param>
/// <param name="Section">The requirement that it breaks.</param>
/// <param name="Cases">The clauses whose cases are run, between blanks.</param>
/// <param name="Words">What the case that finds it says.</param>
/// <param name="Make">Makes a card with it.</param>
internal sealed record CardSabotage(string Area, string Name, string Section, string Cases, string Words, Func<RspPki, CardFault> Make)
{
    public override string ToString() => $"{Area}: {Name}";
}

/// <summary>A fault in one or more functions of ES10.</summary>
/// <param name="es10">What becomes of a command: itself whole, and the good card.</param>
internal sealed class Es10Fault(Func<Octets, Func<Octets, ResponseApdu>, ResponseApdu> es10) : CardFault
{
    /// <summary>Done at a reset, before the good card is.</summary>
    internal Action OnReset { get; init; } = () => { };

    internal override ResponseApdu Es10(Octets command, Func<Octets, ResponseApdu> card) => es10(command, card);

    internal override Octets Reset(Func<Octets> card)
    {
        OnReset();
        return card();
    }
}

/// <summary>A fault in other commands.</summary>
internal sealed class ApduFault(Func<CommandApdu, Func<CommandApdu, Octets>, Octets> apdu) : CardFault
{
    internal override Octets Apdu(CommandApdu command, Func<CommandApdu, Octets> card) => apdu(command, card);
}

/// <summary>A fault in the ATR.</summary>
internal sealed class ResetFault(Func<Octets, Octets> change) : CardFault
{
    internal override Octets Reset(Func<Octets> card) => change(card());
}

/// <summary>Words to say faults with.</summary>
internal static class Faults
{
    /// <summary>In one function, by the first octets of its command.</summary>
    internal static CardFault In(string tag, Func<Octets, Func<Octets, ResponseApdu>, ResponseApdu> es10) =>
        new Es10Fault((command, card) => Is(command, tag) ? es10(command, card) : card(command));

    /// <summary>The answer of one function is another.</summary>
    internal static CardFault Answers(string tag, Func<Octets, Octets> change) => In(tag, (command, card) => card(command).With(change));

    /// <summary>The result of one function, 'BFxx 03 80 01 result', is another: where the good card gives one code, this gives the other.</summary>
    internal static CardFault Says(string tag, int wrong, params int[] right) =>
        Answers(tag, answer => answer.Length == 6 && right.Contains(answer[5]) ? Octets.Concat(answer.Slice(0, 5), Octets.Of([(byte)wrong])) : answer);

    /// <summary>The answer of one function, read, changed and written.</summary>
    internal static CardFault Changes<T>(string tag, Func<T, T> change)
        where T : IAsn1<T> => Answers(tag, answer => Try<T>(answer) is { } read ? Asn1Codec.Encode(change(read)) : answer);

    internal static bool Is(Octets octets, string tag) => octets.ToString().StartsWith(tag, StringComparison.Ordinal);

    internal static T? Try<T>(Octets octets)
        where T : IAsn1<T>
    {
        try
        {
            return Asn1Codec.Decode<T>(octets);
        }
        catch (Asn1ContentException)
        {
            return default;
        }
    }

    internal static ResponseApdu With(this ResponseApdu answer, Func<Octets, Octets> change) => answer.Data.IsEmpty ? answer : new(change(answer.Data), answer.Status);

    internal static ResponseApdu Ok(Octets data) => new(data, StatusWord.Ok);

    internal static Octets Damaged(Octets octets) => BoundPackage.Damage(octets, octets.Length - 1);
}
