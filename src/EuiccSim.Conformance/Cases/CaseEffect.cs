using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Cases;

/// <summary>What a case does to its target. Each includes those before it.</summary>
public enum CaseEffect
{
    /// <summary>It asks only. Challenges are drawn and sessions begin, and end with the next reset.</summary>
    Reads,

    /// <summary>It changes what is there (an address, a nickname, which Profile is enabled), and restores it.</summary>
    Changes,

    /// <summary>It installs Profiles of its own and deletes them; of a server it uses up orders. Sequence numbers go on.</summary>
    Installs,

    /// <summary>What was there before is lost: a memory reset.</summary>
    Destroys,
}

/// <summary>What is allowed to a run, in a word: "reads", "changes", "installs", "destruction".</summary>
public static class CaseEffects
{
    /// <summary>The words, in the order of the effects.</summary>
    public static SequenceOf<string> Words { get; } = [.. Enum.GetValues<CaseEffect>().Select(WordOf)];

    /// <summary>The word that allows an effect.</summary>
    public static string WordOf(CaseEffect effect) => effect == CaseEffect.Destroys ? "destruction" : StandardName.Of(effect);

    /// <summary>What a word allows; null if it is none of <see cref="Words"/>.</summary>
    public static CaseEffect? Of(string word) => Enum.GetValues<CaseEffect>().Where(effect => WordOf(effect) == word).Cast<CaseEffect?>().FirstOrDefault();
}
