using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Coding;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>The USIM of a built profile, TS 31.102.</summary>
internal static class UsimElements
{
    internal static ProfileElement Usim(SubscriberData data, PeHeader header) => new TemplateFiles(UsimTemplates.V1)
        .Application("adf-usim", "7FD0", ProfileBuilder.UsimAid, ProfileBuilder.LocalReferences)
        .Add("ef-imsi", Imsi.FromDigits(data.Imsi).Ef)
        .Linear("ef-arr", AccessRules.RecordLength, AccessRules.Records.Length / AccessRules.RecordLength, AccessRules.Records)
        .Transparent("ef-ust", ServiceTableLength, ServiceTable(data))
        .Add("ef-spn", SimContents.ServiceProvider(data.ServiceProviderName))
        .Add("ef-est", Octets.FromHex("00"))
        .Add("ef-acc", SimContents.AccessClass(data.Imsi))
        .Add("ef-ad", Octets.Of([0x00, 0x00, 0x00, (byte)data.MncLength]))
        // 112 and 911, without a name and for any service (TS 31.102 §4.2.21).
        .Linear("ef-ecc", 4, 2, Octets.FromHex("11F2FF00" + "19F1FF00"))
        .Build(header);

    internal static ProfileElement OptUsim(SubscriberData data, PeHeader header)
    {
        Octets home = FileOctets.Plmn(data.Mcc, data.Mnc);
        TemplateFiles files = new TemplateFiles(OptUsimTemplates.V1)
            .Add("ef-li", FileOctets.Pad(FileOctets.Text("en"), 6))
            .Add("ef-msisdn", SimContents.Msisdn(data.Msisdn))
            .Add("ef-plmnwact")
            .Add("ef-oplmnwact")
            // UTRAN, E-UTRAN and NG-RAN, then GSM (TS 31.102 §4.2.5).
            .Add("ef-hplmnwact", Octets.Concat(home, Octets.FromHex("C880")))
            .Add("ef-smsr")
            .Add("ef-ehplmn", home);
        if (data.NetworkName is { } name)
        {
            Octets record = FileOctets.NetworkName(name, data.ShortNetworkName);
            // Everywhere at home: the first record of EF.PNN (TS 31.102 §4.2.59).
            files.Linear("ef-pnn", record.Length, 1, record).Linear("ef-opl", 8, 1, Octets.Concat(home, Octets.FromHex("0000FFFE01")));
        }
        return files.Build(header);
    }

    internal static ProfileElement GsmAccess(PeHeader header) => new TemplateFiles(UsimDirectoryTemplates.GsmAccess)
        .Directory("df-gsm-access", ProfileBuilder.LocalReferences)
        .Add("ef-kc")
        .Add("ef-kcgprs")
        .Build(header);

    internal static ProfileElement Df5gs(PeHeader header) => new TemplateFiles(Usim5gTemplates.Df5gs)
        .Directory("df-df-5gs", ProfileBuilder.LocalReferences)
        .Add("ef-5gs3gpploci")
        .Add("ef-5gsn3gpploci")
        .Add("ef-5gs3gppnsc")
        .Add("ef-5gsn3gppnsc")
        .Add("ef-5gauthkeys")
        .Add("ef-uac-aic", Octets.FromHex("00000000"))
        .Build(header);

    /// <summary>TS 31.102 §4.2.8; only services whose files are there.</summary>
    private static Octets ServiceTable(SubscriberData data) => FileOctets.Services(ServiceTableLength,
    [
        FixedDialling, ShortMessages, ShortMessageReports, ShortMessageParameters, ServiceProviderName, UserPlmn, Msisdn,
        GsmAccessService, Packet, GsmSecurityContext, OperatorPlmn, HomePlmn, EquivalentHomePlmn, EpsMobility, FiveGsMobility,
        FiveGsSecurity, AccessIdentities, .. data.NetworkName is null ? [] : new[] { NetworkNames, OperatorList },
    ]);

    private const int ServiceTableLength = 17;
    private const int FixedDialling = 2;
    private const int ShortMessages = 10;
    private const int ShortMessageReports = 11;
    private const int ShortMessageParameters = 12;
    private const int ServiceProviderName = 19;
    private const int UserPlmn = 20;
    private const int Msisdn = 21;
    private const int GsmAccessService = 27;
    private const int Packet = 33;
    private const int GsmSecurityContext = 38;
    private const int OperatorPlmn = 42;
    private const int HomePlmn = 43;
    private const int NetworkNames = 45;
    private const int OperatorList = 46;
    private const int EquivalentHomePlmn = 71;
    private const int EpsMobility = 85;
    private const int FiveGsMobility = 122;
    private const int FiveGsSecurity = 123;
    private const int AccessIdentities = 126;
}
