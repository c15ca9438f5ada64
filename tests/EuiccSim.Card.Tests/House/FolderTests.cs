using EuiccSim.Card.Chip;
using EuiccSim.Card.State;
using EuiccSim.Card.Uicc;

namespace EuiccSim.Card.Tests.House;

/// <summary>Which room of the card may know of which: the kernel of no tenant, a tenant of what it needs.</summary>
public sealed class FolderTests
{
    private static readonly Dictionary<string, string[]> s_mayKnow = new()
    {
        ["Personalities"] = [],
        ["Kernel"] = ["Personalities"],
        ["Chip"] = [],
        ["Profiles"] = [],
        ["Environment"] = ["Profiles"],
        ["State"] = ["Chip", "Personalities", "Profiles"],
        ["Uicc"] = ["Kernel", "Personalities", "Profiles"],
        ["Gsm"] = ["Kernel", "Profiles", "Uicc"],
        ["Ecasd"] = ["Kernel"],
        ["Install"] = ["Chip", "Environment", "Profiles"],
        ["IsdR"] = ["Chip", "Environment", "Install", "Kernel", "Personalities", "Profiles", "State"],
        ["Store"] = ["Chip", "Environment", "Install", "Personalities", "Profiles", "State"],
        [Folders.Top] = ["Chip", "Ecasd", "Environment", "Gsm", "Install", "IsdR", "Kernel", "Personalities", "Profiles", "State", "Store", "Uicc"],
    };

    [Test]
    public void Each_folder_refers_to_the_folders_that_it_may_know_and_to_each_of_them() => Assert.That(
        Folders.Arrows.Select(arrow => $"{arrow.From} -> {arrow.To}"),
        Is.EquivalentTo(s_mayKnow.SelectMany(one => one.Value.Select(to => $"{one.Key} -> {to}"))));

    [Test]
    public void Every_type_is_in_a_room() => Assert.That(Folders.Unplaced, Is.Empty);

    [Test]
    public void No_folder_refers_to_itself_through_others() => Assert.That(Folders.InCircles(), Is.Empty);

    [TestCase("Uicc")]
    [TestCase("Gsm")]
    [TestCase("Kernel")]
    [TestCase("Profiles")]
    public void Nothing_in_a_room_of_the_file_system_leads_to_the_credentials_or_to_the_whole_state(string folder)
    {
        HashSet<string> reached = [.. Folders.OfTypes.Where(one => one.Value == folder).Select(one => one.Key)];
        Assert.That(reached, Is.Not.Empty);
        for (int before = 0; before != reached.Count;)
        {
            before = reached.Count;
            reached.UnionWith(Folders.References.Where(one => reached.Contains(one.From)).Select(one => one.To).ToArray());
        }
        string[] secrets = [nameof(EuiccCredential), nameof(EuiccConfiguration), nameof(CardState), nameof(CardMemory), nameof(OneTimeKey)];
        Assert.That(reached.Intersect(secrets), Is.Empty);
    }

    /// <summary>The tests above see what they look for.</summary>
    [Test]
    public void Known_references_are_found()
    {
        Assert.That(Folders.References, Does.Contain((nameof(CardState), nameof(EuiccConfiguration))), "a property");
        Assert.That(Folders.References, Does.Contain((nameof(UiccPort), "IPinStatus")), "an interface");
        Assert.That(Folders.References, Does.Contain((nameof(UiccCommands), nameof(BinaryFiles))), "a method");
        Assert.That(Folders.References, Does.Contain((nameof(BinaryFiles), "EfSelection")), "a call");
        Assert.That(Folders.References, Does.Contain(("GsmCommands", "StatusWordException")), "a catch");
        Assert.That(Folders.OfTypes, Does.ContainKey(nameof(EuiccCredential)));
    }
}
