namespace EuiccSim.Asn1.Generator.Tests;

/// <summary>One declaration a construct, against the code it must become (Golden/*.txt, read and judged by a person).</summary>
public sealed class GoldenTests
{
    [Test]
    public void A_sequence_of_mandatory_components_is_numbered() => Check("Mandatory", """
        [Asn1Sequence("[49]")] public sealed partial record Sample
        {
            public required Octets First { get; init; }
            public required bool Second { get; init; }
            public required string Third { get; init; }
            public required int Fourth { get; init; }
            public required ObjectIdentifier Fifth { get; init; }
        }
        """);

    [Test]
    public void Optional_default_and_null_components_are_recognised_by_their_tags() => Check("Optional", """
        [Asn1Sequence] public sealed partial record Sample
        {
            [Tag("[2]"), Size(1, 16)] public Octets? Present { get; init; }
            [Default("05")] public Octets Lcsi { get; init; } = Octets.FromHex("05");
            [DefaultFrom(nameof(Zero)), Tag("[APPLICATION 7]")] public long Count { get; init; }
            [Null] public bool Flag { get; init; }
            public static long Zero => 0;
        }
        """);

    [Test]
    public void A_sequence_that_can_be_read_field_by_field() => Check("ByField", """
        public enum State { Off = 0 }
        [Asn1Sequence("[45]"), ByField] public sealed partial record Sample
        {
            [Tag("[2]"), Size(1, 16)] public Octets? Present { get; init; }
            [Tag("[3]")] public required string Name { get; init; }
            [Tag("[4]")] public required SequenceOf<long> Numbers { get; init; }
            [Tag("[5]"), Default(State.Off)] public State State { get; init; }
        }
        """);

    [Test]
    public void Numbers_with_names_and_bits_with_names() => Check("Enumerations", """
        public enum State { Off = 0, On = 1 }
        [Flags] public enum Events : ulong { Install = 1 }
        [Asn1Sequence] public sealed partial record Sample
        {
            [Default(State.On)] public State State { get; init; } = State.On;
            public required Events Events { get; init; }
        }
        """);

    [Test]
    public void A_sequence_of_holds_values_or_types() => Check("SequenceOf", """
        [Asn1Sequence] public sealed partial record Sample
        {
            [Size(1, 3)] public required SequenceOf<Octets> Octets { get; init; }
            public SequenceOf<SequenceOf<Sample>>? Deep { get; init; }
        }
        """);

    [Test]
    public void A_tag_on_an_untagged_choice_is_handed_to_it() => Check("ExplicitChoice", """
        [Asn1Sequence] public sealed partial record Sample { public required Inner Choice { get; init; } public Signed<Sample>? Kept { get; init; } }
        [Asn1Choice] public abstract partial record Inner
        {
            [Tag("[APPLICATION 15]")] public sealed record A(Octets Value) : Inner;
        }
        """);

    [Test]
    public void A_choice_tries_its_alternatives_by_tag() => Check("Choice", """
        [Asn1Choice] public abstract partial record Sample
        {
            [Name("isdpAid"), Tag("[APPLICATION 15]"), Size(5, 16)] public sealed record Aid(Octets Value) : Sample;
            [Null] public sealed record Nothing : Sample;
        }
        """);

    [Test]
    public void A_tag_on_a_choice_is_a_wrapper() => Check("TaggedChoice", """
        [Asn1Choice("[45]")] public abstract partial record Sample
        {
            public sealed record Ok(SequenceOf<Octets> Value) : Sample;
            public sealed record Error(int Value) : Sample;
        }
        """);

    private static void Check(string name, string declarations)
    {
        string source = GeneratorRun.SourceOf(declarations).TrimStart('\uFEFF');
        string? update = Environment.GetEnvironmentVariable("EUICCSIM_UPDATE_GOLDEN");
        if (update is not null) File.WriteAllText(Path.Combine(update, name + ".txt"), source);
        using StreamReader golden = new(typeof(GoldenTests).Assembly.GetManifestResourceStream(name)!);
        Assert.That(source, Is.EqualTo(golden.ReadToEnd()));
    }
}
