// The cases for eUICCs as tests of NUnit: on a card of your own, put your ICardConnection in the place of FreshCard's.
using EuiccSim.Conformance;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Euicc;
using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Running;
using EuiccSim.Protocol.Crypto;
using NUnit.Framework;

namespace ConformanceInNUnit;

public sealed class MyCardTests : IAsyncDisposable
{
    private readonly FreshCard _card = new(TimeProvider.System, RandomSource.System);

    public ValueTask DisposeAsync() => _card.DisposeAsync();

    private static IEnumerable<TestCaseData> Cases =>
        ConformanceSuite.Of(Side.Euicc).Select(one => new TestCaseData(one).SetName(one.ToString().Replace('.', '_')));

    [TestCaseSource(nameof(Cases))]
    public async Task Conforms(ConformanceCase one)
    {
        RunReport report = await ConformanceRun.RunAsync([one], EuiccTarget.On(_card.Connection, "my card", _card.Pkis), new() { Allowed = CaseEffect.Destroys });
        CaseResult result = report.Cases[0];
        if (result.Verdict == Verdict.NotApplicable) Assert.Ignore(result.Why!);
        Assert.That(result.Verdict, Is.EqualTo(Verdict.Pass), result.Why);
    }
}
