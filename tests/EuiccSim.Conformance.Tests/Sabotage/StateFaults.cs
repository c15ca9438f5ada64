using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Testing;
using static EuiccSim.Conformance.Tests.Sabotage.Faults;

namespace EuiccSim.Conformance.Tests.Sabotage;

/// <summary>States of Profiles, their nicknames, the list of them, and the memory reset.</summary>
internal static class StateFaults
{
    private const string Area = "states of Profiles";

    internal static IEnumerable<CardSabotage> All =>
    [
        Row("the enabled Profile can be enabled again", "4.2.21", "profileNotInDisabledState", _ => Says("BF31", 0, 2)),
        Row("a Profile that is not there is enabled", "4.2.21", "iccidOrAidNotFound", _ => Says("BF31", 0, 1)),
        Row("a Profile that is not there is undefinedError", "4.2.21", "iccidOrAidNotFound", _ => Says("BF31", 127, 1)),
        Row("PPR1 does not stop another Profile", "4.2.21", "disallowedByPolicy", _ => Says("BF31", 0, 3)),
        Row("a busy toolkit is not told", "4.2.21", "catBusy", _ => Says("BF31", 0, 5)),
        Row("a disabled Profile can be disabled", "4.2.22", "profileNotInEnabledState", _ => Says("BF32", 0, 2)),
        Row("PPR1 does not stop disabling", "4.2.22", "disallowedByPolicy", _ => Says("BF32", 0, 3)),
        Row("the enabled Profile can be deleted", "4.2.23", "profileNotInDisabledState", _ => In("BF33", (command, card) =>
        {
            ResponseApdu answer = card(command);
            if (answer.Data.ToString() != "BF3303800102") return answer;
            card(Octets.FromHex("BF32" + $"{command[2] + 5:X2}" + $"A0{command[2]:X2}{command.Slice(3)}810100"));
            return card(command);
        })),
        Row("PPR2 does not stop deleting", "4.2.23", "disallowedByPolicy", _ => Says("BF33", 0, 3)),
        Row("a Profile that is not there is deleted", "4.2.23", "iccidOrAidNotFound", _ => Says("BF33", 0, 1)),
        Row("two Profiles are enabled", "4.2.21 4.2.20", "profileState", _ => Lists(list => list.Any(one => one.ProfileState == ProfileState.Enabled)
            ? list.Select(one => one.ProfileState is null ? one : one with { ProfileState = ProfileState.Enabled }) : list)),
        Row("the enabled Profile is told to be disabled", "4.2.20", "profileState", _ => Lists(list => list.Select(one => one.ProfileState is null ? one : one with { ProfileState = ProfileState.Disabled }))),
        Row("a reset disables the enabled Profile", "4.2.21 4.2.20 5.2.6", "ProfileState = Enabled", _ => AfterReset((card) =>
        {
            if (Try<ProfileInfoListResponse>(card(Octets.FromHex("BF2D00")).Data) is ProfileInfoListResponse.Ok { Value: var list } && list.FirstOrDefault(one => one.ProfileState == ProfileState.Enabled) is { Iccid: { } iccid })
                card(Asn1Codec.Encode(new DisableProfileRequest { ProfileIdentifier = new ProfileIdentifier.Iccid(iccid), RefreshFlag = false }));
        })),
        Row("criteria are taken no notice of", "4.2.20", "Profile", _ => In("BF2D", (command, card) => Try<ProfileInfoListRequest>(command) is { SearchCriteria: not null } request
            ? card(Asn1Codec.Encode(request with { SearchCriteria = null })) : card(command))),
        Row("the tag list is taken no notice of", "4.2.20", "", _ => In("BF2D", (command, card) => Try<ProfileInfoListRequest>(command) is { TagList: not null } request
            ? card(Asn1Codec.Encode(request with { TagList = null })) : card(command))),
        Row("a memory reset does nothing", "4.2.24", "Profile", _ => In("BF34", (_, _) => Ok(Octets.FromHex("BF3403800100")))),
        Row("a memory reset deletes whatever is there", "4.2.24", "", _ => In("BF34", (command, card) => card(Octets.FromHex("BF3404820205E0")))),
        Row("where nothing is to be deleted, a memory reset is ok", "4.2.24", "nothingToDelete", _ => Says("BF34", 0, 1)),
        Row("nicknames are cut at 63 octets", "4.2.26", "profileNickname", _ => In("BF29", (command, card) => Try<SetNicknameRequest>(command) is { ProfileNickname: { Length: > 63 } name } request
            ? card(Asn1Codec.Encode(request with { ProfileNickname = name[..63] })) : card(command))),
        Row("a Profile that is not there takes a nickname", "4.2.26", "iccidNotFound", _ => Says("BF29", 0, 1)),
        Row("a nickname is said to be taken and is not", "4.2.26", "profileNickname", _ => In("BF29", (_, _) => Ok(Octets.FromHex("BF2903800100")))),
        Row("refreshFlag is taken no notice of", "4.2.21", "the status word 91XX; came: 9000", _ => In("BF31", (command, card) => card(command[^1] == 0 ? command : Octets.Concat(command.Slice(0, command.Length - 1), Octets.Of([0]))))),
    ];

    private static CardSabotage Row(string name, string cases, string words, Func<RspPki, CardFault> make) => new(Area, name, "SGP.22 §5.7.15 to §5.7.21", cases, words, make);

    private static CardFault Lists(Func<SequenceOf<ProfileInfo>, IEnumerable<ProfileInfo>> change) => Changes<ProfileInfoListResponse>("BF2D", answer =>
        answer is ProfileInfoListResponse.Ok { Value: var list } ? new ProfileInfoListResponse.Ok(SequenceOf.From(change(list))) : answer);

    /// <summary>Before the first command after a reset.</summary>
    internal static CardFault AfterReset(Action<Func<Octets, ResponseApdu>> what)
    {
        bool isDue = false;
        return new Es10Fault((command, card) =>
        {
            if (isDue) what(card);
            isDue = false;
            return card(command);
        })
        { OnReset = () => isDue = true };
    }
}
