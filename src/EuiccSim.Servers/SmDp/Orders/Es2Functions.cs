using System.Security.Cryptography;
using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;
using EuiccSim.Servers.SmDp.Announcing;
using EuiccSim.Servers.SmDp.Packages;

namespace EuiccSim.Servers.SmDp.Orders;

/// <summary>What an operator asks of its SM-DP+ over ES2+. SGP.22 v2.5 §5.3.</summary>
/// <threadsafety>Safe for use by many threads.</threadsafety>
public sealed class Es2Functions
{
    private readonly OrderBook _orders;
    private readonly RandomSource _random;
    private readonly TemplateStock _templates;
    private readonly Func<Belongings, bool> _owns;
    private readonly string? _operatorName;

    /// <summary>Works on an order book.</summary>
    /// <param name="orders">The orders.</param>
    /// <param name="random">
    /// Where MatchingIDs, and secrets of profiles that are made, come from; safe for use by many threads if this is used so.
    /// </param>
    /// <param name="templates">The profile types of which profiles are made where none is in stock; null for none.</param>
    public Es2Functions(OrderBook orders, RandomSource random, SequenceOf<ProfileTemplate>? templates = null)
    {
        _orders = orders;
        _random = random;
        _templates = new(templates ?? []);
        _owns = _ => true;
    }

    private Es2Functions(Es2Functions all, string? operatorName, Func<Belongings, bool> owns)
    {
        _operatorName = operatorName;
        (_orders, _random, _templates) = (all._orders, all._random, all._templates);
        _owns = what => all._owns(what) && owns(what);
        Announcer = all.Announcer;
    }

    /// <summary>The same functions for an operator that does not own every profile: others are refused with 8.2.1/1.2 or 8.2.5/1.2.</summary>
    /// <param name="owns">Whether a profile with this metadata and of this type (null for none) is the operator's.</param>
    public Es2Functions For(Func<StoreMetadataRequest, string?, bool> owns) =>
        new(this, _operatorName, what => owns(what.Metadata, what.ProfileType));

    /// <summary>
    /// The same functions for an operator that is known by name: profiles and templates of another owner, and orders of another operator,
    /// are refused with 8.2.1/1.2 or 8.2.5/1.2. All profiles of one type are of one owner.
    /// </summary>
    /// <param name="operatorName">As <see cref="Profile.Owner"/>; null for one of whom nothing is known.</param>
    public Es2Functions ForOperator(string? operatorName) => new(this, operatorName, what =>
        (what.Owner is null || what.Owner == operatorName) && (what.OrderedBy is null || what.OrderedBy == operatorName));

    /// <summary>
    /// Takes a profile into stock, for which ES2+ has no function. It is this operator's from now on, if it has a name, and so is its type,
    /// if nobody had one of that type. The same package of the same type, not ordered, is taken as it is in stock, with other limits.
    /// </summary>
    /// <param name="profile">The profile.</param>
    /// <param name="maxDownloadAttempts">How many sessions may ask for it; null for as many as for any, or as before.</param>
    /// <param name="expiresAt">When its order ends; null for never, or as before.</param>
    /// <param name="describesAnew">Whether a profile that is in stock gets the metadata of this one, or keeps its own.</param>
    /// <returns>
    /// Refused: 8.2.5/1.2 the type is another operator's, or everybody's, 8.2.1/1.2 the profile with this ICCID is another operator's,
    /// 8.2.1/3.3 the ICCID is in use, 8.2.5/3.8 the profile is in stock under another type.
    /// </returns>
    public async ValueTask<OrderOutcome> AddToStockAsync(
        Profile profile, int? maxDownloadAttempts = null, DateTimeOffset? expiresAt = null, bool describesAnew = false)
    {
        Profile own = _operatorName is null ? profile : profile with { Owner = _operatorName };
        while (true)
        {
            if (await _orders.FindAsync(profile.Iccid).ConfigureAwait(false) is not null)
                return await ChangeAsync(profile.Iccid, known => InStockAlready(known, profile, describesAnew, maxDownloadAttempts, expiresAt)).ConfigureAwait(false);
            bool isOurs = await _orders.HasTypeForAsync(own.Owner, own.ProfileType).ConfigureAwait(false)
                && (own.ProfileType is not { } type || _templates.Find(type) is not { } template || template.Owner == own.Owner);
            if (!isOurs) return Refuse(Codes.ProfileTypeNotAllowed);
            ProfileOrder order = new() { Profile = own, MaxDownloadAttempts = maxDownloadAttempts, ExpiresAt = expiresAt };
            if (await _orders.TryAddAsync(order).ConfigureAwait(false) is { } added) return new OrderOutcome.Done(added);
        }
    }

