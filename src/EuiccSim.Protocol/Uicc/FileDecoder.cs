using System.Collections.Frozen;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Uicc;

/// <summary>What the contents of files mean, for the files people look at. TS 102 221 §13, TS 31.102 §4.</summary>
public static class FileDecoder
{
    /// <summary>The files that can be decoded, by name: "EF.IMSI".</summary>
    public static IEnumerable<string> Files => s_decoders.Keys.Order(StringComparer.Ordinal);

    /// <summary>True for a file that can be decoded.</summary>
    /// <param name="file">The file's name, "EF.IMSI".</param>
    public static bool Knows(string file) => s_decoders.ContainsKey(file);

    /// <summary>On what condition access rules allow something. TS 102 221 §9.2.4.</summary>
    /// <param name="rules">A record of EF.ARR, or the value of 'AB'.</param>
    /// <param name="access">"read", "update", "write", "deactivate", "activate", "terminate", "delete", "resize", "increase".</param>
    /// <returns>"PIN1 of application 1", "ADM 1", "always", "never"; null if the rules do not name it.</returns>
    public static string? AccessCondition(Octets rules, string access) => AccessRuleContents.Condition(rules, access);

    /// <summary>Decodes a transparent file, or one record.</summary>
    /// <param name="file">The file's name, "EF.IMSI".</param>
    /// <param name="content">The octets of the file or record.</param>
    /// <returns>Fields with text; null for an empty record, or a file that is not known here.</returns>
    /// <exception cref="Asn1ContentException">The content is not what such a file holds.</exception>
    public static Asn1Description? Decode(string file, Octets content) =>
        s_decoders.TryGetValue(file, out Func<Octets, Asn1Description?>? decode) ? decode(content) : null;

    /// <summary>A description in one line: "plmn 26201, lac FFFE", without what is empty; entries of a list between semicolons.</summary>
    public static string TextOf(Asn1Description description) => description switch
    {
        { Text: { } text } => text,
        { IsList: true } => string.Join("; ", description.Parts.Select(TextOf)),
        _ => string.Join(", ", description.Parts.Where(part => part.Text is not "").Select(part => $"{part.Name} {TextOf(part)}")),
    };

    private static readonly FrozenDictionary<string, Func<Octets, Asn1Description?>> s_decoders = new Dictionary<string, Func<Octets, Asn1Description?>>
    {
        ["EF.ICCID"] = SubscriberContents.IccidFile,
        ["EF.DIR"] = SubscriberContents.DirectoryEntry,
        ["EF.LI"] = SubscriberContents.PreferredLanguages,
        ["EF.PL"] = SubscriberContents.PreferredLanguages,
        ["EF.ARR"] = AccessRuleContents.Read,
        ["EF.IMSI"] = SubscriberContents.ImsiFile,
        ["EF.AD"] = SubscriberContents.AdministrativeData,
        ["EF.SPN"] = SubscriberContents.ServiceProviderName,
        ["EF.ACC"] = SubscriberContents.AccessClasses,
        ["EF.UST"] = UsimServices.Read,
        ["EF.GID1"] = IdentityContents.GroupIdentifier("groupIdentifierLevel1"),
        ["EF.GID2"] = IdentityContents.GroupIdentifier("groupIdentifierLevel2"),
        ["EF.IMPI"] = IdentityContents.Uri("impi"),
        ["EF.IMPU"] = IdentityContents.Uri("impu"),
        ["EF.Domain"] = IdentityContents.Uri("homeNetworkDomainName"),
        ["EF.P-CSCF"] = IdentityContents.ProxyAddress,
        ["EF.EST"] = SubscriberContents.Services,
        ["EF.IST"] = SubscriberContents.Services,
        ["EF.ECC"] = SubscriberContents.EmergencyNumber,
        ["EF.MSISDN"] = SubscriberContents.NumberRecord,
        ["EF.ADN"] = SubscriberContents.NumberRecord,
        ["EF.FDN"] = SubscriberContents.NumberRecord,
        ["EF.SDN"] = SubscriberContents.NumberRecord,
        ["EF.SMSP"] = SubscriberContents.ShortMessageParameters,
        ["EF.PLMNwAcT"] = NetworkContents.PlmnsWithTechnologies,
        ["EF.OPLMNwAcT"] = NetworkContents.PlmnsWithTechnologies,
        ["EF.HPLMNwAcT"] = NetworkContents.PlmnsWithTechnologies,
        ["EF.FPLMN"] = NetworkContents.Plmns,
        ["EF.EHPLMN"] = NetworkContents.Plmns,
        ["EF.SPDI"] = NetworkContents.ProviderDisplay,
        ["EF.HPPLMN"] = NetworkContents.SearchPeriod,
        ["EF.LOCI"] = NetworkContents.Location,
        ["EF.PSLOCI"] = NetworkContents.PacketLocation,
        ["EF.EPSLOCI"] = NetworkContents.EpsLocation,
        ["EF.PNN"] = NetworkContents.NetworkName,
        ["EF.OPL"] = NetworkContents.OperatorList,
        ["EF.OPL5G"] = NetworkContents.OperatorList5g,
        ["EF.5GS3GPPLOCI"] = NetworkContents.FiveGsLocation,
        ["EF.5GSN3GPPLOCI"] = NetworkContents.FiveGsLocation,
        ["EF.SUCI_Calc_Info"] = FiveGContents.SuciCalculation,
        ["EF.SUCICalcInfo"] = FiveGContents.SuciCalculation,
        ["EF.Routing_Indicator"] = FiveGContents.RoutingIndicator,
        ["EF.UAC_AIC"] = FiveGContents.AccessIdentities,
        ["EF.SUPI_NAI"] = FiveGContents.SupiNai,
    }.ToFrozenDictionary();
}
