using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;

namespace EuiccSim.Conformance.Lpas;

/// <summary>What an LPA is asked to do. Match it by its cases.</summary>
public abstract record LpaCall
{
    private LpaCall()
    {
    }

    /// <summary>Its name, the one of <see cref="LpaOption"/>: "download".</summary>
    public abstract string Name { get; }

    /// <summary>What is asked, in words for a person.</summary>
    public abstract override string ToString();

    /// <summary>Tells what the eUICC is.</summary>
    public sealed record Info : LpaCall
    {
        /// <inheritdoc/>
        public override string Name => LpaOption.Info;

        /// <inheritdoc/>
        public override string ToString() => "tell what the eUICC is";
    }

    /// <summary>Lists the profiles.</summary>
    public sealed record List : LpaCall
    {
        /// <inheritdoc/>
        public override string Name => LpaOption.List;

        /// <inheritdoc/>
        public override string ToString() => "list the profiles";
    }

    /// <summary>Downloads and installs a profile, with the user's consent to whatever is asked, and tells the servers.</summary>
    /// <param name="Code">The Activation Code as the user has it, right or wrong; null for the default SM-DP+.</param>
    /// <param name="ConfirmationCode">The Confirmation Code that the user types; null for none.</param>
    /// <param name="Answer">What the user says to what is offered.</param>
    public sealed record Download(string? Code, string? ConfirmationCode = null, UserAnswer Answer = UserAnswer.Yes) : LpaCall
    {
        /// <inheritdoc/>
        public override string Name => Answer switch
        {
            UserAnswer.No => LpaOption.Reject,
            UserAnswer.NotNow => LpaOption.Postpone,
            _ => LpaOption.Download,
        };

        /// <inheritdoc/>
        public override string ToString()
        {
            string text = Code is null ? "download from the default SM-DP+" : $"download with the Activation Code {Code}";
            if (ConfirmationCode is not null) text += $" and the Confirmation Code {ConfirmationCode}";
            return Answer switch
            {
                UserAnswer.No => $"{text}; the user does not want the profile",
                UserAnswer.NotNow => $"{text}; the user does not want the profile now",
                _ => text,
            };
        }
    }

    /// <summary>Asks the root SM-DS of the eUICC what waits. Whether it is then downloaded is the LPA's matter.</summary>
    public sealed record Discover : LpaCall
    {
        /// <inheritdoc/>
        public override string Name => LpaOption.Discover;

        /// <inheritdoc/>
        public override string ToString() => "ask the root SM-DS what waits";
    }

    /// <summary>Enables a profile; the one that is enabled is disabled.</summary>
    /// <param name="Iccid">The profile.</param>
    /// <param name="Aid">The AID of its ISD-P; empty for a profile that is not there.</param>
    public sealed record Enable(Iccid Iccid, Octets Aid) : LpaCall
    {
        /// <inheritdoc/>
        public override string Name => LpaOption.Enable;

        /// <inheritdoc/>
        public override string ToString() => $"enable the profile {Iccid}";
    }

    /// <summary>Disables a profile.</summary>
    /// <param name="Iccid">The profile.</param>
    /// <param name="Aid">The AID of its ISD-P.</param>
    public sealed record Disable(Iccid Iccid, Octets Aid) : LpaCall
    {
        /// <inheritdoc/>
        public override string Name => LpaOption.Disable;

        /// <inheritdoc/>
        public override string ToString() => $"disable the profile {Iccid}";
    }

    /// <summary>Deletes a profile; the user consents.</summary>
    /// <param name="Iccid">The profile.</param>
    /// <param name="Aid">The AID of its ISD-P.</param>
    public sealed record Delete(Iccid Iccid, Octets Aid) : LpaCall
    {
        /// <inheritdoc/>
        public override string Name => LpaOption.Delete;

        /// <inheritdoc/>
        public override string ToString() => $"delete the profile {Iccid}";
    }

    /// <summary>Gives a profile a nickname.</summary>
    /// <param name="Iccid">The profile.</param>
    /// <param name="Aid">The AID of its ISD-P.</param>
    /// <param name="Text">The nickname.</param>
    public sealed record Nickname(Iccid Iccid, Octets Aid, string Text) : LpaCall
    {
        /// <inheritdoc/>
        public override string Name => LpaOption.Nickname;

        /// <inheritdoc/>
        public override string ToString() => $"give the profile {Iccid} the nickname '{Text}'";
    }

    /// <summary>Deletes all profiles that were downloaded (eUICCMemoryReset); the user consents.</summary>
    public sealed record Reset : LpaCall
    {
        /// <inheritdoc/>
        public override string Name => LpaOption.Reset;

        /// <inheritdoc/>
        public override string ToString() => "reset the eUICC's memory";
    }

    /// <summary>Delivers the notifications that wait on the eUICC.</summary>
    public sealed record SendNotifications : LpaCall
    {
        /// <inheritdoc/>
        public override string Name => LpaOption.Notifications;

        /// <inheritdoc/>
        public override string ToString() => "deliver the notifications that wait";
    }
}

/// <summary>What a user says to an offered profile.</summary>
public enum UserAnswer
{
    /// <summary>Install it.</summary>
    Yes,

    /// <summary>Never install it.</summary>
    No,

    /// <summary>Not now.</summary>
    NotNow,
}
