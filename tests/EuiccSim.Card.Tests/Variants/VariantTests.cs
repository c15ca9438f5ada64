using EuiccSim.Card.IsdR;
using EuiccSim.Card.Kernel;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Card.Tests.Variants;

/// <summary>A variant is made of another by rows. This one has a function that only eUICCs of SGP.32 have.</summary>
public sealed class VariantTests
{
    private const string SelectIsdR = "00A4040C10A0000005591010FFFFFFFF8900000100";
    private const string GetCertsWithoutCi = "80E2910003BF5600" + "00";

    private static EuiccVariant WithGetCerts { get; } =
        EuiccVariant.ConsumerV2.With("tests", Es10Function.Of<GetCertsRequest, GetCertsResponse>(GetCerts.Handle));

    [Test]
    public void A_row_adds_a_function()
    {
        Octets eum = TestEuicc.Configuration.Credentials[0].Eum.Encoded;
        Octets euicc = TestEuicc.Configuration.Credentials[0].Euicc.Encoded;
        string certificates = Tlv("A5", Value(eum)) + Tlv("A6", Value(euicc));
        Assert.That(Ask(WithGetCerts, GetCertsWithoutCi), Is.EqualTo(Tlv("BF56", Tlv("A0", certificates)) + "9000"));
        string ci = TestEuicc.Configuration.Credentials[0].CiPkId.ToString();
        Assert.That(Ask(WithGetCerts, $"80E2910019BF56168014{ci}00"), Is.EqualTo(Tlv("BF56", Tlv("A0", certificates)) + "9000"));
        Assert.That(Ask(WithGetCerts, $"80E2910019BF56168014{new string('0', 40)}00"), Is.EqualTo("BF5603810101" + "9000"));
    }

    [Test]
    public void The_consumer_card_goes_on_not_to_know_it()
    {
        Assert.That(Ask(EuiccVariant.ConsumerV2, GetCertsWithoutCi), Is.EqualTo("6A88"));
        Assert.That(EuiccVariant.Find("consumer-v2"), Is.SameAs(EuiccVariant.ConsumerV2));
        Assert.That(EuiccVariant.ConsumerV2.Functions.Find(0xBF56), Is.Null);
    }

    [Test]
    public void A_function_can_be_left_out_and_one_can_stand_in_the_place_of_another()
    {
        EuiccVariant poor = EuiccVariant.ConsumerV2 with { Functions = EuiccVariant.ConsumerV2.Functions.Without(typeof(GetRatRequest)) };
        Assert.That((Ask(poor, "80E2910003BF430000"), Ask(poor, "80E2910003BF2E0000")[..10]), Is.EqualTo(("6A88", "BF2E128010")));
        EuiccVariant other = EuiccVariant.ConsumerV2.With("tests", Es10Function.Of<GetRatRequest, GetRatResponse>((_, _) => new() { Rat = [] }));
        Assert.That(Ask(other, "80E2910003BF430000"), Is.EqualTo("BF4302A0009000"));
    }

    /// <summary>What may be asked while a package is loaded is a column of the table.</summary>
    [Test]
    public void A_function_may_be_performed_while_a_package_is_loaded_if_its_row_says_so([Values] bool isAllowed)
    {
        EuiccVariant variant = EuiccVariant.ConsumerV2.With(
            "tests", Es10Function.Of<GetCertsRequest, GetCertsResponse>(GetCerts.Handle) with { WhileLoading = isAllowed });
        TestEuicc card = new(variant);
        card.StoreData(card.Bind(upp: TestPackages.Small()).Segments()[0]);
        Assert.That(card.Send(GetCertsWithoutCi)[..4], Is.EqualTo(isAllowed ? "BF56" : "6985"));
    }

    [Test]
    public void A_row_adds_a_command_of_the_file_system()
    {
        EuiccVariant variant = EuiccVariant.ConsumerV2.With(
            "tests", new CommandRow<EuiccSim.Card.Uicc.UiccChannel, EuiccSim.Card.Uicc.UiccPort>(
                "GET IDENTITY", 0x80, CommandRow.AnyChannel, 0x78, IsoCases.Any, (_, _, _) => new(StatusWord.SecurityContextNotSupported)));
        Assert.That(Card(variant).Process(Octets.FromHex("8078000000")).ToString(), Is.EqualTo(StatusWord.SecurityContextNotSupported.ToString()));
        Assert.That(Card(EuiccVariant.ConsumerV2).Process(Octets.FromHex("8078000000")).ToString(), Is.EqualTo("6D00"));
    }

    [Test]
    public void A_card_of_a_variant_that_there_is_not_is_not_made() => Assert.That(
        () => VirtualEuicc.Create(TestEuicc.Configuration with { VariantName = "consumer-v9" }),
        Throws.TypeOf<NotSupportedException>().With.Message.Contains("consumer-v9"));

    [Test]
    public void A_snapshot_has_the_variant_and_is_never_restored_as_another()
    {
        CardState snapshot = Card(WithGetCerts).Snapshot();
        Assert.That(snapshot.Euicc.VariantName, Is.EqualTo("tests"));
        Assert.That(() => VirtualEuicc.Restore(snapshot), Throws.TypeOf<NotSupportedException>().With.Message.Contains("'tests'"));
    }

    private static string Ask(EuiccVariant variant, string command)
    {
        VirtualEuicc card = Card(variant);
        card.Process(Octets.FromHex(SelectIsdR));
        ResponseApdu answer = ResponseApdu.Parse(card.Process(Octets.FromHex(command)));
        string data = answer.Data.ToString();
        while (answer.Status.Sw1 == 0x61)
        {
            answer = ResponseApdu.Parse(card.Process(Octets.FromHex("00C0000000")));
            data += answer.Data;
        }
        return data + answer.Status;
    }

    private static VirtualEuicc Card(EuiccVariant variant) =>
        new(new() { Euicc = TestEuicc.Configuration }, CardEnvironment.System, CardOptions.Default, variant);

    private static string Value(Octets certificate) => certificate.Slice(TlvHeader.Read(certificate.Span).HeaderLength).ToString();

    private static string Tlv(string tag, string value) => Model.Hex.Tlv(tag, value);
}
