namespace EuiccSim.Card.Profiles;

/// <summary>A security condition of an access rule. ISO/IEC 7816-4 §5.4.3.2.</summary>
internal abstract class AccessCondition
{
    internal static AccessCondition Always { get; } = new Constant(true);

    internal static AccessCondition Never { get; } = new Constant(false);

    /// <summary>The access level of TS 51.011 §9.3 that comes nearest: 0 always, 1 CHV1, 2 CHV2, 4 administrative, 15 never.</summary>
    internal abstract int GsmLevel { get; }

    internal const int Pin1Level = 1;
    internal const int NeverLevel = 15;

    /// <summary>True if the condition is met now for a file in (or that is) this directory.</summary>
    internal abstract bool IsMet(FileNode directory, IPinStatus pins);

    private sealed class Constant(bool value) : AccessCondition
    {
        private readonly bool _value = value;

        internal override int GsmLevel => _value ? 0 : NeverLevel;

        internal override bool IsMet(FileNode directory, IPinStatus pins) => _value;
    }

    /// <summary>A PIN is verified, or disabled.</summary>
    internal sealed class Pin(byte reference) : AccessCondition
    {
        internal override int GsmLevel => reference switch { PinReference.Pin1 => Pin1Level, PinReference.Pin2 => 2, _ => 4 };

        internal override bool IsMet(FileNode directory, IPinStatus pins) => pins.IsSatisfied(reference, directory);
    }

    /// <summary>One of the conditions is met.</summary>
    internal sealed class AnyOf(AccessCondition[] conditions) : AccessCondition
    {
        internal override int GsmLevel => conditions.Length == 0 ? NeverLevel : conditions.Min(condition => condition.GsmLevel);

        internal override bool IsMet(FileNode directory, IPinStatus pins)
        {
            foreach (AccessCondition condition in conditions)
            {
                if (condition.IsMet(directory, pins)) return true;
            }
            return false;
        }
    }

    /// <summary>All conditions are met.</summary>
    internal sealed class AllOf(AccessCondition[] conditions) : AccessCondition
    {
        internal override int GsmLevel => conditions.Length == 0 ? 0 : conditions.Max(condition => condition.GsmLevel);

        internal override bool IsMet(FileNode directory, IPinStatus pins)
        {
            foreach (AccessCondition condition in conditions)
            {
                if (!condition.IsMet(directory, pins)) return false;
            }
            return true;
        }
    }

    /// <summary>None of the conditions is met.</summary>
    internal sealed class NoneOf(AccessCondition[] conditions) : AccessCondition
    {
        private readonly AnyOf _any = new(conditions);

        internal override int GsmLevel => NeverLevel;

        internal override bool IsMet(FileNode directory, IPinStatus pins) => !_any.IsMet(directory, pins);
    }
}