    /// <summary>ES2+.DownloadOrder for one profile. SGP.22 v2.5 §5.3.1.</summary>
    /// <param name="iccid">The profile.</param>
    /// <param name="eid">The eUICC that it is for; null to leave that open.</param>
    /// <param name="profileType">The type that it must have; null for any.</param>
    /// <returns>
    /// Refused: 8.2.1/3.9 unknown profile, 8.2.1/1.2 another operator's, 8.2.5/3.8 another type, 8.2.1/3.3 not in stock.
    /// </returns>
    public ValueTask<OrderOutcome> DownloadOrderAsync(Iccid iccid, Eid? eid = null, string? profileType = null) => ChangeAsync(iccid, order =>
    {
        if (profileType is not null && profileType != order.Profile.ProfileType) return Refuse(Codes.ProfileTypeDifferent);
        return order.State == OrderState.Available ? new OrderOutcome.Done(Ordered(order, eid)) : Refuse(Codes.IccidInUse);
    });

    /// <summary>
    /// ES2+.DownloadOrder for any profile of a type: one in stock, or else one made for the order if the type has a template.
    /// SGP.22 v2.5 §5.3.1.
    /// </summary>
    /// <param name="profileType">The type, as <see cref="Profile.ProfileType"/>.</param>
    /// <param name="eid">The eUICC that it is for; null to leave that open.</param>
    /// <returns>
    /// Refused: 8.2.5/3.9 unknown type, 8.2.5/1.2 another operator's, 8.2.5/3.7 none in stock, and none that could be made.
    /// </returns>
    public async ValueTask<OrderOutcome> DownloadOrderAsync(string profileType, Eid? eid = null)
    {
        ProfileOrder? known;
        while ((known = await _orders.FindByProfileTypeAsync(profileType).ConfigureAwait(false)) is { State: OrderState.Available } && Owns(known.Profile))
        {
            ProfileOrder? next = await _orders.TryUpdateAsync(known, Ordered(known, eid)).ConfigureAwait(false);
            if (next is not null) return new OrderOutcome.Done(next);
        }
        ProfileTemplate? template = _templates.Find(profileType);
        bool isOurs = (known is null || Owns(known.Profile))
            && (template is null || _owns(new(template.Metadata, profileType, template.Owner, OrderedBy: null)));
        if (!isOurs) return Refuse(Codes.ProfileTypeNotAllowed);
        ProfileOrder? made = await _templates.TryAddAsync(profileType, _orders, profile => Ordered(new() { Profile = profile }, eid), _random)
            .ConfigureAwait(false);
        if (made is not null) return new OrderOutcome.Done(made);
        return Refuse(known is not null || template is not null ? Codes.ProfileTypeUnavailable : Codes.ProfileTypeUnknown);
    }

    /// <summary>ES2+.ConfirmOrder. With an SM-DS a profile is released once its event is registered there. SGP.22 v2.5 §5.3.2.</summary>
    /// <param name="iccid">The profile.</param>
    /// <param name="confirmation">The rest of the order.</param>
    /// <returns>
    /// Refused: 8.2.1/3.9 unknown profile, 8.2.1/1.2 another operator's, 8.2.1/3.5 not ordered or confirmed already, 8.1.1/3.10 for another
    /// eUICC, 8.1.1/2.2 no EID where there is no MatchingID or an SM-DS, 8.2.6/3.3 MatchingID in use; with an SM-DS also 8.9/5.1 it is not
    /// known or did not answer, 8.9/4.2 it refused. The order is then as it was, and can be confirmed again.
    /// </returns>
    public async ValueTask<OrderOutcome> ConfirmOrderAsync(Iccid iccid, OrderConfirmation confirmation)
    {
        if (Announcer is null || confirmation.SmdsAddress is not { } smdsAddress)
        {
            string drawn = confirmation.MatchingId ?? DrawMatchingId();
            return await ChangeAsync(iccid, order => Confirmed(order, confirmation, drawn)).ConfigureAwait(false);
        }
        string matchingId = confirmation.MatchingId is { Length: > 0 } given ? given : DrawMatchingId();
        ProfileOrder? before = null;
        OrderOutcome outcome = await ChangeAsync(iccid, order =>
        {
            before = order;
            OrderOutcome next = Confirmed(order, confirmation with { SmdsAddress = null, ReleaseFlag = false }, matchingId);
            return next is OrderOutcome.Done done ? Announcer.Plan(done.Order, smdsAddress, confirmation.ReleaseFlag) : next;
        }).ConfigureAwait(false);
        bool isToBeReleased = outcome is OrderOutcome.Done && confirmation.ReleaseFlag;
        if (!isToBeReleased) return outcome;
        return await Announcer.AnnounceAsync(((OrderOutcome.Done)outcome).Order, order => order with
        {
            State = before!.State,
            Eid = before.Eid,
            MatchingId = before.MatchingId,
            ConfirmationCodeHash = before.ConfirmationCodeHash,
            ExpiresAt = before.ExpiresAt,
            Announcement = null,
        }).ConfigureAwait(false);
    }

