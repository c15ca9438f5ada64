using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Lpas.Seen;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Servers.SmDp.Orders;
using EuiccSim.Testing;
using static EuiccSim.Conformance.Lpas.Cases.LpaRow;

namespace EuiccSim.Conformance.Lpas.Cases;

/// <summary>4.4: what the user is shown and asked, and sessions that are cancelled for it.</summary>
internal static class CancelCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Of("LPAd/cancel-rejected", "SGP.22 §3.0.2, §3.1.3", "A user who does not want the profile: CancelSession with endUserRejection", bench => AnswerAsync(bench, UserAnswer.No, CancelSessionReason.EndUserRejection), LpaOption.Reject),
        Of("LPAd/cancel-postponed", "SGP.22 §3.0.2, §3.1.3", "A user who does not want the profile now: CancelSession with postponed, and the code can be used again", bench => AnswerAsync(bench, UserAnswer.NotNow, CancelSessionReason.Postponed), LpaOption.Postpone),
        Download("LPAd/cancel-ppr", "SGP.22 §2.9.2, §3.1.3", "A profile with a policy rule that the eUICC's RAT does not allow: CancelSession with pprNotAllowed", async bench =>
        {
            LpaScene scene = await bench.OpenAsync(WithRat([]));
            OrderedProfile order = await scene.OrderAsync(change: WithRule(PprIds.Ppr1));
            LpaVisit visit = await bench.DownloadAsync(order);
            await bench.ExpectNotInstalledAsync(scene, visit, order);
            bench.ExpectCancelled(visit, CancelSessionReason.PprNotAllowed);
        }),
        Download("LPAd/ppr-allowed", "SGP.22 §2.9.2", "A profile with a policy rule that the eUICC's RAT allows without consent is installed", async bench =>
        {
            LpaScene scene = await bench.OpenAsync(WithRat(Allowed));
            OrderedProfile order = await scene.OrderAsync(change: WithRule(PprIds.Ppr1));
            LpaVisit visit = await bench.DownloadAsync(order);
            await bench.ExpectInstalledAsync(scene, visit, order);
        }),
        Download("LPAd/shown-names", "SGP.22 §3.1.3", "The user sees who offers which profile before it is installed", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            OrderedProfile order = await scene.OrderAsync(change: metadata => metadata with { ServiceProviderName = "Provider Seven", ProfileName = "Profile Eleven" });
            LpaVisit visit = await bench.DownloadAsync(order);
            await bench.ExpectInstalledAsync(scene, visit, order);
            bench.Expect(await bench.HasShownAsync("Were you shown the profile 'Profile Eleven' of 'Provider Seven' before it was installed?", "Profile Eleven", "Provider Seven"),
                "the user sees the names of profile and service provider", "the user does not");
        }, LpaOption.User),
        Download("LPAd/shown-rules", "SGP.22 §2.9.2, §3.1.3", "Where policy rules need consent, the user is told what they mean and consents", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            OrderedProfile order = await scene.OrderAsync(change: WithRule(PprIds.Ppr1));
            LpaVisit visit = await bench.DownloadAsync(order);
            await bench.ExpectInstalledAsync(scene, visit, order);
            bench.Expect(await bench.HasShownAsync("Were you told that the profile cannot be disabled once it is enabled, and asked whether you want that?", "disable"),
                "the user is told what the policy rules mean", "the user is not");
        }, LpaOption.User),
    ];

    /// <summary>Changes the Rules Authorisation Table of the card.</summary>
    internal static LpaSceneOptions WithRat(SequenceOf<ProfilePolicyAuthorisationRule> rat) =>
        new() { World = options => options with { Euicc = euicc => options.Euicc!(euicc) with { RulesAuthorisationTable = rat } } };

    /// <summary>Metadata with a policy rule.</summary>
    internal static Func<StoreMetadataRequest, StoreMetadataRequest> WithRule(PprIds rule) => metadata => metadata with
    {
        ProfileOwner = new() { MccMnc = Octets.FromHex("00F110") },
        ProfilePolicyRules = rule,
    };

    /// <summary>Every operator may use PPR1 and PPR2, and nobody has to be asked.</summary>
    internal static readonly SequenceOf<ProfilePolicyAuthorisationRule> Allowed =
    [
        new()
        {
            PprIds = PprIds.Ppr1 | PprIds.Ppr2,
            AllowedOperators = [new() { MccMnc = Octets.FromHex("EEEEEE"), Gid1 = Octets.Empty, Gid2 = Octets.Empty }],
            PprFlags = default,
        },
    ];

    private static async Task AnswerAsync(LpaBench bench, UserAnswer answer, CancelSessionReason reason)
    {
        LpaScene scene = await bench.OpenAsync();
        OrderedProfile order = await scene.OrderAsync();
        LpaVisit visit = await bench.CallAsync(new LpaCall.Download(order.CodeText(), Answer: answer));
        await bench.ExpectAbsentAsync(scene, order.Iccid);
        bench.ExpectCancelled(visit, reason);
        bench.ExpectNotCalled(visit, Es9Function.GetBoundProfilePackage);
        OrderState expected = answer == UserAnswer.NotNow ? OrderState.Released : OrderState.Error;
        bench.ExpectEqual(await order.StateAsync(), expected, "the state of the order at the server");
    }
}
