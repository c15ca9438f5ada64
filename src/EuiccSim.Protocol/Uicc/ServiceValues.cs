using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Coding;

namespace EuiccSim.Protocol.Uicc;

/// <summary>Service tables made of what a person writes: all that are available, or those that come and go. TS 31.102 §4.2.8, TS 31.103 §4.2.7.</summary>
internal static class ServiceValues
{
    /// <summary>EF.UST: "2 10 SPN", or "+SPN -20", by numbers and names.</summary>
    internal static Octets Usim(FileWish wish) => Table(wish, UsimServices.Find);

    /// <summary>EF.EST and EF.IST: by numbers.</summary>
    internal static Octets Others(FileWish wish) => Table(wish, service => UsimServices.Find(service) is { } number && char.IsAsciiDigit(service[0]) ? number : null);

    private static Octets Table(FileWish wish, Func<string, int?> find)
    {
        ServiceChanges<int> wanted = ServiceChanges<int>.Read(
            [.. wish.Entries(',').Select(FileWish.TextOf)], service => find(service) ?? throw new FormatException($"'{service}' is no service that is known here: its number will do"));
        HashSet<int> services = wanted.IsWhole ? [] : [.. UsimServices.Numbers(wish.Current)];
        foreach ((int number, bool comes, _) in wanted.Entries)
        {
            if (number > 8 * wish.Length) throw new FormatException($"it has room for services up to {8 * wish.Length}, and not for {number}");
            if (comes) services.Add(number);
            else services.Remove(number);
        }
        return FileOctets.Services(wish.Length, services);
    }
}
