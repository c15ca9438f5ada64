using EuiccSim.Card.Kernel;

namespace EuiccSim.Card.Uicc;

/// <summary>A security condition of an access rule. ISO/IEC 7816-4 §5.4.3.2.</summary>
internal abstract class AccessCondition
{
    internal static AccessCondition Always { get; } = new Constant(true);

    internal static AccessCondition Never { get; } = new Constant(false);

    /// <summary>True if the condition is met now for a file in (or that is) this directory.</summary>
    internal abstract bool IsMet(FileNode directory, Transaction tx);

    private sealed class Constant(bool value) : AccessCondition
    {
        internal override bool IsMet(FileNode directory, Transaction tx) => value;
    }

    /// <summary>A PIN is verified, or disabled.</summary>
    internal sealed class Pin(byte reference) : AccessCondition
    {
        internal override bool IsMet(FileNode directory, Transaction tx) => PinStatus.IsSatisfied(reference, directory, tx);
    }

    /// <summary>One of the conditions is met.</summary>
    internal sealed class AnyOf(AccessCondition[] conditions) : AccessCondition
    {
        internal override bool IsMet(FileNode directory, Transaction tx)
        {
            foreach (AccessCondition condition in conditions)
            {
                if (condition.IsMet(directory, tx)) return true;
            }
            return false;
        }
    }

    /// <summary>All conditions are met.</summary>
    internal sealed class AllOf(AccessCondition[] conditions) : AccessCondition
    {
        internal override bool IsMet(FileNode directory, Transaction tx)
        {
            foreach (AccessCondition condition in conditions)
            {
                if (!condition.IsMet(directory, tx)) return false;
            }
            return true;
        }
    }

    /// <summary>None of the conditions is met.</summary>
    internal sealed class NoneOf(AccessCondition[] conditions) : AccessCondition
    {
        private readonly AnyOf _any = new(conditions);

        internal override bool IsMet(FileNode directory, Transaction tx) => !_any.IsMet(directory, tx);
    }
}
