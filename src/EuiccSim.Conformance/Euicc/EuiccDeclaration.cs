using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Running;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Euicc;

/// <summary>What an eUICC says of itself, and what the run has of it: from this it follows which cases apply.</summary>
internal sealed record EuiccDeclaration(Eid Eid, EuiccInfo2 Info, IReadOnlyList<TargetOption> Options, IReadOnlyList<RspPki> Trusted)
{
    /// <summary>Any APDU can be sent, and the card can be reset.</summary>
    internal const string RawApdus = "rawApdus";

    /// <summary>The run has the keys of an SM-DP+ under a CI that the card trusts.</summary>
    internal const string Keys = "keys";

    /// <summary>The run has the key of that CI, and can make certificates of any kind.</summary>
    internal const string CiKey = "ciKey";

    /// <summary>Such keys on P-256.</summary>
    internal const string Nist = "nist";

    /// <summary>Such keys on brainpoolP256r1.</summary>
    internal const string Brainpool = "brainpool";

    /// <summary>Such keys on FRP256v1.</summary>
    internal const string Frp = "frp";

    /// <summary>The card has a clock, and checks by it. An eUICC need not have one, so this must be declared.</summary>
    internal const string Clock = "clock";

    /// <summary>The eUICC gives the one-time key of a failed download again, O_E_REUSE_OTPK. What is not declared is seen when it is tried.</summary>
    internal const string ReuseOtpk = "reuseOtpk";

    /// <summary>A Profile of the run may have PPR1.</summary>
    internal const string Ppr1 = "ppr1";

    /// <summary>A Profile of the run may have PPR2.</summary>
    internal const string Ppr2 = "ppr2";

    /// <summary>The keys to work with: of the curve that the card prefers.</summary>
    internal RspPki Pki => Trusted[0];

    internal static async Task<EuiccDeclaration> ReadAsync(EuiccBench bench, EuiccTarget target, RunOptions options, bool isRaw)
    {
        Eid eid = (await bench.CallAsync(new GetEuiccDataRequest())).EidValue;
        // Field by field: what is wrong with it is for cases to say.
        Octets answer = (await bench.StoreDataAsync(Asn1Codec.Encode(new GetEuiccInfo2Request()))).Data;
        EuiccInfo2 info = EuiccBench.Read(answer, nameof(EuiccInfo2), Asn1Codec.DecodeByField<EuiccInfo2>).Value;
        RspPki[] trusted = [.. info.EuiccCiPKIdListForVerification.SelectMany(ci => target.Pkis.Where(pki => pki.TrustedCi.SubjectKeyIdentifier == ci))];
        PprIds allowed = await AllowedRulesAsync(bench, info);
        List<TargetOption> known =
        [
            new(RawApdus, isRaw, "the way to the card"),
            new(Keys, trusted.Length > 0, target.Pkis.Count == 0 ? "no --pki was given" : CiSource),
            new(CiKey, trusted is [{ CiKey: not null }, ..], "the key of the CI in --pki"),
            new(Clock, false, "--options, which do not say so"),
            On(Nist, EcCurve.NistP256),
            On(Brainpool, EcCurve.BrainpoolP256r1),
            On(Frp, EcCurve.Frp256v1),
            new(Ppr1, allowed.HasFlag(PprIds.Ppr1), RulesSource),
            new(Ppr2, allowed.HasFlag(PprIds.Ppr2), RulesSource),
            .. Bits(info.RspCapability, "rspCapability of EUICCInfo2"),
            .. Bits(info.UiccCapability, "uiccCapability of EUICCInfo2"),
        ];
        known.RemoveAll(option => options.Declared.ContainsKey(option.Name));
        known.AddRange(options.Declared.Select(declared => new TargetOption(declared.Key, declared.Value, "--options")));
        return new(eid, info, known, trusted);

        TargetOption On(string name, EcCurve curve) => new(name, trusted.Any(pki => pki.Curve == curve), CiSource);
    }

    /// <summary>The rules that the Rules Authorisation Table allows to <see cref="TestProfiles.Owner"/>, and the chip does not forbid.</summary>
    private static async Task<PprIds> AllowedRulesAsync(EuiccBench bench, EuiccInfo2 info)
    {
        const PprIds All = PprIds.Ppr1 | PprIds.Ppr2;
        try
        {
            SequenceOf<ProfilePolicyAuthorisationRule> table = (await bench.CallAsync(new GetRatRequest())).Rat;
            return All & ~RulesAuthorisation.Check(All, TestProfiles.Owner, table).Forbidden & ~(info.ForbiddenProfilePolicyRules ?? 0);
        }
        catch (VerdictException)
        {
            // A table that cannot be read allows nothing; that it cannot is for cases to say.
            return 0;
        }
    }

    private static IEnumerable<TargetOption> Bits<T>(T bits, string source)
        where T : struct, Enum => Enum.GetValues<T>().Where(bit => !StandardName.Of(bit).StartsWith("rfu", StringComparison.Ordinal)).Select(bit => new TargetOption(StandardName.Of(bit), bits.HasFlag(bit), source));

    private const string RulesSource = "GetRAT, and forbiddenProfilePolicyRules of EUICCInfo2";
    private const string CiSource = "the CIs of --pki, and euiccCiPKIdListForVerification of EUICCInfo2";
}
