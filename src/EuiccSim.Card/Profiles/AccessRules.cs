using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Card.Profiles;

/// <summary>One record of EF.ARR: access rules in expanded format. TS 102 221 §9.2.4, ISO/IEC 7816-4 §5.4.3.2.</summary>
/// <threadsafety>Immutable.</threadsafety>
internal sealed class AccessRules
{
    private readonly AccessRule[] _rules;

    private AccessRules(AccessRule[] rules) => _rules = rules;

    /// <summary>Reads the rules up to the padding. What cannot be read, and all after it, allows nothing.</summary>
    internal static AccessRules Parse(ReadOnlySpan<byte> record)
    {
        List<AccessRule> rules = [];
        while (ShortTlv.TryRead(ref record, out byte tag, out ReadOnlySpan<byte> mode) && IsMode(tag))
        {
            List<AccessCondition> conditions = [];
            while (record.Length > 0 && IsCondition(record[0]) && ShortTlv.TryRead(ref record, out byte kind, out ReadOnlySpan<byte> value))
            {
                conditions.Add(ReadCondition(kind, value));
            }
            rules.Add(new(tag, mode.ToArray(), Join(conditions)));
        }
        return new([.. rules]);
    }

    /// <summary>The condition of the first rule that fits a command, or "never" if there is none.</summary>
    internal AccessCondition For(byte mode, CommandApdu command)
    {
        foreach (AccessRule rule in _rules)
        {
            if (rule.Fits(mode, command)) return rule.Condition;
        }
        return AccessCondition.Never;
    }

    private static bool IsMode(byte tag) => tag is >= 0x80 and <= 0x8F;

    private static bool IsCondition(byte tag) => tag is Always or Never or ConditionByte or AuthenticationTemplate or Or or And or Not;

    private static AccessCondition ReadCondition(byte tag, ReadOnlySpan<byte> value) => tag switch
    {
        Always => AccessCondition.Always,
        ConditionByte when value is [0x00] => AccessCondition.Always,
        AuthenticationTemplate => ReadAuthentication(value),
        Or => new AccessCondition.AnyOf(ReadConditions(value)),
        And => new AccessCondition.AllOf(ReadConditions(value)),
        Not => new AccessCondition.NoneOf(ReadConditions(value)),
        _ => AccessCondition.Never,
    };

    /// <summary>Conditions of a template; one that cannot be read makes the whole template unreadable, which is "never" in each.</summary>
    private static AccessCondition[] ReadConditions(ReadOnlySpan<byte> template)
    {
        List<AccessCondition> conditions = [];
        while (ShortTlv.TryRead(ref template, out byte tag, out ReadOnlySpan<byte> value)) conditions.Add(ReadCondition(tag, value));
        return [.. conditions];
    }

    /// <summary>Key reference '83' with usage qualifier '95' "user authentication" ('08'); without a qualifier the same is meant.</summary>
    private static AccessCondition ReadAuthentication(ReadOnlySpan<byte> template)
    {
        int reference = -1;
        int usage = UserAuthentication;
        while (ShortTlv.TryRead(ref template, out byte tag, out ReadOnlySpan<byte> value))
        {
            if (value.Length != 1) continue;
            if (tag == 0x83) reference = value[0];
            if (tag == 0x95) usage = value[0];
        }
        return reference < 0 || usage != UserAuthentication ? AccessCondition.Never : new AccessCondition.Pin((byte)reference);
    }

    private static AccessCondition Join(List<AccessCondition> conditions) => conditions.Count switch
    {
        0 => AccessCondition.Never,
        1 => conditions[0],
        _ => new AccessCondition.AnyOf([.. conditions]),
    };

    private const byte Always = 0x90;
    private const byte Never = 0x97;
    private const byte ConditionByte = 0x9E;
    private const byte AuthenticationTemplate = 0xA4;
    private const byte Or = 0xA0;
    private const byte And = 0xA7;
    private const byte Not = 0xAF;
    private const byte UserAuthentication = 0x08;
}
