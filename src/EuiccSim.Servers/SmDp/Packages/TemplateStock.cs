using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Servers.SmDp.Packages;

/// <summary>Makes profiles of types that have a template.</summary>
/// <threadsafety>Safe for use by many threads.</threadsafety>
internal sealed class TemplateStock(SequenceOf<ProfileTemplate> templates)
{
    // Where to look first. Which numbers are free, only the orders know: others may use them too, and a new process begins at 0.
    private readonly int[] _next = new int[templates.Count];

    /// <summary>The template of this type, or null.</summary>
    internal ProfileTemplate? Find(string profileType) => IndexOf(profileType) is >= 0 and var index ? templates[index] : null;

    /// <summary>Makes a profile and puts it into the orders.</summary>
    /// <param name="profileType">The type.</param>
    /// <param name="orders">Where it goes.</param>
    /// <param name="order">The order that it is made for.</param>
    /// <param name="random">Where secrets come from.</param>
    /// <returns>The order; null if there is no such template or no number is left.</returns>
    internal async ValueTask<ProfileOrder?> TryAddAsync(
        string profileType, OrderBook orders, Func<Profile, ProfileOrder> order, RandomSource random)
    {
        int index = IndexOf(profileType);
        if (index < 0) return null;
        ProfileTemplate template = templates[index];
        while (TryTakeNumber(index, template.Subscribers.Count, out int number))
        {
            if (await orders.FindAsync(template.Subscribers[number].Iccid).ConfigureAwait(false) is not null) continue;
            if (!await orders.HasTypeForAsync(template.Owner, profileType).ConfigureAwait(false)) return null;
            if (await orders.TryAddAsync(order(template.Create(number, random))).ConfigureAwait(false) is { } made) return made;
        }
        return null;
    }

    private int IndexOf(string profileType)
    {
        for (int i = 0; i < templates.Count; i++)
            if (templates[i].ProfileType == profileType) return i;
        return -1;
    }

    // Each number is given to one thread; past the end it stays there.
    private bool TryTakeNumber(int index, int count, out int number)
    {
        do
        {
            number = Volatile.Read(ref _next[index]);
            if (number >= count) return false;
        }
        while (Interlocked.CompareExchange(ref _next[index], number + 1, number) != number);
        return true;
    }
}
