using System.Reflection;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Protocol.Tests.Rsp;

/// <summary>SGP.22 v2.5 §2.5.4, and the message that the module declares.</summary>
internal sealed class BppGrammarTests
{
    [Test]
    public void The_lists_are_those_of_the_standard_in_its_order() => Assert.That(
        BppGrammar.Groups.Select(group => $"{group.Tag:X2} {{ {group.BlockTag:X2} }}{(group.IsOptional ? "?" : "")}"),
        Is.EqualTo(new[] { "A0 { 87 }", "A1 { 88 }", "A2 { 87 }?", "A3 { 86 }" }));

    [Test]
    public void The_message_has_the_same_lists()
    {
        PropertyInfo[] lists = [.. typeof(BoundProfilePackage).GetProperties().Where(property => property.PropertyType.Name.StartsWith("SequenceOf", StringComparison.Ordinal))];
        Assert.That(lists.Select(list => 0xA0 | int.Parse(list.GetCustomAttribute<TagAttribute>()!.Tag.Trim('[', ']'))), Is.EqualTo(BppGrammar.Groups.Select(group => group.Tag)));
        Assert.That(lists.Select(list => $"Block{BppGrammar.Groups[Array.IndexOf(lists, list)].BlockTag:X2}"), Is.EqualTo(lists.Select(list => list.PropertyType.GetGenericArguments()[0].Name)));
        Assert.That(BoundProfilePackage.OwnTag!.Value.TagValue, Is.EqualTo(BppGrammar.Package & 0x7F));
    }
}
