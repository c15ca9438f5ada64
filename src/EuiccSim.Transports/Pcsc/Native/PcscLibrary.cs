namespace EuiccSim.Transports.Pcsc.Native;

/// <summary>Which of the libraries is this system's.</summary>
internal static class PcscLibrary
{
    internal static IPcscNative OfThisSystem() =>
        OperatingSystem.IsWindows() ? new Winscard()
        : OperatingSystem.IsMacOS() ? new PcscFramework()
        : new PcscLite();
}
