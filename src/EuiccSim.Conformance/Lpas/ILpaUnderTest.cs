using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Lpas;

/// <summary>
/// An LPA that is judged. It is asked to do something, and says how that ended; all else is judged by what card and servers saw. A program on this
/// machine is <see cref="Commands.CommandLpa"/>, a person who does what is asked is <see cref="AskedPerson"/>; an LPA in the same process implements
/// this.
/// </summary>
/// <threadsafety>One call at a time.</threadsafety>
public interface ILpaUnderTest : IAsyncDisposable
{
    /// <summary>What it is, for people: "lpac".</summary>
    string Name { get; }

    /// <summary>What it can do, by the names in <see cref="LpaOption"/>. A case that needs something else does not apply.</summary>
    IReadOnlyCollection<string> Options { get; }

    /// <summary>Tells where card and servers are. They stay where they are for a whole run, which begins with this.</summary>
    /// <exception cref="Protocol.Apdu.TransportException">The card cannot be brought to the LPA.</exception>
    Task BeginAsync(LpaSurroundings surroundings, CancellationToken cancellationToken);

    /// <summary>Does one thing, as a user would have it done.</summary>
    /// <param name="call">What.</param>
    /// <param name="cancellationToken">Gives up; the LPA should be stopped then.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="Protocol.Apdu.TransportException">The LPA itself cannot be reached or started.</exception>
    Task<LpaCallEnd> CallAsync(LpaCall call, CancellationToken cancellationToken);

    /// <summary>Whether the LPA showed something to its user during the last call. Asked only of one that has <see cref="LpaOption.User"/>.</summary>
    /// <param name="question">What is to be known, as a person is asked.</param>
    /// <param name="words">The words that must have been among what it showed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<bool> HasShownAsync(string question, SequenceOf<string> words, CancellationToken cancellationToken);
}
