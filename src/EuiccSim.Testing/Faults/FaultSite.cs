using System.Globalization;
using System.Text;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Testing.Faults;

/// <summary>Where a fault strikes, and at which of the exchanges there.</summary>
/// <param name="Place">Where.</param>
public sealed record FaultSite(Place Place)
{
    /// <summary>At <see cref="Place.Apdu"/> hexadecimal digits of octets that stand in the command, one after the other; at <see cref="Place.Es10"/>
    /// those of the request's tag; at servers the function's name. Null for each exchange.</summary>
    public string? Name { get; init; }

    /// <summary>The name of the device, or the address of the server; null for all.</summary>
    public string? Party { get; init; }

    /// <summary>The first exchange that is struck, of those that match: 1 for the next.</summary>
    public int First { get; init; } = 1;

    /// <summary>How many exchanges are struck; null for all, until the fault is withdrawn.</summary>
    public int? Times { get; init; } = 1;

    /// <summary>Only exchanges of this name: a function of a server, octets in a command or the tag of a request in hexadecimal digits.</summary>
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

    /// <summary>The request does not arrive. At APDUs, resets and servers.</summary>
    public Fault Drop() => With(new FaultEffect.Drop(), IsExchange || Place == Place.Reset);

    /// <summary>The request takes effect, and its answer is lost. At APDUs and servers.</summary>
    public Fault LoseAnswer() => With(new FaultEffect.LoseAnswer(), IsExchange);

    /// <summary>The request arrives twice, and the second answer comes back. At APDUs and servers.</summary>
    public Fault Duplicate() => With(new FaultEffect.Duplicate(), IsExchange);

    /// <summary>The world's clock moves on before the request arrives. At any place but <see cref="Place.Es10"/>.</summary>
    public Fault Delay(TimeSpan by) => With(new FaultEffect.Delay(by), Place != Place.Es10);

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
    public Fault PowerLoss(bool isDurable = false) => With(new FaultEffect.PowerLoss(isDurable), Place is Place.Apdu or Place.Commit);

    /// <summary>The card is reset before the command. At <see cref="Place.Apdu"/>.</summary>
    public Fault Reset() => With(new FaultEffect.Reset(), Place == Place.Apdu);

    /// <summary>The message ends early. At APDUs and servers.</summary>
    /// <param name="length">How many octets are left.</param>
    /// <param name="leg">The request or the answer.</param>
    public Fault Cut(int length, Leg leg = Leg.Answer) => With(new FaultEffect.Cut(leg, length), IsExchange);

    /// <summary>One octet has wrong bits. At APDUs and servers, and in requests at <see cref="Place.Es10"/>.</summary>
    /// <param name="leg">In the request or in the answer.</param>
    /// <param name="position">Which octet, from 0.</param>
    /// <param name="mask">The bits that are wrong.</param>
    public Fault Corrupt(Leg leg, int position, byte mask = 0x01) =>
        With(new FaultEffect.Corrupt(leg, position, mask), IsExchange || (Place == Place.Es10 && leg == Leg.Request));

    /// <summary>Other octets stand in place of as many that were there. At APDUs and servers.</summary>
    /// <param name="leg">In the request or in the answer.</param>
    /// <param name="position">Where they begin, from 0.</param>
    /// <param name="octets">The octets.</param>
    public Fault Overwrite(Leg leg, int position, Octets octets) => With(new FaultEffect.Overwrite(leg, position, octets), IsExchange);

    /// <summary>Another message. At APDUs and servers.</summary>
    /// <param name="leg">In place of the request or of the answer.</param>
    /// <param name="octets">All of it.</param>
    public Fault Replace(Leg leg, Octets octets) => With(new FaultEffect.Replace(leg, octets), IsExchange);

    /// <summary>One octet of what a JSON member holds in base64 has wrong bits. At servers.</summary>
    /// <param name="leg">In the request or in the answer.</param>
    /// <param name="member">The member's name.</param>
    /// <param name="position">Which octet, from 0.</param>
    /// <param name="mask">The bits that are wrong.</param>
    public Fault CorruptMember(Leg leg, string member, int position, byte mask = 0x01) =>
        With(new FaultEffect.CorruptMember(leg, member, position, mask), IsHttp);

    /// <summary>A JSON member holds another text. At servers.</summary>
    /// <param name="leg">In the request or in the answer.</param>
    /// <param name="member">The member's name.</param>
    /// <param name="text">The text; null takes the member away.</param>
    public Fault ReplaceMember(Leg leg, string member, string? text) => With(new FaultEffect.ReplaceMember(leg, member, text), IsHttp);

    /// <summary>A data object within what a JSON member holds in base64 has another value. At servers.</summary>
    /// <param name="leg">In the request or in the answer.</param>
    /// <param name="member">The member's name.</param>
    /// <param name="path">The tags on the way to it, in hexadecimal digits: "30/83".</param>
    /// <param name="value">The value; null takes the data object away.</param>
    /// <exception cref="FormatException">The path is none.</exception>
    public Fault ReplaceElement(Leg leg, string member, string path, Octets? value)
    {
        _ = ElementChange.TagsOf(path);
        return With(new FaultEffect.ReplaceElement(leg, member, path, value), IsHttp);
    }

    /// <summary>"Es9 of smdp.example.com on getBoundProfilePackage from no. 2 always": what is said of it.</summary>
    public override string ToString()
    {
        StringBuilder text = new(Place.ToString());
        if (Party is not null) text.Append(CultureInfo.InvariantCulture, $" of {Party}");
        if (Name is not null) text.Append(CultureInfo.InvariantCulture, $" on {Name}");
        if (First != 1) text.Append(CultureInfo.InvariantCulture, $" from no. {First}");
        if (Times != 1) text.Append(Times is { } times ? string.Create(CultureInfo.InvariantCulture, $" {times} times") : " always");
        return text.ToString();
    }

    internal bool Matches(Place place, string party, Func<string, bool> isNamed) =>
        place == Place && (Party is null || string.Equals(Party, party, StringComparison.OrdinalIgnoreCase)) && (Name is null || isNamed(Name));

    private bool IsHttp => Place is Place.Es9 or Place.Es12;

    /// <summary>Something is asked and answered there.</summary>
    private bool IsExchange => IsHttp || Place == Place.Apdu;

    private Fault With(FaultEffect effect, bool isPossible) =>
        isPossible ? new(this, effect) : throw new InvalidOperationException($"{effect.GetType().Name} does not happen at {Place}");
}
