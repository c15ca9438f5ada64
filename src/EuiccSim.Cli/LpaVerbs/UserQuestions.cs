using EuiccSim.Cli.Output;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;

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
        call.Say($"{Describe(offer.Metadata)}, offered by {offer.ServerAddress}.");
        if (offer.RulesNeedingConsent != 0) call.Say($"Its rules: {Explain(offer.RulesNeedingConsent)}");
        string? answer = await call.AskAsync(Person!, "Install it? [y/N] ");
        return answer?.Trim() is "y" or "Y" or "yes" ? UserDecision.Accept : UserDecision.Postpone;
    }

    private async ValueTask<string?> ReadCodeAsync(ProfileOffer offer, CancellationToken cancellationToken)
    {
        string? code = await call.AskAsync(Person!, "Confirmation Code: ");
        if (string.IsNullOrWhiteSpace(code)) return null;
        HasTypedCode = true;
        return code.Trim();
    }

    internal static string Describe(StoreMetadataRequest metadata) =>
        $"{metadata.Iccid.Digits} \"{metadata.ProfileName}\" of \"{metadata.ServiceProviderName}\" ({StandardName.Of(metadata.ProfileClass)})";

    private static string Explain(PprIds rules)
    {
        List<string> sentences = [];
        if ((rules & PprIds.Ppr1) != 0) sentences.Add("it cannot be disabled.");
        if ((rules & PprIds.Ppr2) != 0) sentences.Add("it cannot be deleted.");
        return string.Join(' ', sentences);
    }
}
