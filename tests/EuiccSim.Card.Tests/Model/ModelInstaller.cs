using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Card.Tests.Model;

/// <summary>Downloads, whole or cut off by a reset. SGP.22 v2.5 §3.1.3.3, §5.7.6.</summary>
internal sealed class ModelInstaller(ModelWire wire)
{
    // Commands of the bound package, as they stand in a ProfileInstallationResult.
    private const int ConfigureIsdp = 1;
    private const int StoreMetadata = 2;
    private const int LoadProfileElements = 5;
    private const int AlreadyExists = 9;
    private const int NoMemory = 10;
    private const int Interrupted = 11;
    private string? _cutResult;
    private string? _cutIccid;

    /// <summary>A Profile as the numbers say. Only Operational Profiles have rules.</summary>
    internal static ModelProfile Profile(string iccid, int number, string aid)
    {
        ModelClass profileClass = (number % 7) switch { < 3 => ModelClass.Test, 3 => ModelClass.Provisioning, _ => ModelClass.Operational };
        bool hasRules = profileClass == ModelClass.Operational;
        return new(iccid, aid, profileClass, hasRules && number / 7 % 4 == 0, hasRules && number / 28 % 4 == 0,
            ModelWorld.Recipients[number / 112 % ModelWorld.Recipients.Length]);
    }

    /// <summary>Downloads a Profile on the basic channel, where the ISD-R is selected.</summary>
    /// <returns>True if the card has to be reset now: a part of the package was sent.</returns>
    internal bool Install(Step step)
    {
        ModelProfile profile = Profile(ModelWorld.Iccids[step.B % ModelWorld.Iccids.Length], step.C, "");
        if (Bind(profile) is not { } segments) return false;
        int count = step.Kind == StepKind.CutInstall ? 1 + step.A % segments.Count : segments.Count;
        for (int i = 0; i < count; i++)
        {
            string answer = StoreData(segments[i].ToString());
            if (answer.Length == 0) continue;
            Finish(profile, answer, i + 1, segments.Count);
            return false;
        }
        if (count == segments.Count) wire.Check("", "BF37", "the end of the package");
        _cutIccid = count >= 4 ? profile.Iccid : null;
        _cutResult = Failure(count switch { 1 => ConfigureIsdp, 2 or 3 => StoreMetadata, _ => LoadProfileElements }, Interrupted);
        return true;
    }

    /// <summary>After a reset the eUICC reports the download that was cut off.</summary>
    internal void AfterReset()
    {
        if (_cutResult is null) return;
        ModelState state = wire.Model.State;
        wire.Model.State = state.Tell(new(state.NextNumber, 0x80, ModelWorld.ServerAddress, _cutIccid, _cutResult));
        _cutResult = null;
    }

    /// <summary>
    /// The ProfileInstallationResult came: success with the last segment, or with the metadata "already there" or "no room to tell of it".
    /// </summary>
    private void Finish(ModelProfile profile, string answer, int sent, int all)
    {
        ModelState state = wire.Model.State;
        bool exists = state.Find(profile.Iccid) is not null;
        bool isRefused = exists || ModelState.Count(profile, 0x80) + 1 > state.Room;
        wire.Check($"{sent}", isRefused ? "4" : $"{all}", "the segment that is answered with the result");
        string aid = isRefused ? "" : answer.Substring(answer.IndexOf("4F10A0000005591010FFFFFFFF8900", StringComparison.Ordinal) + 4, 32);
        wire.Check(aid, isRefused ? "" : "A0000005591010FFFFFFFF8900????00", "the AID of the ISD-P");
        if (!isRefused && state.Find(aid) is not null) throw new AssertionException($"the AID {aid} is used already");
        string result = isRefused
            ? Failure(StoreMetadata, exists ? AlreadyExists : NoMemory)
            : Hex.Tlv("A2", Hex.Tlv("A0", Hex.Tlv("4F", aid), Hex.Tlv("04", "3007A0053003800100")));
        ModelNotification notification = new(state.NextNumber, 0x80, ModelWorld.ServerAddress, profile.Iccid, result);
        wire.Check(answer, notification.Signed, "ProfileInstallationResult");
        state = state.Tell(notification);
        if (!isRefused) state = (state with { Profiles = state.Profiles.Add(profile with { Aid = aid }) }).Tell(profile, 0x80);
        wire.Model.State = state;
    }

    private static string Failure(int command, int reason) =>
        Hex.Tlv("A2", Hex.Tlv("A1", Hex.Tlv("80", Hex.Number(command)), Hex.Tlv("81", Hex.Number(reason))));

    /// <summary>The package in segments; null if the eUICC prepares no download, as it could not even tell of it.</summary>
    private List<Octets>? Bind(ModelProfile profile)
    {
        TestServer server = ModelWorld.Server;
        GetEuiccChallengeResponse challenge = Call(new GetEuiccChallengeRequest());
        AuthenticateServerResponse authenticated = Call(server.Authenticate(challenge.EuiccChallenge));
        string answer = StoreData(Asn1Codec.Encode(server.Prepare(authenticated)).ToString());
        if (wire.Model.State.Room < 1)
        {
            wire.Check(answer, Hex.Tlv("BF21", Hex.Tlv("A1", Hex.Tlv("80", ModelWorld.TransactionId), "02017F")), "PrepareDownload with a full list");
            return null;
        }
        PrepareDownloadResponse prepared = Asn1Codec.Decode<PrepareDownloadResponse>(Octets.FromHex(answer), strict: true);
        return server.Bind(prepared, ModelWorld.Metadata(profile), ModelWorld.Packages[profile.Iccid]);
    }

    private TResponse Call<TResponse>(IEs10Request<TResponse> request)
        where TResponse : IAsn1<TResponse> =>
        Asn1Codec.Decode<TResponse>(Octets.FromHex(StoreData(Asn1Codec.Encode(request).ToString())), strict: true);

    /// <summary>Sends octets in blocks; collects the answer, which the model does not know, and compares its end.</summary>
    private string StoreData(string data)
    {
        int block = 0;
        for (; data.Length > 510; data = data[510..], block++) wire.Exchange(0, $"80E211{block:X2}FF{data[..510]}", wire.Model.Done);
        string answer = wire.Transmit(0, $"80E291{block:X2}{data.Length / 2:X2}{data}00");
        wire.Model.Channels[0]!.Chain = null;
        string whole = answer[..^4];
        while (answer[^4..^2] == "61")
        {
            answer = wire.Transmit(0, "00C0000000");
            whole += answer[..^4];
        }
        wire.Check(answer[^4..], wire.Model.Done, "a step of the download");
        return whole;
    }
}
