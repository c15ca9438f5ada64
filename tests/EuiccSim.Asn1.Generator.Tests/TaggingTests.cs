namespace EuiccSim.Asn1.Generator.Tests;

public sealed class TaggingTests
{
    [TestCase("[5]", TagClassModelName.ContextSpecific, 5)]
    [TestCase("[APPLICATION 15]", TagClassModelName.Application, 15)]
    [TestCase("[PRIVATE 3]", TagClassModelName.Private, 3)]
    [TestCase("OCTET STRING", TagClassModelName.Universal, 4)]
    [TestCase("SEQUENCE", TagClassModelName.Universal, 16)]
    public void A_tag_is_read_as_the_standard_writes_it(string text, string expectedClass, int number)
    {
        TagModel tag = Tagging.Parse(text)!;
        Assert.That((tag.Class.ToString(), tag.Number), Is.EqualTo((expectedClass, number)));
    }

    [TestCase("")]
    [TestCase("5")]
    [TestCase("[]")]
    [TestCase("[-1]")]
    [TestCase("[UNIVERSAL 4]")]
    [TestCase("[APPLICATION 1 2]")]
    public void Anything_else_is_no_tag(string text) => Assert.That(Tagging.Parse(text), Is.Null);

    // X.680 §25.7: numbers only when no component carries a written tag.
    [Test]
    public void Components_without_a_written_tag_are_numbered() =>
        Assert.That(Numbers(Component("a"), Component("b"), Component("c")), Is.EqualTo(new int?[] { 0, 1, 2 }));

    [Test]
    public void One_written_tag_stops_the_numbering_of_all() =>
        Assert.That(Numbers(Component("a"), Component("b", 9), Component("c")), Is.EqualTo(new int?[] { null, 9, null }));

    [Test]
    public void Two_alternatives_with_one_tag_are_ambiguous()
    {
        var found = Tagging.FindAmbiguity(isChoice: true, [Component("a"), Component("b")]);
        Assert.That((found?.First.Name, found?.Second.Name), Is.EqualTo(("a", "b")));
    }

    [Test]
    public void An_optional_component_must_differ_from_the_next_mandatory_one() =>
        Assert.That(Tagging.FindAmbiguity(isChoice: false, [Component("a", optional: true), Component("b")]), Is.Not.Null);

    [Test]
    public void Two_mandatory_components_may_have_one_tag() =>
        Assert.That(Tagging.FindAmbiguity(isChoice: false, [Component("a"), Component("b")]), Is.Null);

    [Test]
    public void A_mandatory_component_between_two_optional_ones_keeps_them_apart() =>
        Assert.That(Tagging.FindAmbiguity(isChoice: false, [Component("a", 1, true), Component("b"), Component("c", 1, true)]), Is.Null);

    private static int?[] Numbers(params FieldModel[] fields) => [.. Tagging.Apply(fields).Select(field => field.Tag?.Number)];

    private static FieldModel Component(string name, int? written = null, bool optional = false) => new(
        name, name, new(ValueKind.Octets, "Octets", new([new TagModel(TagClassModel.Universal, 4)])),
        written is { } number ? new(TagClassModel.ContextSpecific, number) : null, optional, true, null, null)
    {
        Tag = written is { } tag ? new(TagClassModel.ContextSpecific, tag) : null,
    };

    private static class TagClassModelName
    {
        public const string Universal = nameof(TagClassModel.Universal);
        public const string Application = nameof(TagClassModel.Application);
        public const string ContextSpecific = nameof(TagClassModel.ContextSpecific);
        public const string Private = nameof(TagClassModel.Private);
    }
}