    /// <summary>ES2+.ReleaseProfile. With an SM-DS a profile is released once its event is registered there. SGP.22 v2.5 §5.3.4.</summary>
    /// <param name="iccid">The profile.</param>
    /// <returns>
    /// Refused: 8.2.1/3.9 unknown profile, 8.2.1/1.2 another operator's, 8.2.1/3.5 not confirmed, or released already; with an SM-DS 8.9/5.1
    /// where it is not known or did not answer, 8.9/4.2 where it refused. The order is then as it was, and can be released again.
    /// </returns>
    public async ValueTask<OrderOutcome> ReleaseProfileAsync(Iccid iccid)
    {
        if (Announcer is null || (await _orders.FindAsync(iccid).ConfigureAwait(false))?.Announcement is null)
            return await ChangeAsync(iccid, Released).ConfigureAwait(false);
        OrderOutcome outcome = await ChangeAsync(iccid, order => order is { State: OrderState.Confirmed, Announcement: { State: AnnouncementState.Planned } planned }
            ? Announcer.Plan(order, planned.SmdsAddress, toBeReleased: true)
            : Refuse(Codes.IccidNotInState)).ConfigureAwait(false);
        if (outcome is not OrderOutcome.Done done) return outcome;
        OrderAnnouncement plan = done.Order.Announcement! with { State = AnnouncementState.Planned };
        return await Announcer.AnnounceAsync(done.Order, order => order with { Announcement = plan }).ConfigureAwait(false);
    }

    /// <summary>ES2+.CancelOrder. SGP.22 v2.5 §5.3.3.</summary>
    /// <param name="iccid">The profile.</param>
    /// <param name="eid">The eUICC that it was ordered for; needed if there is one.</param>
    /// <param name="matchingId">The order's MatchingID; null not to check it.</param>
    /// <param name="keepInStock">finalProfileStatusIndicator: true for Available, false for Unavailable.</param>
    /// <returns>
    /// Refused: 8.2.1/3.9 unknown profile, 8.2.1/1.2 another operator's, 8.2.1/3.5 not ordered, 8.2.1/3.3 delivered or installed, 8.1.1/2.2
    /// no EID, 8.2.1/3.10 for another eUICC, 8.2.6/3.10 another MatchingID.
    /// </returns>
    public async ValueTask<OrderOutcome> CancelOrderAsync(Iccid iccid, Eid? eid, string? matchingId, bool keepInStock)
    {
        OrderOutcome outcome = await ChangeAsync(iccid, order => Cancelled(order, eid, matchingId, keepInStock)).ConfigureAwait(false);
        if (outcome is OrderOutcome.Done) Announcer?.Look(iccid);
        return outcome;
    }

    /// <summary>Announces orders at SM-DSs; null where none is known.</summary>
    internal EventAnnouncer? Announcer { get; init; }

    private static OrderOutcome Cancelled(ProfileOrder order, Eid? eid, string? matchingId, bool keepInStock)
    {
        if (order.State is OrderState.Available or OrderState.Unavailable) return Refuse(Codes.IccidNotInState);
        // What an eUICC may have installed must never be sold again.
        if (order.State is OrderState.Downloaded or OrderState.Installed) return Refuse(Codes.IccidInUse);
        if (order.Eid is { } bound && eid != bound) return Refuse(eid is null ? Codes.EidMissing : Codes.IccidOfOtherEid);
        if (matchingId is not null && matchingId != (order.MatchingId ?? "")) return Refuse(Codes.MatchingIdDifferent);
        return new OrderOutcome.Done(keepInStock ? InStock(order) : order with { State = OrderState.Unavailable, MatchingId = null });
    }

    private static OrderOutcome Released(ProfileOrder order)
    {
        if (order.State != OrderState.Confirmed) return Refuse(Codes.IccidNotInState);
        if (order.Announcement is not null) return Refuse(Codes.SmdsInaccessible);
        return new OrderOutcome.Done(order with { State = OrderState.Released });
    }

