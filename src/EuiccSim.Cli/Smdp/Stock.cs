using System.Formats.Asn1;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Building;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Cli.Smdp;

/// <summary>Profiles as the command line's server has them: from files, with names made up where nobody gave any.</summary>
internal static class Stock
{
    /// <summary>The profile in a package, with the file's name (without its ending) as its type.</summary>
    /// <param name="package">The package.</param>
    /// <param name="type">The profile type; null for none.</param>
    /// <param name="address">The server's address.</param>
    internal static Profile ProfileOf(Octets package, string? type, string address)
    {
        try
        {
            return ProfileOf(package, "EuiccSim", null, address) with { ProfileType = type };
        }
        catch (Exception e) when (e is Asn1ContentException or FormatException)
        {
            throw CommandFailure.Missing("profile", $"Not a profile package: {e.Message}.", e);
        }
    }

    /// <summary>The profile in a package, whose eUICC tells this server what becomes of it.</summary>
    internal static Profile ProfileOf(Octets package, string serviceProvider, string? name, string address)
    {
        const NotificationEvent all = NotificationEvent.NotificationEnable | NotificationEvent.NotificationDisable | NotificationEvent.NotificationDelete;
        StoreMetadataRequest metadata = Profile.FromPackage(package, serviceProvider, name).Metadata.Value;
        NotificationConfigurationInformation here = new() { ProfileManagementOperation = all, NotificationAddress = address };
        return Profile.FromPackage(package, metadata with { NotificationConfigurationInfo = [here] });
    }

    /// <summary>All packages in a folder.</summary>
    internal static IEnumerable<Profile> ReadFolder(DirectoryInfo folder, string address)
    {
        if (!folder.Exists) throw CommandFailure.Missing("profiles", $"There is no folder {folder.FullName}.");
        foreach (FileInfo file in folder.GetFiles("*.der").OrderBy(file => file.Name, StringComparer.Ordinal))
            yield return ProfileOf(PackageSource.ReadPackage(file), Path.GetFileNameWithoutExtension(file.Name), address);
    }

    /// <summary>
    /// A package with another ICCID. All else stays as it is: the IMSI, keys, PINs, PUKs and administrative keys, which somebody knows. To have
    /// others drawn, and be told of them, is what <c>profile build</c> is for.
    /// </summary>
    internal static Octets WithIccid(Octets package, Iccid iccid, Surroundings at)
    {
        Demo.SubscriberFacts facts = Demo.SubscriberFacts.Read(package);
        Personalisation data = new() { Iccid = iccid, Imsi = facts.Imsi, Key = facts.Algorithm.Key, Opc = facts.Opc };
        try
        {
            return OnlyIccidOf(new PackageTemplate(package).Personalise(data, at.Random).Package, package);
        }
        catch (Exception e) when (e is ArgumentException or Asn1ContentException)
        {
            throw CommandFailure.Missing("profile", $"The package cannot have another ICCID: {Failures.WordsOf(e)}", e);
        }
    }

    // A subscriber's secrets are in elements of their own, apart from the header and the files of the MF. What was drawn for them is left out.
    private static Octets OnlyIccidOf(Octets personalised, Octets package)
    {
        Octets[] fresh = [.. Elements(personalised)], own = [.. Elements(package)];
        return Octets.Concat([.. own.Select((element, i) => HasIccid(element) ? fresh[i] : element)]);
    }

    private static bool HasIccid(Octets element) => (PeKind)AsnTag(element).TagValue is PeKind.Header or PeKind.Mf or PeKind.GenericFileManagement;

    private static Asn1Tag AsnTag(Octets element) => new AsnReader(element.Memory, AsnEncodingRules.BER).PeekTag();

    private static IEnumerable<Octets> Elements(Octets package)
    {
        AsnReader reader = new(package.Memory, AsnEncodingRules.BER);
        while (reader.HasData) yield return Octets.Wrap(reader.ReadEncodedValue());
    }
}
