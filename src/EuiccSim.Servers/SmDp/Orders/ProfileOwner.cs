using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Saip;
using EuiccSim.Protocol.Saip.Files;

namespace EuiccSim.Servers.SmDp.Orders;

/// <summary>The operator that a profile belongs to: no eUICC takes policy rules of nobody. SGP.22 v2.5 §2.9.2.4.</summary>
internal static class ProfileOwner
{
    /// <param name="digits">MCC and MNC, 5 or 6 digits.</param>
    internal static OperatorId Of(string digits)
    {
        // TS 24.008 §10.5.1.13: the third digit of the MNC stands beside the third of the MCC; 'F' for none.
        char third = digits.Length == 6 ? digits[5] : 'F';
        return new() { MccMnc = Octets.FromHex($"{digits[1]}{digits[0]}{third}{digits[2]}{digits[4]}{digits[3]}") };
    }

    /// <summary>By the IMSI of the package's USIM, and the length of the MNC in its EF.AD (TS 31.102 §4.2.18; two digits where it does not tell).</summary>
    /// <exception cref="FormatException">There is no IMSI in the package.</exception>
    internal static OperatorId Of(Octets package)
    {
        PackageFiles files = PackageFiles.Read(ProfilePackage.Read(package), out _);
        if (SubscriberFiles.ImsiFileOf(files) is not { } content || !Imsi.TryFromEf(content, out Imsi? imsi) || imsi.Value.Digits.Length < LongestMccMnc)
            throw new FormatException("policy rules need an owner (MCC and MNC), and the package has no IMSI that tells one");
        Octets? ad = SubscriberFiles.UsimOf(files)?.Find(EfAd) is { Definition.IsDirectory: false } file ? file.Content : null;
        int mnc = ad is { Length: > MncLengthAt } && (ad.Value[MncLengthAt] & 0x0F) == 3 ? 3 : 2;
        return Of(imsi.Value.Digits[..(3 + mnc)]);
    }

    private const ushort EfAd = 0x6FAD;
    private const int MncLengthAt = 3;
    private const int LongestMccMnc = 6;
}
