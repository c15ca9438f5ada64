using EuiccSim.Conformance.Lpas.Servers;

namespace EuiccSim.Conformance.Lpas.Seen;

/// <summary>A request to a server, and where it stands among all that was seen.</summary>
internal sealed record SeenPost(int Position, HttpPost Post, HttpReply Reply)
{
    internal string Function => Post.Function;
}

/// <summary>One call of an LPA, or several one after the other: how the last ended, and all that card and servers saw meanwhile.</summary>
/// <param name="end">How it ended.</param>
/// <param name="sights">What was seen, in its order.</param>
internal sealed class LpaVisit(LpaCallEnd end, IReadOnlyList<Sight> sights)
{
    internal LpaCallEnd End => end;

    internal IReadOnlyList<Sight> Sights => sights;

    internal IReadOnlyList<Es10Exchange> Es10 { get; } = Es10Reader.Read(sights);

    internal IReadOnlyList<SeenPost> Posts { get; } =
        [.. sights.Select((sight, at) => sight is Sight.Http http ? new SeenPost(at, http.Post, http.Reply) : null).OfType<SeenPost>()];

    /// <summary>This visit and what followed it.</summary>
    internal LpaVisit Then(LpaVisit later) => new(later.End, [.. Sights, .. later.Sights]);

    /// <summary>The first command with a tag; null if there was none.</summary>
    internal Es10Exchange? Es10Of(int tag) => Es10.FirstOrDefault(one => one.Tag == tag);

    /// <summary>The requests for a function.</summary>
    internal IEnumerable<SeenPost> PostsOf(string function) => Posts.Where(one => one.Function == function);

    /// <summary>The first request for a function; null if there was none.</summary>
    internal SeenPost? PostOf(string function) => PostsOf(function).FirstOrDefault();

    /// <summary>The segments of the package, in their order. SGP.22 v2.5 §2.5.5.</summary>
    internal IEnumerable<Es10Exchange> Segments => Es10.SkipWhile(one => one.Tag != Es10Tag.LoadBoundProfilePackage)
        .TakeWhile(one => one.Tag is Es10Tag.LoadBoundProfilePackage or 0xA0 or 0xA1 or 0xA2 or 0xA3 or 0x86 or 0x87 or 0x88);
}

/// <summary>The tags of the functions of ES10. SGP.22 v2.5 §5.7.</summary>
internal static class Es10Tag
{
    internal const int GetEuiccInfo1 = 0xBF20;
    internal const int PrepareDownload = 0xBF21;
    internal const int ListNotification = 0xBF28;
    internal const int SetNickname = 0xBF29;
    internal const int RetrieveNotificationsList = 0xBF2B;
    internal const int GetProfilesInfo = 0xBF2D;
    internal const int GetEuiccChallenge = 0xBF2E;
    internal const int RemoveNotificationFromList = 0xBF30;
    internal const int EnableProfile = 0xBF31;
    internal const int DisableProfile = 0xBF32;
    internal const int DeleteProfile = 0xBF33;
    internal const int MemoryReset = 0xBF34;
    internal const int LoadBoundProfilePackage = 0xBF36;
    internal const int AuthenticateServer = 0xBF38;
    internal const int GetEuiccConfiguredAddresses = 0xBF3C;
    internal const int CancelSession = 0xBF41;
}

/// <summary>The functions of ES9+, as they stand in paths. SGP.22 v2.5 §6.5.2.</summary>
internal static class Es9Function
{
    internal const string InitiateAuthentication = "initiateAuthentication";
    internal const string AuthenticateClient = "authenticateClient";
    internal const string GetBoundProfilePackage = "getBoundProfilePackage";
    internal const string HandleNotification = "handleNotification";
    internal const string CancelSession = "cancelSession";
}
