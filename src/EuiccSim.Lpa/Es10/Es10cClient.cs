using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Lpa.Es10;

/// <summary>The functions of ES10c: the profiles that are installed, and the eUICC as a whole. SGP.22 v2.5 §5.7.</summary>
/// <inheritdoc cref="LpaClient" path="/remarks"/>
/// <param name="es10">The ISD-R.</param>
/// <threadsafety>One call at a time.</threadsafety>
public sealed class Es10cClient(Es10Client es10)
{
    /// <summary>ES10c.GetProfilesInfo: the installed profiles. SGP.22 v2.5 §5.7.15.</summary>
    /// <param name="search">Which profiles; all if null.</param>
    /// <param name="tags">Which fields, as tags one after the other ("5A9F7091"); the eUICC's default set if null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The profiles, each as far as it can be read: one that is damaged does not hide the others.</returns>
    public ValueTask<SequenceOf<Entry<ProfileInfo>>> GetProfilesInfoAsync(
        ProfileSearchCriteria? search = null, Octets? tags = null, CancellationToken cancellationToken = default) => es10.ListAsync(
            new ProfileInfoListRequest { SearchCriteria = search, TagList = tags },
            EntryList.TryRead<ProfileInfoListResponse, ProfileInfo>,
            response => EuiccFunctionException.Of("GetProfilesInfo", ((ProfileInfoListResponse.Error)response).Value),
            cancellationToken);

    /// <summary>ES10c.EnableProfile: also disables the profile that is enabled now. SGP.22 v2.5 §5.7.16.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="refresh">True if the eUICC shall make the device start anew with the profile (REFRESH).</param>
    /// <param name="port">The port to enable it on, from 1 on, which eUICCs with several want to be told (SGP.22 v3 §5.7.16); null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask EnableProfileAsync(ProfileIdentifier profile, bool refresh = true, int? port = null, CancellationToken cancellationToken = default)
    {
        EnableProfileRequest request = new() { ProfileIdentifier = profile, RefreshFlag = refresh, TargetEsimPort = port };
        EnableProfileResponse response = await es10.SendAsync(request, cancellationToken).ConfigureAwait(false);
        EuiccFunctionException.ThrowUnlessOk("EnableProfile", response.EnableResult);
    }

    /// <summary>ES10c.DisableProfile. SGP.22 v2.5 §5.7.17.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="refresh">True if the eUICC shall make the device start anew without the profile (REFRESH).</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask DisableProfileAsync(ProfileIdentifier profile, bool refresh = true, CancellationToken cancellationToken = default)
    {
        DisableProfileRequest request = new() { ProfileIdentifier = profile, RefreshFlag = refresh };
        DisableProfileResponse response = await es10.SendAsync(request, cancellationToken).ConfigureAwait(false);
        EuiccFunctionException.ThrowUnlessOk("DisableProfile", response.DisableResult);
    }

    /// <summary>ES10c.DeleteProfile: for good. SGP.22 v2.5 §5.7.18.</summary>
    public async ValueTask DeleteProfileAsync(ProfileIdentifier profile, CancellationToken cancellationToken = default)
    {
        DeleteProfileRequest request = profile switch
        {
            ProfileIdentifier.IsdpAid aid => new DeleteProfileRequest.IsdpAid(aid.Value),
            ProfileIdentifier.Iccid iccid => new DeleteProfileRequest.Iccid(iccid.Value),
            _ => throw new ArgumentException("A profile is named by its ICCID or its ISD-P's AID.", nameof(profile)),
        };
        DeleteProfileResponse response = await es10.SendAsync(request, cancellationToken).ConfigureAwait(false);
        EuiccFunctionException.ThrowUnlessOk("DeleteProfile", response.DeleteResult);
    }

    /// <summary>ES10c.eUICCMemoryReset: deletes profiles for good, whatever their policy rules. SGP.22 v2.5 §5.7.19.</summary>
    public async ValueTask EuiccMemoryResetAsync(ResetOptions what, CancellationToken cancellationToken = default)
    {
        EuiccMemoryResetRequest request = new() { ResetOptions = what };
        EuiccMemoryResetResponse response = await es10.SendAsync(request, cancellationToken).ConfigureAwait(false);
        EuiccFunctionException.ThrowUnlessOk("eUICCMemoryReset", response.ResetResult);
    }

    /// <summary>ES10c.GetEID: the eUICC's identifier. SGP.22 v2.5 §5.7.20.</summary>
    public async ValueTask<Eid> GetEidAsync(CancellationToken cancellationToken = default)
    {
        GetEuiccDataResponse response = await es10.SendAsync(new GetEuiccDataRequest(), cancellationToken).ConfigureAwait(false);
        return response.EidValue;
    }

    /// <summary>ES10c.SetNickname. SGP.22 v2.5 §5.7.21.</summary>
    /// <param name="iccid">The profile.</param>
    /// <param name="nickname">Up to 64 characters; empty to have none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The nickname is too long.</exception>
    public async ValueTask SetNicknameAsync(Iccid iccid, string nickname, CancellationToken cancellationToken = default)
    {
        int length = nickname.EnumerateRunes().Count();
        if (length > 64) throw new ArgumentException($"A nickname has up to 64 characters, not {length}.", nameof(nickname));
        SetNicknameRequest request = new() { Iccid = iccid, ProfileNickname = nickname };
        SetNicknameResponse response = await es10.SendAsync(request, cancellationToken).ConfigureAwait(false);
        EuiccFunctionException.ThrowUnlessOk("SetNickname", response.SetNicknameResult);
    }
}
