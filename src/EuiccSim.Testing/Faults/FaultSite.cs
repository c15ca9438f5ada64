using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Testing.Faults;

/// <summary>Where a fault strikes, and at which of the exchanges there.</summary>
/// <param name="Place">Where.</param>
public sealed record FaultSite(Place Place)
{
    /// <summary>At <see cref="Place.Apdu"/> hexadecimal digits of octets that stand in the command, one after the other; at servers the function's
    /// name. Null for each exchange.</summary>
    public string? Name { get; init; }

    /// <summary>The name of the device, or the address of the server; null for all.</summary>
    public string? Party { get; init; }

    /// <summary>The first exchange that is struck, of those that match: 1 for the next.</summary>
    public int First { get; init; } = 1;

    /// <summary>How many exchanges are struck; null for all, until the fault is withdrawn.</summary>
    public int? Times { get; init; } = 1;

    /// <summary>Only exchanges of this name: a function of a server, or octets in a command in hexadecimal digits.</summary>
    public FaultSite On(string name) => this with { Name = name };

    /// <summary>Only exchanges of this device or server.</summary>
    /// <param name="party">The name of the device, the address of the server.</param>
    public FaultSite Of(string party) => this with { Party = party };

    /// <summary>The n-th exchange that matches from now on; 1 is the next.</summary>
    public FaultSite Nth(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        return this with { First = number };
    }

    /// <summary>From there on each exchange that matches, until the fault is withdrawn.</summary>
    public FaultSite Always() => this with { Times = null };

    /// <summary>The request does not arrive. At any place but <see cref="Place.Commit"/>.</summary>
    public Fault Drop() => With(new FaultEffect.Drop(), Place != Place.Commit);

    /// <summary>The request takes effect, and its answer is lost. At any place but <see cref="Place.Commit"/>.</summary>
    public Fault LoseAnswer() => With(new FaultEffect.LoseAnswer(), Place != Place.Commit);

    /// <summary>The world's clock moves on before the request arrives. At any place.</summary>
    public Fault Delay(TimeSpan by) => With(new FaultEffect.Delay(by), true);

    /// <summary>The server refuses without having been asked. At servers.</summary>
    /// <param name="subject">The subject code, "8.2.7".</param>
    /// <param name="reason">The reason code, "3.8".</param>
    public Fault Refuse(string subject, string reason) => With(new FaultEffect.Refuse(new(subject, reason)), IsHttp);

    /// <summary>An HTTP status without a body, and the server is not asked. At servers.</summary>
    public Fault Status(int httpStatus) => With(new FaultEffect.HttpStatus(httpStatus), IsHttp);

    /// <summary>The card answers a status word without having been asked. At <see cref="Place.Apdu"/>.</summary>
    /// <param name="statusWord">Four hexadecimal digits.</param>
    public Fault Answer(string statusWord) =>
        With(new FaultEffect.Answer(ResponseApdu.Parse(Octets.FromHex(statusWord)).Status), Place == Place.Apdu);

    /// <summary>The card's power fails. At <see cref="Place.Apdu"/> and <see cref="Place.Commit"/>.</summary>
    /// <param name="isDurable">True if the command, or the change, took effect before.</param>
    public Fault PowerLoss(bool isDurable = false) => With(new FaultEffect.PowerLoss(isDurable), !IsHttp);

    /// <summary>The card is reset before the command. At <see cref="Place.Apdu"/>.</summary>
    public Fault Reset() => With(new FaultEffect.Reset(), Place == Place.Apdu);

    /// <summary>The answer ends early. At any place but <see cref="Place.Commit"/>.</summary>
    /// <param name="length">How many octets are left.</param>
    public Fault Cut(int length) => With(new FaultEffect.Cut(length), Place != Place.Commit);

    /// <summary>One octet has wrong bits. At any place but <see cref="Place.Commit"/>.</summary>
    /// <param name="leg">In the request or in the answer.</param>
    /// <param name="position">Which octet, from 0.</param>
    /// <param name="mask">The bits that are wrong.</param>
    public Fault Corrupt(Leg leg, int position, byte mask = 0x01) =>
        With(new FaultEffect.Corrupt(leg, position, mask), Place != Place.Commit);

    /// <summary>One octet of what a JSON member holds in base64 has wrong bits. At servers.</summary>
    /// <param name="leg">In the request or in the answer.</param>
    /// <param name="member">The member's name.</param>
    /// <param name="position">Which octet, from 0.</param>
    /// <param name="mask">The bits that are wrong.</param>
    public Fault CorruptMember(Leg leg, string member, int position, byte mask = 0x01) =>
        With(new FaultEffect.CorruptMember(leg, member, position, mask), IsHttp);

    /// <summary>Other octets, made from those that were there. At any place but <see cref="Place.Commit"/>.</summary>
    /// <param name="leg">The request or the answer.</param>
    /// <param name="change">What becomes of it; the same octets mean that nothing was done, and the fault waits for the next.</param>
    public Fault Rewrite(Leg leg, Func<Octets, Octets> change) => With(new FaultEffect.Rewrite(leg, change), Place != Place.Commit);

    /// <summary>"Es9 getBoundProfilePackage".</summary>
    public override string ToString() => string.Join(' ', new[] { Place.ToString(), Party, Name }.Where(part => part is not null));

    internal bool Matches(Place place, string party, Func<string, bool> isNamed) =>
        place == Place && (Party is null || string.Equals(Party, party, StringComparison.OrdinalIgnoreCase)) && (Name is null || isNamed(Name));

    private bool IsHttp => Place is Place.Es9 or Place.Es12;

    private Fault With(FaultEffect effect, bool isPossible) =>
        isPossible ? new(this, effect) : throw new InvalidOperationException($"{effect.GetType().Name} does not happen at {Place}");
}
