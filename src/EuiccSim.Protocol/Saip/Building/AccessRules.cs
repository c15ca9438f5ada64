using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Building;

/// <summary>
/// The records of EF.ARR, in the order in which the templates number their access rules: a profile with these records needs no rule of its
/// own in any file. SAIP annex A; coding of ISO 7816-4 expanded format, TS 102 221 §9.2.
/// </summary>
internal static class AccessRules
{
    /// <summary>Octets of a record: the longest rule.</summary>
    internal const int RecordLength = 33;

    /// <summary>All records, one after the other, each filled up with 'FF'.</summary>
    internal static Octets Records => s_records;

    private static Octets Build()
    {
        byte[] records = new byte[s_rules.Length * RecordLength];
        Array.Fill(records, (byte)0xFF);
        for (int i = 0; i < s_rules.Length; i++) Convert.FromHexString(s_rules[i]).CopyTo(records, i * RecordLength);
        return Octets.Wrap(records);
    }

    private const string Always = "9000";
    private const string Never = "9700";
    private const string Pin1 = "A406830101950108";
    private const string Pin2 = "A406830181950108";
    private const string Adm = "A40683010A950108";

    // Access modes of an EF: 01 read, 02 update, 08 deactivate, 10 activate, 40 delete.
    private static readonly string[] s_rules =
    [
        "800101" + Always + "800102" + Pin1 + "800158" + Adm,
        "800101" + Pin1 + "80015A" + Adm,
        "80015B" + Adm,
        "800101" + Always + "80011A" + Never + "800140" + Adm,
        "800103" + Pin1 + "800158" + Adm,
        "800111" + Pin1 + "80014A" + Adm,
        "800103" + Pin1 + "800158" + Adm + "840132" + Pin1,
        "800101" + Pin1 + "800102" + Pin2 + "800158" + Adm,
        "800101" + Always + "80011A" + Pin1 + "800140" + Adm,
        "800101" + Always + "80015A" + Adm,
        "800101" + Always + "800118" + Adm + "800142" + Never,
        "800101" + Pin1 + "80015A" + Never,
        "800113" + Pin1 + "800148" + Adm,
        "80015E" + Adm,
    ];

    private static readonly Octets s_records = Build();
}
