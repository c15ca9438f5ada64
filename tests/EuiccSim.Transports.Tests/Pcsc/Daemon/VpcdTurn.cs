namespace EuiccSim.Transports.Tests.Pcsc.Daemon;

/// <summary>The two slots of vpcd are one thing for all test processes of this machine.</summary>
internal static class VpcdTurn
{
    /// <summary>Nobody else starts or stops the service before what this answers is disposed of.</summary>
    internal static async Task<FileStream> WaitAsync()
    {
        string path = Path.Combine(Path.GetTempPath(), "euiccsim-vpcd.lock");
        for (int i = 0; ; i++)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (i < 120)
            {
                await Task.Delay(1000);
            }
            catch (IOException)
            {
                Assert.Ignore("Other tests of this machine keep vpcd's slots.");
            }
        }
    }
}
