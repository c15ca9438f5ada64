using System.Collections.Immutable;
using System.Text.Json;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Tests;

namespace EuiccSim.Card.Tests.Uicc;

/// <summary>
/// AUTHENTICATE with Milenage: TS 35.207 test set 1. AUTN, AUTS, Kc and SRES follow from its values by TS 33.102 §6.3 and §6.8.
/// </summary>
public sealed class AuthenticateTests
{
    private const string Rand = "23553CBE9637A89D218AE64DAE47BF35";
    private const string Autn = "55F328B43577B9B94A9FFAC354DFAFB3";
    private const string Res = "A54211D5E3BA50BF";
    private const string Ck = "B40BA9A3C58B2A05BBF0D987B21BF8CB";
    private const string Ik = "F769BCD751044604127672711C6D3441";
    private const string Kc = "EAE4BE823AF9A08B";
    private const string Sres = "46F8416A";
    private const string AutsForThisSqn = "BA853F3C123CCF44E93596E355C6";
    private const string Challenge = "00 88 00 81 22 10" + Rand + "10" + Autn + "00";
    private const string Success = "DB" + "08" + Res + "10" + Ck + "10" + Ik + "08" + Kc + "9000";
    private const long Sqn = 0xFF9BB4D0B607;

    [Test]
    public void Fresh_challenge_is_answered_and_the_repeated_one_asks_for_resynchronisation()
    {
        TestCard card = Card(FreshSequences());
        Assert.That(card.Send(Challenge), Is.EqualTo(Success));
        Assert.That(card.Send(Challenge), Is.EqualTo("DC0E" + AutsForThisSqn + "9000"));
        card.Card.Reset();
        card.InUsim().Verified();
        Assert.That(card.Send(Challenge), Is.EqualTo("DC0E" + AutsForThisSqn + "9000"), "the sequence number lasts");
    }

    [Test]
    public void Wrong_MAC_is_refused_before_SQN_is_judged() =>
        Assert.That(Card(FreshSequences()).Send(Challenge.Replace("AFB3", "AFB4")), Is.EqualTo("9862"));

    [TestCase(0x10, true)]
    [TestCase(0x0F, false)]
    public void SQN_may_be_so_far_ahead(long delta, bool accepted)
    {
        ImmutableArray<long> sequences = AkaRecord.NoSequences.SetItem(0, (Sqn >> 5) - 0x10);
        TestCard card = Card(Record(sequences) with { Delta = delta });
        Assert.That(card.Send(Challenge), Does.StartWith(accepted ? "DB" : "DC"));
    }

    [TestCase(0x10, true)]
    [TestCase(0x0F, false)]
    public void SQN_may_be_so_old(long limit, bool accepted)
    {
        ImmutableArray<long> sequences = AkaRecord.NoSequences.SetItem(0, (Sqn >> 5) + 0x10);
        TestCard card = Card(Record(sequences) with { AgeLimit = limit });
        Assert.That(card.Send(Challenge), Does.StartWith(accepted ? "DB" : "DC"));
    }

    [Test]
    public void Gsm_context() =>
        Assert.That(Card(FreshSequences()).Send("00 88 00 80 11 10" + Rand + "00"), Is.EqualTo("04" + Sres + "08" + Kc + "9000"));

    [TestCase("00 88 00 82 11 10" + Rand + "00", "9864", TestName = "Another context")]
    [TestCase("00 88 00 01 11 10" + Rand + "00", "6A86", TestName = "Global reference data")]
    [TestCase("00 88 00 81 11 10" + Rand + "00", "6700", TestName = "AUTN is missing")]
    [TestCase("00 88 00 81 22 0F" + Rand + "10" + Autn + "00", "6A80", TestName = "RAND of 15 octets")]
    public void Refusals(string command, string expected) => Assert.That(Card(FreshSequences()).Send(command), Is.EqualTo(expected));

    [Test]
    public void Needs_the_PIN_and_the_application()
    {
        TestCard card = TestCard.With(TestProfile.Build(Record(FreshSequences())));
        Assert.That(card.Send(Challenge), Is.EqualTo("6985"), "no application");
        card.InUsim();
        Assert.That(card.Send(Challenge), Is.EqualTo("6982"));
    }

    [Test]
    public void Under_T0_the_answer_waits()
    {
        TestCard card = TestCard.With(TestProfile.Build(Record(FreshSequences())), new() { Personality = new() { ShapesAsT0 = true } });
        card.InUsim().Verified();
        Assert.That(card.Send(Challenge), Is.EqualTo("6135"));
        Assert.That(card.Send("00 C0 00 00 35"), Is.EqualTo(Success));
    }