    private static OrderOutcome InStockAlready(
        ProfileOrder known, Profile profile, bool describesAnew, int? maxDownloadAttempts, DateTimeOffset? expiresAt)
    {
        if (known.State != OrderState.Available || known.Profile.Package != profile.Package) return Refuse(Codes.IccidInUse);
        if (profile.ProfileType is { } type && type != known.Profile.ProfileType) return Refuse(Codes.ProfileTypeDifferent);
        return new OrderOutcome.Done(known with
        {
            Profile = describesAnew ? known.Profile.DescribedAs(profile) : known.Profile,
            MaxDownloadAttempts = maxDownloadAttempts ?? known.MaxDownloadAttempts,
            ExpiresAt = expiresAt ?? known.ExpiresAt,
        });
    }

    private static ProfileOrder InStock(ProfileOrder order) => new()
    {
        Profile = order.Profile,
        Deliveries = order.Deliveries,
        History = order.History,
        Earlier = order.Earlier,
        WithdrawnAnnouncements = order.Withdrawn().WithdrawnAnnouncements,
    };

    private ProfileOrder Ordered(ProfileOrder order, Eid? eid) =>
        order with { State = eid is null ? OrderState.Allocated : OrderState.Linked, Eid = eid, OrderedBy = _operatorName };

    private static OrderOutcome Confirmed(ProfileOrder order, OrderConfirmation confirmation, string matchingId)
    {
        if (order.State is not (OrderState.Allocated or OrderState.Linked)) return Refuse(Codes.IccidNotInState);
        if (order.Eid is { } linked && confirmation.Eid is { } named && named != linked) return Refuse(Codes.EidDifferent);
        Eid? eid = confirmation.Eid ?? order.Eid;
        // An event at an SM-DS is for an eUICC, and so is an order that nothing else tells from others.
        bool needsEid = matchingId.Length == 0 || confirmation.SmdsAddress is not null;
        if (needsEid && eid is null) return Refuse(Codes.EidMissing);
        if (confirmation.SmdsAddress is not null) return Refuse(Codes.SmdsInaccessible);
        return new OrderOutcome.Done(order with
        {
            State = confirmation.ReleaseFlag ? OrderState.Released : OrderState.Confirmed,
            Eid = eid,
            MatchingId = matchingId,
            ConfirmationCodeHash = HashOf(confirmation.ConfirmationCode),
            ExpiresAt = confirmation.ExpiresAt ?? order.ExpiresAt,
        });
    }

    private async ValueTask<OrderOutcome> ChangeAsync(Iccid iccid, Func<ProfileOrder, OrderOutcome> change)
    {
        while (true)
        {
            if (await _orders.FindAsync(iccid).ConfigureAwait(false) is not { } seen) return Refuse(Codes.IccidUnknown);
            if (!Owns(seen.Profile, seen.OrderedBy)) return Refuse(Codes.IccidNotAllowed);
            OrderOutcome outcome = change(seen);
            if (outcome is not OrderOutcome.Done done) return outcome;
            if (await _orders.TryUpdateAsync(seen, done.Order).ConfigureAwait(false) is { } next) return new OrderOutcome.Done(next);
            if (await _orders.IsTakenAsync(done.Order).ConfigureAwait(false)) return Refuse(Codes.MatchingIdInUse);
        }
    }

    private bool Owns(Profile profile, string? orderedBy = null) =>
        _owns(new(profile.Metadata.Value, profile.ProfileType, profile.Owner, orderedBy));

    // Only the hash is kept: it is all that hashCc, SHA-256(SHA-256(code) ‖ transactionId), is compared with.
    private static Octets? HashOf(string? code)
    {
        if (code is null) return null;
        return Octets.Wrap(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
    }

    // Four groups of five out of 32 characters: 100 bits, and none that a reader takes for another.
    private string DrawMatchingId()
    {
        Span<byte> octets = stackalloc byte[Groups * GroupSize];
        _random.Fill(octets);
        Span<char> text = stackalloc char[(Groups * (GroupSize + 1)) - 1];
        text.Fill('-');
        for (int i = 0; i < octets.Length; i++) text[i + (i / GroupSize)] = Alphabet[octets[i] % Alphabet.Length];
        return new string(text);
    }

    private static OrderOutcome.Refused Refuse(StatusCode code) => new(code);

    // What tells whose a profile is, or one that a template makes, and whose order of it.
    private readonly record struct Belongings(StoreMetadataRequest Metadata, string? ProfileType, string? Owner, string? OrderedBy);

    private const int Groups = 4;
    private const int GroupSize = 5;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
}
