namespace EuiccSim.Lpa.Download;

/// <summary>How far a download is.</summary>
/// <param name="Step">What begins now, or goes on.</param>
/// <param name="Done">In <see cref="DownloadStep.LoadBoundProfilePackage"/>: how many segments the eUICC has taken; otherwise 0.</param>
/// <param name="Total">In the same step: how many segments there are; otherwise 0.</param>
public sealed record DownloadProgress(DownloadStep Step, int Done = 0, int Total = 0);

/// <summary>The steps of a download, in order. SGP.22 v2.5 §3.0.1, §3.1.3.</summary>
public enum DownloadStep
{
    /// <summary>The eUICC is asked for its information and a challenge.</summary>
    GetEuiccChallenge,
    /// <summary>The server is asked for its signature.</summary>
    InitiateAuthentication,
    /// <summary>The eUICC checks the server, and signs.</summary>
    AuthenticateServer,
    /// <summary>The server checks the eUICC, and offers a profile.</summary>
    AuthenticateClient,
    /// <summary>The profile's policy rules are checked.</summary>
    CheckPolicyRules,
    /// <summary>The user is asked.</summary>
    AskUser,
    /// <summary>The eUICC makes a one-time key.</summary>
    PrepareDownload,
    /// <summary>The server binds the profile to the eUICC and sends it.</summary>
    GetBoundProfilePackage,
    /// <summary>The eUICC installs the profile.</summary>
    LoadBoundProfilePackage,
    /// <summary>Servers are told how the installation ended.</summary>
    HandleNotification,
    /// <summary>The session is ended before its time: eUICC and server are told.</summary>
    CancelSession,
}
