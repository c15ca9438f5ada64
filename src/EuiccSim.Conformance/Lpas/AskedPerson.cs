using EuiccSim.Conformance.Lpas.Carriers;
using EuiccSim.Conformance.Lpas.Commands;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Lpas;

/// <summary>A person who does with an LPA what is asked, and says how it ended: for LPAs with a screen.</summary>
/// <remarks>A case is given up after <see cref="Running.RunOptions.CaseTimeout"/>: give a person more than a program.</remarks>
public sealed class AskedPerson : ILpaUnderTest
{
    private readonly TextReader _answers;
    private readonly TextWriter _questions;
    private readonly LpaCardWay _way;
    private CardCarrier? _carrier;

    /// <summary>A person.</summary>
    /// <param name="answers">What the person types, line by line.</param>
    /// <param name="questions">Where the person reads.</param>
    /// <param name="way">How the card is brought to the LPA; not by standard input and output, which are the person's.</param>
    /// <param name="name">The LPA's name.</param>
    /// <exception cref="ArgumentException">The card cannot be brought there this way.</exception>
    public AskedPerson(TextReader answers, TextWriter questions, LpaCardWay way, string name = "that a person uses")
    {
        if (way == LpaCardWay.Stdio) throw new ArgumentException("standard input and output are the person's", nameof(way));
        (_answers, _questions, _way, Name) = (answers, questions, way, name);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Everything: a person says of each call whether the LPA has it.</summary>
    public IReadOnlyCollection<string> Options => [.. LpaOption.All.Where(name => name != LpaOption.Terminal || _way == LpaCardWay.Pty)];

    /// <inheritdoc/>
    public async Task BeginAsync(LpaSurroundings surroundings, CancellationToken cancellationToken)
    {
        await DisposeAsync();
        _carrier = await CardCarrier.StartAsync(_way, slot: 0, surroundings, cancellationToken);
        await SayAsync($"The card is {_carrier!.Place}. The LPA has to trust the certificate issuer in {surroundings.CaFile} for TLS.");
        await SayAsync("After each step, type 'done' if the LPA did what was asked, 'failed' if it says that it did not, and 'cannot' if it has nothing of the kind.");
    }

    /// <inheritdoc/>
    public async Task<LpaCallEnd> CallAsync(LpaCall call, CancellationToken cancellationToken)
    {
        while (true)
        {
            await _carrier!.ReadyAsync(cancellationToken);
            await SayAsync($"Please have the LPA {call}.");
            string answer = await ReadAsync(cancellationToken);
            if (Says(answer, "done")) return new LpaCallEnd.Ended(0, await ShownAsync(call, cancellationToken));
            if (Says(answer, "failed")) return new LpaCallEnd.Ended(1, answer);
            if (Says(answer, "cannot")) return new LpaCallEnd.NotSupported($"says the person who uses {Name}");
            await SayAsync("'done', 'failed' or 'cannot'?");
        }
    }

    /// <inheritdoc/>
    public async Task<bool> HasShownAsync(string question, SequenceOf<string> words, CancellationToken cancellationToken)
    {
        while (true)
        {
            await SayAsync($"{question} [yes/no]");
            string answer = await ReadAsync(cancellationToken);
            if (Says(answer, "y")) return true;
            if (Says(answer, "n")) return false;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_carrier is null) return;
        await _carrier.DisposeAsync();
        _carrier = null;
    }

    /// <summary>What is on the screen matters where something was to be shown.</summary>
    private async Task<string> ShownAsync(LpaCall call, CancellationToken cancellationToken)
    {
        if (call is not (LpaCall.Info or LpaCall.List)) return "";
        await SayAsync("Please type what the LPA shows (numbers, names and states), in one line.");
        return await ReadAsync(cancellationToken);
    }

    private async Task SayAsync(string line)
    {
        await _questions.WriteLineAsync(line);
        await _questions.FlushAsync();
    }

    /// <summary>In whatever letter case, and with whatever is added.</summary>
    private static bool Says(string answer, string word) => answer.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Nothing more from a person is a person who has gone.</summary>
    private async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        // A terminal's reader reads at once, and cannot be called back: it is left to wait for a line that nobody looks at.
        Task<string?> line = Task.Run(_answers.ReadLine, CancellationToken.None);
        return (await line.WaitAsync(cancellationToken))?.Trim() ?? throw new OperationCanceledException("the person has gone");
    }
}
