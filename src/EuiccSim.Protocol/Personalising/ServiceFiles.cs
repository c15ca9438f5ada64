using System.Globalization;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Uicc;

namespace EuiccSim.Protocol.Personalising;

/// <summary>A service of the USIM that somebody names needs its file. TS 31.102 §4.2.8.</summary>
internal static class ServiceFiles
{
    /// <exception cref="SpecException">A service that comes has no file.</exception>
    internal static void Check(Octets package, string services)
    {
        PackageFiles files = PackageFiles.Read(ProfilePackage.Read(package), out _);
        if (SubscriberFiles.UsimOf(files) is not { } usim) return;
        foreach (string service in services.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (service[0] == '-' || UsimServices.Find(service.TrimStart('+')) is not { } number) continue;
            if (ServiceFile.Of(number) is { } file && !file.MayBeIn(files, usim))
                throw new SpecException(string.Create(CultureInfo.InvariantCulture, $"\"services.usim\": service {number} needs {file.Name}, which the package does not have"));
        }
    }
}
