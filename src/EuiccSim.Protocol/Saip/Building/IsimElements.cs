using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Coding;
using EuiccSim.Protocol.Saip.Templates;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>The ISIM of a built profile, TS 31.103. Its names are those that TS 23.003 §13 derives from the IMSI.</summary>
internal static class IsimElements
{
    internal static ProfileElement Isim(SubscriberData data, PeHeader header)
    {
        string identity = $"{data.Imsi}@{Domain(data)}";
        Octets impi = FileOctets.Uri(identity);
        Octets impu = FileOctets.Uri($"sip:{identity}");
        Octets domain = FileOctets.Uri(Domain(data));
        return new TemplateFiles(IsimTemplates.Isim)
            .Application("adf-isim", "7FD1", ProfileBuilder.IsimAid, ProfileBuilder.LocalReferences)
            .Transparent("ef-impi", impi.Length, impi)
            .Linear("ef-impu", impu.Length, 1, impu)
            .Transparent("ef-domain", domain.Length, domain)
            .Add("ef-ist", FileOctets.Services(14, PcscfAddress))
            .Linear("ef-arr", AccessRules.RecordLength, AccessRules.Records.Length / AccessRules.RecordLength, AccessRules.Records)
            .Build(header);
    }

    internal static ProfileElement OptIsim(SubscriberData data, PeHeader header)
    {
        // A fully qualified domain name: type '00' (TS 31.103 §4.2.8).
        Octets pcscf = FileOctets.Tlv(0x80, Octets.Concat(Octets.Of([0x00]), FileOctets.Text($"pcscf.{Domain(data)}")));
        return new TemplateFiles(IsimTemplates.OptIsim).Linear("ef-pcscf", pcscf.Length, 1, pcscf).Build(header);
    }

    private static string Domain(SubscriberData data) => $"ims.mnc{data.Mnc.PadLeft(3, '0')}.mcc{data.Mcc}.3gppnetwork.org";

    private const int PcscfAddress = 1;
}
