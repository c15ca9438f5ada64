using System.Collections.Immutable;

namespace EuiccSim.Card.Tests.Model;

/// <summary>The class of a Profile as the metadata code it ('95').</summary>
internal enum ModelClass
{
    Test,
    Provisioning,
    Operational,
}

/// <summary>Whom to tell of what: bits '80' install, '40' enable, '20' disable, '10' delete.</summary>
internal sealed record ModelRecipient(int Events, string Address);

/// <summary>What the model knows of a Profile.</summary>
/// <param name="Iccid">20 digits.</param>
/// <param name="Aid">The ISD-P's AID in hexadecimal digits: the eUICC chose it.</param>
/// <param name="IsLocked">PPR1: disabling is not allowed.</param>
/// <param name="IsKept">PPR2: deletion is not allowed.</param>
internal sealed record ModelProfile(
    string Iccid, string Aid, ModelClass Class, bool IsLocked, bool IsKept, ImmutableArray<ModelRecipient> Recipients)
{
    internal bool IsEnabled { get; init; }

    internal string Nickname { get; init; } = "";
}

/// <summary>A notification in the list.</summary>
/// <param name="Iccid">20 digits; null where the failed download had not named a Profile yet.</param>
/// <param name="Result">The finalResult of a ProfileInstallationResult ('A2'); null for another notification.</param>
internal sealed record ModelNotification(long Number, int Event, string Address, string? Iccid, string? Result)
{
    /// <summary>NotificationMetadata, 'BF2F'.</summary>
    internal string Metadata => Hex.Tlv("BF2F",
        Hex.Tlv("80", Hex.Number(Number)), Hex.Tlv("81", Hex.Bits(Event)), Hex.Tlv("0C", Hex.Text(Address)),
        Iccid is null ? "" : Hex.Tlv("5A", Hex.Swap(Iccid)));

    /// <summary>The PendingNotification with '?' in place of the signature.</summary>
    internal string Signed => Result is null
        ? Hex.Tlv("30", Metadata, AnySignature, ModelWorld.Certificates)
        : Hex.Tlv("BF37", Hex.Tlv("BF27", Hex.Tlv("80", ModelWorld.TransactionId), Metadata, Hex.Tlv("06", "88370A"), Result), AnySignature);

    private static readonly string AnySignature = "5F3740" + new string('?', 128);
}

/// <summary>All that an eUICC keeps without power, as SGP.22 describes it.</summary>
internal sealed record ModelState
{
    internal ImmutableList<ModelProfile> Profiles { get; init; } = [];

    internal ImmutableList<ModelNotification> Notifications { get; init; } = [];

    internal long NextNumber { get; init; } = 1;

    /// <summary>How many notifications this eUICC can keep. It never drops one: what would tell more is refused.</summary>
    internal int Limit { get; init; } = 1000;

    internal int Room => Limit - Notifications.Count;

    internal string DefaultDp { get; init; } = "";

    /// <summary>The Operational Profile that was enabled when the test mode began, by ICCID.</summary>
    internal string? BeforeTest { get; init; }

    /// <summary>The switch that waits for the device, and to which ICCID: null for none.</summary>
    internal (bool Waits, string? To) Switch { get; init; }

    internal ModelProfile? Enabled => Profiles.Find(profile => profile.IsEnabled);

    /// <summary>By ICCID, or by AID where these digits are 32.</summary>
    internal ModelProfile? Find(string? id) => Profiles.Find(profile => profile.Iccid == id || profile.Aid == id);

    /// <summary>How many notifications an event of a Profile gives.</summary>
    internal static int Count(ModelProfile? profile, int happened) => profile?.Recipients.Count(one => (one.Events & happened) != 0) ?? 0;

    internal ModelState Tell(ModelProfile profile, int happened)
    {
        ModelState state = this;
        foreach (ModelRecipient recipient in profile.Recipients)
        {
            if ((recipient.Events & happened) != 0) state = state.Tell(new(state.NextNumber, happened, recipient.Address, profile.Iccid, null));
        }
        return state;
    }

    internal ModelState Tell(ModelNotification notification) =>
        this with { Notifications = Notifications.Add(notification), NextNumber = NextNumber + 1 };

    internal ModelState Replace(ModelProfile profile, ModelProfile by) => this with { Profiles = Profiles.Replace(profile, by) };
}