    [Test]
    public void Test_algorithm_resynchronises_when_AMF_says_so()
    {
        // TS 34.108 §8.1.2 by hand: K 00..0F and RAND all zero give XDOUT = K, AK = 030405060708.
        TestCard card = TestCard.WithProfile().InUsim().Verified();
        const string rand = "00000000000000000000000000000000";
        string accepted = card.Send("00 88 00 81 22 10" + rand + "10" + "030405060728" + "0000" + "000102030425" + "0607" + "00");
        Assert.That(accepted, Does.StartWith("DB10000102030405060708090A0B0C0D0E0F10"));
        string refused = card.Send("00 88 00 81 22 10" + rand + "10" + "030405060728" + "FFFF" + "000102030425" + "F9F8" + "00");
        Assert.That(refused, Does.StartWith("DC0E030405060728").And.EndsWith("9000"), "SQN_MS is 20, the last one accepted");
    }

    /// <summary>
    /// RES, CK and IK of TS 35.232 §7.1 and §7.2, with the conversions c2 and c3 of TS 33.102 §6.8.1.2 worked out apart: SRES, Kc.
    /// </summary>
    [TestCase(32, "ABABABABABABABABABABABABABABABAB", "42424242424242424242424242424242",
        "BD04D9530E87513C5D837AC2AD954623A8E2330C115305A73EB45D1F40CCCBFF", "657ACD64", "EF56191F0B148D91", TestName = "TUAK, 128 bits")]
    [TestCase(64, "FFFEFDFCFBFAF9F8F7F6F5F4F3F2F1F0EFEEEDECEBEAE9E8E7E6E5E4E3E2E1E0", "0123456789ABCDEF0123456789ABCDEF",
        "305425427E18C503C8A4B294EA72C95D0C36C6C6B29D0C65DE5974D5977F8524", "A73D49E9", "576B96756F59BCFA", TestName = "TUAK, 256 bits")]
    public void Tuak_is_answered_with_keys_of_both_lengths(int resBits, string key, string rand, string topc, string sres, string kc)
    {
        TestCard card = Card(new AkaRecord
        {
            Algorithm = AkaAlgorithmId.Tuak,
            Key = Octets.FromHex(key),
            Opc = Octets.FromHex(topc),
            TuakLengths = new(Mac: 64, Res: resBits, Ck: 128, Ik: 128),
        });
        Assert.That(card.Send($"00 88 00 80 11 10 {rand} 00"), Is.EqualTo($"04{sres}08{kc}9000"));
    }

    [Test]
    public void Shared_test_sets_are_answered()
    {
        using JsonDocument sets = JsonDocument.Parse(File.ReadAllText(SharedData.Require("vectors/milenage.json")));
        foreach (JsonElement set in sets.RootElement.EnumerateArray())
        {
            string Value(string name) => set.GetProperty(name).GetString()!.ToUpperInvariant();
            long sqn = Convert.ToInt64(Value("SQN"), 16);
            TestCard card = Card(new AkaRecord
            {
                Algorithm = AkaAlgorithmId.Milenage,
                Key = Octets.FromHex(Value("K")),
                Opc = Octets.FromHex(Value("OPc")),
                Sequences = AkaRecord.NoSequences.SetItem((int)(sqn & 31), (sqn >> 5) - 1),
            });
            string challenge = $"00 88 00 81 22 10 {Value("RAND")} 10 {Value("derived_AUTN")} 00";
            string success = $"DB08{Value("RES")}10{Value("CK")}10{Value("IK")}08{Value("derived_Kc")}9000";
            Assert.That(card.Send(challenge), Is.EqualTo(success), set.GetProperty("set").GetString());
            if (set.TryGetProperty("derived_AUTS_for_SQNMS_eq_SQN", out _))
                Assert.That(card.Send(challenge), Is.EqualTo($"DC0E{Value("derived_AUTS_for_SQNMS_eq_SQN")}9000"));
            string gsm = $"04{Value("derived_SRES")}08{Value("derived_Kc")}9000";
            Assert.That(card.Send($"00 88 00 80 11 10 {Value("RAND")} 00"), Is.EqualTo(gsm));
        }
    }

    private static TestCard Card(ImmutableArray<long> sequences) => Card(Record(sequences));

    private static TestCard Card(AkaRecord record) => TestCard.With(TestProfile.Build(record)).InUsim().Verified();

    private static ImmutableArray<long> FreshSequences() => AkaRecord.NoSequences.SetItem((int)(Sqn & 31), (Sqn >> 5) - 1);

    private static AkaRecord Record(ImmutableArray<long> sequences) => new()
    {
        Algorithm = AkaAlgorithmId.Milenage,
        Key = Octets.FromHex("465B5CE8B199B49FAA5F0A2EE238A6BC"),
        Opc = Octets.FromHex("CD63CB71954A9F4E48A5994E37A02BAF"),
        Delta = 0x10000000,
        Sequences = sequences,
    };
}
