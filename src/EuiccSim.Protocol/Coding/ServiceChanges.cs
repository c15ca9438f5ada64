namespace EuiccSim.Protocol.Coding;

/// <summary>Services as people list them: all that there are, "12 SPN", or those that come and go, "+12 -SPN".</summary>
/// <param name="IsWhole">True for all that there are.</param>
/// <param name="Entries">What is said of each.</param>
internal sealed record ServiceChanges<T>(bool IsWhole, IReadOnlyList<ServiceChange<T>> Entries)
    where T : notnull
{
    /// <summary>Reads a list.</summary>
    /// <param name="texts">The entries.</param>
    /// <param name="find">The service that a name or number stands for; throws for one that is not known.</param>
    /// <exception cref="FormatException">Changes are mixed with names, or two entries say different things of one service.</exception>
    internal static ServiceChanges<T> Read(IReadOnlyList<string> texts, Func<string, T> find)
    {
        int changes = texts.Count(IsChange);
        if (changes > 0 && changes < texts.Count) throw new FormatException("services are either all named, or come with '+' and go with '-'");
        Dictionary<T, ServiceChange<T>> seen = [];
        List<ServiceChange<T>> entries = [];
        foreach (string text in texts)
        {
            ServiceChange<T> entry = new(find(changes > 0 ? text[1..].TrimStart() : text), text[0] != '-', text);
            if (!seen.TryAdd(entry.Service, entry) && seen[entry.Service] is var other && other.Comes != entry.Comes)
                throw new FormatException($"'{other.Text}' and '{text}' say different things of one service");
            entries.Add(entry);
        }
        return new(changes == 0, entries);
    }

    private static bool IsChange(string text) => text.Length > 0 && text[0] is '+' or '-';
}

/// <summary>What is said of a service.</summary>
/// <param name="Service">The service.</param>
/// <param name="Comes">False where it goes.</param>
/// <param name="Text">The entry, for messages.</param>
internal sealed record ServiceChange<T>(T Service, bool Comes, string Text);
