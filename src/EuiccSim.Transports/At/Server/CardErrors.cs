using EuiccSim.Protocol.Apdu;

namespace EuiccSim.Transports.At.Server;

/// <summary>What a modem makes of a status word. 3GPP TS 27.007 §9.2.</summary>
internal static class CardErrors
{
    internal static AtResult Of(StatusWord status) => AtResult.Cme(status.Value switch
    {
        0x6982 => CmeError.SimPinRequired,
        0x6983 or 0x63C0 => CmeError.SimPukRequired,
        0x6A82 or 0x6A83 or 0x6A88 => CmeError.NotFound,
        0x6A81 or 0x6881 or 0x6A84 => CmeError.MemoryFull,
        0x6984 or 0x6985 or 0x6986 => CmeError.OperationNotAllowed,
        _ => status.Sw1 == 0x63 ? CmeError.IncorrectPassword : CmeError.SimFailure,
    });
}
