using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Uicc;

/// <summary>Which PINs are verified since the last reset (TS 102 221 §9.1), and rules parsed from a changed EF.ARR.</summary>
internal sealed class SecurityStatus
{
    private Dictionary<(int Content, int Record), (Octets Content, AccessRules Rules)>? _rules;
    private bool[] _verified = [];

    /// <summary>True if the PIN at this position was verified.</summary>
    internal bool IsVerified(int slot) => (uint)slot < (uint)_verified.Length && _verified[slot];

    internal void SetVerified(int slot, bool verified)
    {
        if (slot >= _verified.Length) Array.Resize(ref _verified, slot + 8);
        _verified[slot] = verified;
    }

    /// <summary>The rules of one record of a changed EF.ARR; parsed again when the content is another one.</summary>
    internal AccessRules Rules(FileNode arr, int record, Octets content)
    {
        _rules ??= [];
        if (_rules.TryGetValue((arr.ContentId, record), out var known) && IsSame(known.Content, content)) return known.Rules;
        AccessRules rules = AccessControl.Parse(arr, record, content);
        _rules[(arr.ContentId, record)] = (content, rules);
        return rules;
    }

    private static bool IsSame(Octets left, Octets right) => left.Length == right.Length
        && Unsafe.AreSame(ref MemoryMarshal.GetReference(left.Span), ref MemoryMarshal.GetReference(right.Span));
}
