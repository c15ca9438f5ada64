using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Tests.Vectors;

namespace EuiccSim.Protocol.Tests.Rsp;

internal sealed class Es10CatalogueTests
{
    private static readonly Es10Catalogue Catalogue = Es10Catalogue.Sgp22V2;

    [Test]
    public void Every_message_that_is_a_request_of_ES10_has_one_row_with_its_response()
    {
        string[] declared =
        [
            .. typeof(Es10Catalogue).Assembly.GetTypes().Where(type => type.DeclaringType is null && type.IsClass)
                .SelectMany(type => type.GetInterfaces(), (type, made) => (type, made))
                .Where(one => one.made.IsGenericType && one.made.GetGenericTypeDefinition() == typeof(IEs10Request<>))
                .Select(one => $"{one.type.Name}, {one.made.GetGenericArguments()[0].Name}"),
        ];
        Assert.That(Catalogue.Functions.Where(one => !one.IsSegmented).Select(one => $"{one.Request.Name}, {one.Response.Name}"), Is.EquivalentTo(declared));
    }

    [Test]
    public void Every_message_of_the_catalogue_has_vectors()
    {
        HashSet<string> known = new(RspTypes.All.Select(type => type.Name), StringComparer.OrdinalIgnoreCase);
        IEnumerable<string> messages = Catalogue.Functions.SelectMany(one => new[] { one.Request.Name, one.Response.Name });
        Assert.That(messages.Where(message => !known.Contains(message)), Is.Empty);
    }

    [TestCase(0xBF31, "ES10c.EnableProfile", "5.7.16")]
    [TestCase(0xBF3C, "ES10a.GetEuiccConfiguredAddresses", "5.7.3")]
    [TestCase(0xBF36, "ES10b.LoadBoundProfilePackage", "5.7.6")]
    public void A_function_is_found_by_the_tag_of_its_request(int tag, string name, string section)
    {
        Assert.That(Catalogue.TryFind(tag, out Es10Function? function));
        Assert.That((function!.QualifiedName, function.Section), Is.EqualTo((name, section)));
    }

    [Test]
    public void A_catalogue_with_more_functions_leaves_the_first_as_it_was()
    {
        Es10Function more = Es10Function.Of<MoreRequest, GetRatResponse>(Es10Interface.Es10b, "GetMore", "5.9.1");
        Assert.That(Catalogue.With(more).TryFind(0xBF7D, out Es10Function? found) && found == more);
        Assert.That(Catalogue.TryFind(0xBF7D, out _), Is.False);
        Assert.That(() => Catalogue.With(more, more), Throws.ArgumentException);
    }

    [Test]
    public void A_function_describes_its_messages()
    {
        Assert.That(Catalogue.TryFind(0xBF31, out Es10Function? function));
        Asn1Description response = function!.DescribeResponse(Octets.FromHex("BF3103800101"));
        Assert.That((response.Name, response.Parts[0].Text), Is.EqualTo(("response", "iccidOrAidNotFound (1)")));
        Assert.That(() => function.DescribeRequest(Octets.FromHex("BF3100")), Throws.InstanceOf<Asn1ContentException>());
    }

    private sealed record MoreRequest : IEs10Request<GetRatResponse>, IAsn1<MoreRequest>
    {
        public static Asn1Tag? OwnTag => new(TagClass.ContextSpecific, 0x7D, true);

        public static bool Accepts(Asn1Tag tag) => tag == OwnTag;

        public static MoreRequest Decode(AsnReader reader, Asn1Tag? implicitTag = null) => new();

        public void Encode(AsnWriter writer, Asn1Tag? implicitTag = null)
        {
        }
    }
}
