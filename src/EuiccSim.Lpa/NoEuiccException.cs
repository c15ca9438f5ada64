using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Lpa;

/// <summary>
/// The card has no ISD-R under any of the identifiers in <see cref="LpaOptions.IsdRAids"/>: it is a plain SIM, or its ISD-R has another
/// identifier than the standard's.
/// </summary>
public sealed class NoEuiccException : CardException
{
    internal NoEuiccException(CardException refusal, IReadOnlyList<Aid> tried)
        : base(
            refusal.Status,
            refusal.Command,
            $"There is no eUICC here (a plain SIM, perhaps), or its ISD-R has another AID than {string.Join(", ", tried)}.",
            refusal) => Tried = tried;

    /// <summary>The identifiers that were looked for.</summary>
    public IReadOnlyList<Aid> Tried { get; }

    /// <summary>
    /// True for what a card says that lacks an application: '6A82', what older ones and other systems have for it ('6A86', '6999', '9404'), and
    /// the answer of one that selects no applications at all.
    /// </summary>
    internal static bool IsMeantBy(CardException refusal) => refusal.Command.Ins == Select && refusal.Status.Sw1 is 0x69 or 0x6A or 0x6D or 0x6E or 0x94;

    private const byte Select = 0xA4;
}
