using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es10b;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.13: the fields of EUICCInfo1 and EUICCInfo2, read by their tags.</summary>
internal static class InfoFieldCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Field("BF20", "svn", 0x82, "3 octets, from 2.0.0 on", IsSvn),
        Field("BF20", "euiccCiPKIdListForVerification", 0xA9, "one key identifier at least, none twice", IsKeyList),
        Field("BF20", "euiccCiPKIdListForSigning", 0xAA, "one key identifier at least, none twice", IsKeyList),
        Field("BF22", "profileVersion", 0x81, "3 octets, from 1.0.0 on", value => value.Length == 3 && value[0] > 0),
        Field("BF22", "svn", 0x82, "3 octets, from 2.0.0 on", IsSvn),
        Field("BF22", "euiccFirmwareVer", 0x83, "3 octets", IsVersion),
        Field("BF22", "extCardResource", 0x84, "the number of applications, free non-volatile and free volatile memory (TS 102 226 §8.2.1.7.2)", IsResources),
        // usimSupport, isimSupport, csimSupport.
        Field("BF22", "uiccCapability", 0x85, "a BIT STRING in DER, with one application at least", value => IsBits(value, 64) && value.Length > 1 && (value[1] & 0x70) != 0),
        Field("BF22", "javacardVersion", 0x86, "3 octets", IsVersion, isOptional: true),
        Field("BF22", "globalplatformVersion", 0x87, "3 octets", IsVersion, isOptional: true),
        Field("BF22", "rspCapability", 0x88, "a BIT STRING in DER", value => IsBits(value, 32)),
        Field("BF22", "euiccCiPKIdListForVerification", 0xA9, "one key identifier at least, none twice", IsKeyList),
        Field("BF22", "euiccCiPKIdListForSigning", 0xAA, "one key identifier at least, none twice", IsKeyList),
        Field("BF22", "euiccCategory", 0x8B, "0 to 3", value => value.Length == 1 && value[0] <= 3, isOptional: true),
        Field("BF22", "forbiddenProfilePolicyRules", 0x99, "PPR1, PPR2, both or none", value => IsBits(value, 3) && (value.Length == 1 || (value[1] & 0x80) == 0), isOptional: true),
        Field("BF22", "ppVersion", 0x04, "3 octets", IsVersion),
        Field("BF22", "sasAcreditationNumber", 0x0C, "1 to 64 characters", value => IsText(value, 64)),
        Field("BF22", "certificationDataObject", 0xAC, "platformLabel and discoveryBaseURL", IsCertification, isOptional: true),
        Field("BF22", "treProperties", 0x8D, "a BIT STRING in DER", value => IsBits(value, 3), isOptional: true),
        Field("BF22", "treProductReference", 0x8E, "a text", value => IsText(value, 255), isOptional: true),
        Field("BF22", "additionalEuiccProfilePackageVersions", 0xAF, "versions of 3 octets, one at least", IsVersionList, isOptional: true),
    ];

    private static ConformanceCase Field(string info, string name, int tag, string form, Func<Octets, bool> isRight, bool isOptional = false)
    {
        string whole = info == "BF20" ? "EUICCInfo1" : "EUICCInfo2";
        return Reads($"4.2.13/{(info == "BF20" ? "info1" : "info2")}-{name}", "SGP.22 §5.7.8", $"{name} in {whole} is {form}{(isOptional ? ", if it is there" : "")}", async bench =>
        {
            bench.Step($"{whole} is asked for");
            Octets answer = (await bench.StoreDataAsync(Octets.FromHex(info + "00"))).Data;
            IReadOnlyList<BerTlv> outer = EuiccBench.Read(answer, whole, BerTlv.ReadAll);
            bench.Expect(outer is [var one] && one.Tag == Convert.ToInt32(info, 16), $"one TLV '{info}'", answer.ToString());
            BerTlv[] found = [.. EuiccBench.Read(outer[0].Value, $"the elements of {whole}", BerTlv.ReadAll).Where(field => field.Tag == tag)];
            if (isOptional && found.Length == 0) throw Running.Bench.DoesNotApply($"{name} ('{tag:X2}') is not in {whole}");
            bench.Expect(found.Length == 1, $"{name} ('{tag:X2}') in {whole}", answer.ToString());
            bench.Expect(isRight(found[0].Value), $"{name} is {form}", found[0].Value.ToString());
        });
    }

    private static bool IsVersion(Octets value) => value.Length == 3;

    private static bool IsSvn(Octets value) => value.Length == 3 && value[0] >= 2;

    /// <summary>SubjectKeyIdentifiers: OCTET STRINGs.</summary>
    private static bool IsKeyList(Octets value)
    {
        IReadOnlyList<BerTlv> keys = BerTlv.ReadWhole(value);
        return keys.Count > 0 && keys.Sum(key => key.Encoded.Length) == value.Length
            && keys.All(key => key is { Tag: 0x04, Value.Length: > 0 }) && keys.DistinctBy(key => key.Value).Count() == keys.Count;
    }

    private static bool IsResources(Octets value) =>
        CardResources.TryRead(value) is { InstalledApplications: not null, FreeNonVolatileMemory: not null, FreeVolatileMemory: not null };

    /// <summary>A named BIT STRING: as X.690 §11.2 has it, without zero bits at the end. More bits than v2 names are taken.</summary>
    private static bool IsBits(Octets value, int most)
    {
        if (value.Length == 0 || value[0] > 7 || value.Length > 1 + ((most + 7) / 8)) return false;
        if (value.Length == 1) return value[0] == 0;
        int unused = value[0];
        return (value[^1] & ((1 << unused) - 1)) == 0 && (value[^1] & (1 << unused)) != 0;
    }

    private static bool IsText(Octets value, int most)
    {
        try
        {
            string text = new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true).GetString(value.Span);
            return text.Length > 0 && text.EnumerateRunes().Count() <= most;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool IsCertification(Octets value)
    {
        IReadOnlyList<BerTlv> fields = BerTlv.ReadWhole(value);
        return fields.Count >= 2 && fields[0].Tag == 0x80 && fields[1].Tag == 0x81;
    }

    private static bool IsVersionList(Octets value)
    {
        IReadOnlyList<BerTlv> versions = BerTlv.ReadWhole(value);
        return versions.Count > 0 && versions.All(version => version is { Tag: 0x04, Value.Length: 3 }) && versions.Sum(version => version.Encoded.Length) == value.Length;
    }
}
