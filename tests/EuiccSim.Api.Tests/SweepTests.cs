using EuiccSim.Tests;

namespace EuiccSim.Api.Tests;

/// <summary>A sweep that .ci/sweeps does not find would never run whole.</summary>
public sealed class SweepTests
{
    [Test]
    public void A_sweep_in_a_test_without_the_category_fails()
    {
        Assert.Throws<InvalidOperationException>(() => _ = new Sweep(2));
        Assert.Throws<InvalidOperationException>(() => Sweep.CountOf(10, oneIn: 2));
    }

    [Test]
    [Category(Sweep.Category)]
    public void A_sweep_in_a_test_of_the_category_runs()
    {
        Assert.That(new Sweep(2).Of(0, 100).Count(), Is.InRange(20, 100));
        Assert.That(Sweep.CountOf(10, oneIn: 2), Is.EqualTo(Sweep.IsWhole ? 10 : 5));
    }

    /// <summary>On any thread that the test starts, too.</summary>
    [Test]
    public async Task A_sweep_begun_on_another_thread_is_asked_for_its_test_as_well() =>
        await Assert.ThatAsync(() => Task.Run(() => new Sweep(2)), Throws.TypeOf<InvalidOperationException>());
}
