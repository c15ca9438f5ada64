using EuiccSim.Protocol.Rsp.Es10;
using EuiccSim.Tests;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>The card's functions against the catalogue, and the documentation's table against both.</summary>
internal sealed class Es10CatalogueTests
{
    private static readonly IReadOnlyList<Es10Function> Functions = Es10Catalogue.Sgp22V2.Functions;

    [Test]
    public void The_documentation_has_the_functions_of_the_catalogue_in_its_order() =>
        Assert.That(FunctionsTable.Es10.Select(row => $"{row[0]} {row[1]}"), Is.EqualTo(Functions.Select(one => $"{one.QualifiedName} {one.Section}")));

    [TestCaseSource(nameof(Functions))]
    public void The_card_has_a_function_if_the_documentation_says_so(Es10Function function)
    {
        string documented = FunctionsTable.Es10.Single(row => row[0] == function.QualifiedName)[2];
        Assert.That(IsKnown(function.Tag), Is.EqualTo(documented != "absent"), documented);
    }

    [Test]
    public void The_card_has_no_function_that_is_not_in_the_catalogue()
    {
        IEnumerable<int> others = Enumerable.Range(0xBF1F, 0x61).Where(tag => !Es10Catalogue.Sgp22V2.TryFind(tag, out _));
        Assert.That(others.Where(IsKnown), Is.Empty);
    }

    // With no value most requests are not whole: the card looks for the function first.
    private static bool IsKnown(int tag) => new TestEuicc().Es10($"{tag:X4}00") != "6A88";
}
