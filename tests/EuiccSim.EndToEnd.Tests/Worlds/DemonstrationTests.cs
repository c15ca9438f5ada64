using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Terminal;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Worlds;

/// <summary>The main job, as a test author runs it.</summary>
internal sealed class DemonstrationTests
{
    [Test]
    public async Task It_runs_in_any_world()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        List<string> began = [];
        await using Demonstration demonstration = new(world, Packages.Number(1).Package, new() { Random = new SeededRandom("network"), Began = began.Add });
        await demonstration.RunAsync();
        Assert.That(demonstration.Subscriber.Iccid, Is.EqualTo(Packages.FirstIccid));
        Assert.That(demonstration.Steps.Select(step => step.Name), Is.EqualTo(began));
        Assert.That(began, Has.Member("authenticate-server").And.Member("resynchronise").And.Member("deliver-notifications"));
        Assert.That(await world.Device.GetProfilesAsync(), Is.Empty);
    }

    [Test]
    public async Task What_cannot_be_ordered_ends_with_its_first_step()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        await world.OrderAsync(Packages.Number(1));
        await using Demonstration demonstration = new(world, Packages.Number(1).Package);
        Assert.That(async () => await demonstration.RunAsync(), Throws.ArgumentException, "the ICCID is in use");
        Assert.That(demonstration.Steps.Select(step => step.Name), Is.EqualTo(new[] { "order" }));
    }

    [Test]
    public async Task A_package_without_a_USIM_is_refused_before_anything_is_done()
    {
        await using EsimWorld world = await EsimWorld.CreateAsync();
        // The header alone, and PE-End with identification 2 (SAIP §8.3, §8.13).
        Octets package = Packages.Number(1).Package, header = package.Slice(0, 2 + package[1]);
        Assert.That(package[1], Is.LessThan(0x80));
        IncompletePackageException fault = Assert.Throws<IncompletePackageException>(() => _ = new Demonstration(world, Octets.Concat(header, Octets.FromHex("AA07A0058000810102"))))!;
        Assert.That(fault.Name, Is.EqualTo("noUsim"));
    }

    /// <summary>An answer of another SIM, and one of this SIM to another challenge, are none.</summary>
    [Test]
    public void A_network_knows_the_answer_to_its_own_challenge_only()
    {
        using Milenage network = new(new byte[16], new byte[16]), other = new([.. Enumerable.Repeat((byte)1, 16)], new byte[16]);
        AkaChallenge challenge = AkaChallenge.Draw(network, new SeededRandom("challenge"), AkaChallenge.OrdinaryAmf);
        Assert.That(challenge.IsAnswer(Answer(network, challenge.Rand)), Is.True);
        Assert.That(challenge.IsAnswer(Answer(other, challenge.Rand)), Is.False);
        Assert.That(challenge.IsAnswer(Answer(network, Octets.Of(new byte[16]))), Is.False);
        Assert.That((challenge.Rand.Length, challenge.Autn.Length, challenge.Autn.Slice(6, 2).ToString()), Is.EqualTo((16, 16, "8000")));
    }

    private static Protocol.Uicc.AuthenticateAnswer.Success Answer(Milenage sim, Octets rand)
    {
        AkaResponse response = sim.F2345(rand.Span);
        return new(response.Res, response.Ck, response.Ik, default);
    }
}
