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
        string[] entries = [.. wish.Entries(',').Select(FileWish.TextOf)];
        int changes = entries.Count(IsChange);
        if (changes > 0 && changes < entries.Length) throw new FormatException("services are either all named, or come with '+' and go with '-'");
        HashSet<int> services = changes == 0 ? [] : [.. UsimServices.Numbers(wish.Current)];
        foreach (string entry in entries)
        {
            int number = find(entry.TrimStart('+', '-').TrimStart()) ?? throw new FormatException($"'{entry}' is no service that is known here: its number will do");
            if (number > 8 * wish.Length) throw new FormatException($"it has room for services up to {8 * wish.Length}, and not for {number}");
            if (entry[0] == '-') services.Remove(number);
            else services.Add(number);
        }
        return FileOctets.Services(wish.Length, services);
    }

    private static bool IsChange(string entry) => entry.Length > 0 && entry[0] is '+' or '-';
}
