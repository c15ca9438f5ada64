using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Lpas;

/// <summary>The options of LPAs, which decide what cases apply: the names of calls, and what else an LPA can have.</summary>
public static class LpaOption
{
    /// <summary><see cref="LpaCall.Info"/>.</summary>
    public const string Info = "info";

    /// <summary><see cref="LpaCall.List"/>.</summary>
    public const string List = "list";

    /// <summary><see cref="LpaCall.Download"/> with an Activation Code.</summary>
    public const string Download = "download";

    /// <summary>The same with a Confirmation Code.</summary>
    public const string ConfirmationCode = "confirmationCode";

    /// <summary>The same without an Activation Code, from the default SM-DP+.</summary>
    public const string DefaultSmdp = "defaultSmdp";

    /// <summary>The same for a user who does not want the profile.</summary>
    public const string Reject = "reject";

    /// <summary>The same for a user who does not want it now.</summary>
    public const string Postpone = "postpone";

    /// <summary><see cref="LpaCall.Discover"/>.</summary>
    public const string Discover = "discover";

    /// <summary><see cref="LpaCall.Enable"/>.</summary>
    public const string Enable = "enable";

    /// <summary><see cref="LpaCall.Disable"/>.</summary>
    public const string Disable = "disable";

    /// <summary><see cref="LpaCall.Delete"/>.</summary>
    public const string Delete = "delete";

    /// <summary><see cref="LpaCall.Nickname"/>.</summary>
    public const string Nickname = "nickname";

    /// <summary><see cref="LpaCall.Reset"/>.</summary>
    public const string Reset = "reset";

    /// <summary><see cref="LpaCall.SendNotifications"/>.</summary>
    public const string Notifications = "notifications";

    /// <summary>The LPA closes its channels itself: nothing between it and the card does so for it.</summary>
    public const string Channels = "channels";

    /// <summary>Between LPA and card there is a terminal that performs REFRESH, as a modem does.</summary>
    public const string Terminal = "terminal";

    /// <summary>Somebody can say what the LPA shows to its user.</summary>
    public const string User = "user";

    /// <summary>All of them.</summary>
    public static SequenceOf<string> All { get; } =
    [
        Info, List, Download, ConfirmationCode, DefaultSmdp, Reject, Postpone, Discover, Enable, Disable, Delete, Nickname, Reset, Notifications, Channels, Terminal, User,
    ];
}
