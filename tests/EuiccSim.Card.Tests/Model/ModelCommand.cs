using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Tests.Model;

/// <summary>One ES10 command: its octets, and what the model answers. Both are written by hand after SGP.22 v2.5 §5.7.</summary>
internal sealed record ModelCommand(string Name, string Request, Func<ModelCard, string> Run)
{
    internal static ModelCommand Enable(string id, bool refresh) => new($"enable {id} {refresh}", Switching("BF31", id, refresh), card =>
    {
        int result = ModelRules.MayEnable(card.State, id, card.IsBusy);
        if (result == 0) card.Switch(card.State.Find(id)!.Iccid, refresh);
        return Result("BF31", result);
    });

    internal static ModelCommand Disable(string id, bool refresh) => new($"disable {id} {refresh}", Switching("BF32", id, refresh), card =>
    {
        int result = ModelRules.MayDisable(card.State, id, card.IsBusy);
        if (result == 0) card.Switch(ModelRules.AfterDisabling(card.State), refresh);
        return Result("BF32", result);
    });

    internal static ModelCommand Delete(string id) => new($"delete {id}", Hex.Tlv("BF33", Identifier(id)), card =>
    {
        (card.State, int result) = ModelRules.Delete(card.State, id);
        return Result("BF33", result);
    });

    /// <summary>Options as in <see cref="ModelRules.Reset"/>; on the wire bit 0 is '80'.</summary>
    internal static ModelCommand MemoryReset(int options)
    {
        int bits = ((options & 1) << 7) | ((options & 2) << 5) | ((options & 4) << 3);
        return new($"memory reset {options}", Hex.Tlv("BF34", Hex.Tlv("82", Hex.Bits(bits))), card =>
        {
            bool hadEnabled = card.State.Enabled is not null;
            (card.State, int result) = ModelRules.Reset(card.State, options, card.IsBusy);
            if (result == 0 && hadEnabled && card.State.Enabled is null) card.AskForRefresh();
            return Result("BF34", result);
        });
    }

    internal static ModelCommand Nickname(string iccid, string name) =>
        new($"nickname {iccid} {name}", Hex.Tlv("BF29", Identifier(iccid), Hex.Tlv("90", Hex.Text(name))), card =>
        {
            if (card.State.Find(iccid) is not { } profile) return Result("BF29", 1);
            card.State = card.State.Replace(profile, profile with { Nickname = name });
            return Result("BF29", 0);
        });

    internal static ModelCommand SetDefaultDp(string address) =>
        new($"default SM-DP+ {address}", Hex.Tlv("BF3F", Hex.Tlv("80", Hex.Text(address))), card =>
        {
            card.State = card.State with { DefaultDp = address };
            return Result("BF3F", 0);
        });

    internal static ModelCommand Addresses { get; } = new("addresses", "BF3C00", card => Hex.Tlv("BF3C",
        card.State.DefaultDp.Length == 0 ? "" : Hex.Tlv("80", Hex.Text(card.State.DefaultDp)),
        Hex.Tlv("81", Hex.Text("testrootsmds.example.com"))));

    internal static ModelCommand Eid { get; } =
        new("EID", "BF3E035C015A", _ => "BF3E12" + "5A10" + ModelWorld.Pki.EidDigits);

    /// <summary>Bits of events, or -1 for all.</summary>
    internal static ModelCommand List(int events) =>
        new($"list {events:X}", Hex.Tlv("BF28", events < 0 ? "" : Hex.Tlv("81", Hex.Bits(events))), card =>
            Hex.Tlv("BF28", Hex.Tlv("A0", [.. Told(card, events).Select(one => one.Metadata)])));

    internal static ModelCommand Retrieve(int events) =>
        new($"retrieve {events:X}", Hex.Tlv("BF2B", events < 0 ? "" : Hex.Tlv("A0", Hex.Tlv("81", Hex.Bits(events)))), card =>
            Hex.Tlv("BF2B", Hex.Tlv("A0", [.. Told(card, events).Select(one => one.Signed)])));

    internal static ModelCommand RetrieveOne(long number) =>
        new($"retrieve number {number}", Hex.Tlv("BF2B", Hex.Tlv("A0", Hex.Tlv("80", Hex.Number(number)))), card =>
            Hex.Tlv("BF2B", Hex.Tlv("A0", [.. card.State.Notifications.Where(one => one.Number == number).Select(one => one.Signed)])));

    internal static ModelCommand Remove(long number) =>
        new($"remove {number}", Hex.Tlv("BF30", Hex.Tlv("80", Hex.Number(number))), card =>
        {
            int before = card.State.Notifications.Count;
            card.State = card.State with { Notifications = card.State.Notifications.RemoveAll(one => one.Number == number) };
            return Result("BF30", card.State.Notifications.Count < before ? 0 : 1);
        });

    /// <summary>GetProfilesInfo by a criterion, such as '4F…', '5A…' or '9501…' or empty, and with a tag list or the default one.</summary>
    internal static ModelCommand Profiles(string criterion, string? tags) => ModelProfilesInfo.Command(criterion, tags);

    internal static string Identifier(string id) => id.Length == 20 ? Hex.Tlv("5A", Hex.Swap(id)) : Hex.Tlv("4F", id);

    internal Octets Octets => Octets.FromHex(Request);

    private static IEnumerable<ModelNotification> Told(ModelCard card, int events) =>
        card.State.Notifications.Where(one => events < 0 || (one.Event & events) != 0);

    private static string Switching(string tag, string id, bool refresh) =>
        Hex.Tlv(tag, Hex.Tlv("A0", Identifier(id)), Hex.Tlv("81", refresh ? "FF" : "00"));

    private static string Result(string tag, int result) => Hex.Tlv(tag, Hex.Tlv("80", Hex.Number(result)));
}
