namespace EuiccSim.Transports.Pcsc.Native;

/// <summary>Numbers of winscard.h that mean the same on all systems.</summary>
internal static class Scard
{
    internal const uint ScopeSystem = 2;

    internal const uint StateUnaware = 0x0000;
    internal const uint StateChanged = 0x0002;
    internal const uint StateUnknown = 0x0004;
    internal const uint StateEmpty = 0x0010;
    internal const uint StatePresent = 0x0020;
    internal const uint StateExclusive = 0x0080;
    internal const uint StateInUse = 0x0100;
    internal const uint StateMute = 0x0200;

    internal const uint ProtocolT0 = 1;
    internal const uint ProtocolT1 = 2;
    internal const uint ProtocolRaw = 4;

    internal const uint LeaveCard = 0;
    internal const uint ResetCard = 1;
    internal const uint UnpowerCard = 2;

    /// <summary>ISO/IEC 7816-3 §8.1, with TS.</summary>
    internal const int LongestAtr = 33;

    internal const uint Success = 0;
    internal const uint Cancelled = 0x80100002;
    internal const uint InsufficientBuffer = 0x80100008;
    internal const uint UnknownReader = 0x80100009;
    internal const uint Timeout = 0x8010000A;
    internal const uint SharingViolation = 0x8010000B;
    internal const uint NotTransacted = 0x80100016;
    internal const uint NoService = 0x8010001D;
    internal const uint ServiceStopped = 0x8010001E;
    internal const uint NoReadersAvailable = 0x8010002E;
    internal const uint ResetByOther = 0x80100068;
    internal const uint RemovedCard = 0x80100069;
    internal const uint SecurityViolation = 0x8010006A;

    /// <summary>The name of the reader whose changes are the coming and going of readers.</summary>
    internal const string PlugAndPlay = @"\\?PnP?\Notification";
}
