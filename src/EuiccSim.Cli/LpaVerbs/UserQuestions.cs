using EuiccSim.Lpa.Download;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary>What a person decides during a download. Where there is no person, what needs no consent is accepted.</summary>
internal sealed class UserQuestions(VerbCall call, bool isPreview, bool isYes)
{
    private TextReader? Person => call.Json ? null : call.At.Person;

    private bool _isAgreed;

    /// <summary>True if the person typed the Confirmation Code.</summary>
    internal bool HasTypedCode { get; private set; }

    /// <summary>The same download once more: the person has agreed to it before.</summary>
    internal void Again()
    {
        _isAgreed = true;
        HasTypedCode = false;
    }

    /// <summary>What was to be shown, and not installed.</summary>
    internal ProfileOffer? Shown { get; private set; }

    internal Func<ProfileOffer, CancellationToken, ValueTask<UserDecision>>? AskUser => isPreview || isYes || Person is not null ? DecideAsync : null;

    internal Func<ProfileOffer, CancellationToken, ValueTask<string?>>? AskConfirmationCode => Person is null ? null : ReadCodeAsync;

    private async ValueTask<UserDecision> DecideAsync(ProfileOffer offer, CancellationToken cancellationToken)
    {
        if (isPreview)
        {
            Shown = offer;
            return UserDecision.Postpone;
        }
        if (isYes || _isAgreed) return UserDecision.Accept;
        call.Say($"{offer.Profile}, offered by {offer.ServerAddress}.");
        if (offer.Damage is { } damage) call.Say($"Its metadata are damaged: {damage}.");
        if (offer.NeedsConsent) call.Say($"Its rules: {offer.Consequences}");
        return await call.AgreesAsync(Person!, "Install it? [y/N] ") ? UserDecision.Accept : UserDecision.Postpone;
    }

    private async ValueTask<string?> ReadCodeAsync(ProfileOffer offer, CancellationToken cancellationToken)
    {
        string? code = await call.AskAsync(Person!, "Confirmation Code: ");
        if (string.IsNullOrWhiteSpace(code)) return null;
        HasTypedCode = true;
        return code.Trim();
    }
}
