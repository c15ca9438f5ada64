using System.Text;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;
using EuiccSim.Protocol.Uicc;
using static EuiccSim.Protocol.Saip.ProfileRule;

namespace EuiccSim.Protocol.Linting;

/// <summary>Identities of an ISIM. TS 31.103 §4.2, TS 23.003 §13.</summary>
internal static class ImsLint
{
    private static readonly ProfileRule s_impi = Warning("impi-coding", "TS 31.103 §4.2.2, TS 23.003 §13.3", "EF.IMPI holds an identity with '@' in '80'",
        "IMS cannot register. Write 80, length and user@domain.");

    private static readonly ProfileRule s_impu = Warning("impu-coding", "TS 31.103 §4.2.4, TS 23.003 §13.4", "EF.IMPU holds addresses that begin with sip:, sips: or tel: in '80'",
        "IMS cannot register. Write 80, length and sip:user@domain.");

    private static readonly ProfileRule s_domain = Warning("domain-coding", "TS 31.103 §4.2.3, TS 23.003 §13.2", "EF.DOMAIN holds a domain in '80'",
        "IMS does not know where to register. Write 80, length and the domain, without sip:.");

    private static readonly ProfileRule s_imsi = Warning("ims-imsi", "TS 23.003 §13.3", "an identity that is made of an IMSI is made of the USIM's",
        "The network would not find the subscriber. Make EF.IMPI and EF.IMPU of the IMSI, or of something else.");

    private static readonly ProfileRule s_network = Warning("ims-network", "TS 23.003 §13.2", "a domain that is made of a network's code is made of the IMSI's",
        "IMS would register at another network. ims.mnc001.mcc262.3gppnetwork.org is that of 262-01.");

    private static readonly ProfileRule s_services = Warning("ist-files", "TS 31.103 §4.2.7", "an ISIM has the files of the services in its EF.IST",
        "A phone reads the file and gets an error. Add the file, or clear the service.");

    private static readonly ProfileRule s_identities = Error("isim-files", "TS 31.103 §4.2", "an ISIM has EF.IMPI, EF.DOMAIN and EF.IMPU",
        "IMS cannot register. Add the file; the template has each of them.");

    internal static IReadOnlyList<ProfileRule> Rules { get; } = [s_identities, s_impi, s_impu, s_domain, s_imsi, s_network, s_services];

    internal static void Check(LintContext context)
    {
        string? imsi = SubscriberFiles.ImsiOf(context.Files);
        foreach (PackageFile isim in context.Isims)
        {
            context.TellMissing(s_identities, isim, (0x6F02, "EF.IMPI"), (0x6F03, "EF.DOMAIN"), (0x6F04, "EF.IMPU"));
            Text(context, s_impi, LintContext.Find(isim, 0x6F02), isRecords: false, text => text.IndexOf('@', StringComparison.Ordinal) > 0, imsi);
            Text(context, s_impu, LintContext.Find(isim, 0x6F04), isRecords: true, text => s_schemes.Any(scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)), imsi);
            Text(context, s_domain, LintContext.Find(isim, 0x6F03), isRecords: false, text => text.Length > 0 && !text.Contains(':', StringComparison.Ordinal) && !text.Contains('@', StringComparison.Ordinal), imsi);
            if (LintContext.Find(isim, 0x6F07) is not { } table) continue;
            foreach (ServiceFile one in ServiceFile.OfIsim)
                if (UsimServices.Has(table.Content, one.Service) && !context.Has(isim, one.FileId)) context.Tell(s_services, table, $"service {one.Service} without {one.Name}", context.AbsenceOf(PeKind.OptIsim));
        }
    }

    private static void Text(LintContext context, ProfileRule rule, PackageFile? file, bool isRecords, Func<string, bool> isGood, string? imsi)
    {
        if (file is null) return;
        foreach (Octets content in isRecords ? LintContext.Records(file).Select(record => record.Record) : [file.Content])
        {
            if (content.IsEmpty || LintContext.IsErased(content)) continue;
            string? text = BerTlv.ReadWhole(content) is [{ Tag: 0x80 } field, ..] ? Encoding.UTF8.GetString(field.Value.Span) : null;
            if (text is null || !isGood(text)) context.Tell(rule, file, text ?? content.ToString());
            else if (imsi is not null) Derived(context, file, text, imsi);
        }
    }

    private static void Derived(LintContext context, PackageFile file, string text, string imsi)
    {
        string user = text[(text.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) ? 4 : 0)..];
        int at = user.IndexOf('@', StringComparison.Ordinal);
        bool isDigits = at is 14 or 15 && !user.AsSpan(0, at).ContainsAnyExceptInRange('0', '9');
        if (isDigits && user[..at] != imsi) context.Tell(s_imsi, file, $"{user[..at]} is not {imsi}");
        int code = user.IndexOf(".mcc", StringComparison.OrdinalIgnoreCase);
        if (code < 6 || code + 7 > user.Length || !user.AsSpan(code - 6, 3).Equals("mnc", StringComparison.OrdinalIgnoreCase)) return;
        string country = user.Substring(code + 4, 3), network = user.Substring(code - 3, 3);
        bool isSame = imsi.StartsWith(country + network, StringComparison.Ordinal) || (network[0] == '0' && imsi.StartsWith(country + network[1..], StringComparison.Ordinal));
        if (!isSame) context.Tell(s_network, file, $"{country}-{network} is not that of {imsi}");
    }

    private static readonly string[] s_schemes = ["sip:", "sips:", "tel:"];
}
