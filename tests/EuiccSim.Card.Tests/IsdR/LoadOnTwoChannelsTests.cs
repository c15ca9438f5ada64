using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Tests;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>
/// A download on channel 0, cut at each octet, and functions on channel 1 at each cut. SGP.22 v2.5 §5.7.2, §5.7.6: the RSP session is the
/// card's, half a command is its channel's.
/// </summary>
public sealed class LoadOnTwoChannelsTests
{
    private static readonly TestServer Server = new() { ElementBlock = 300, MetadataBlock = 60 };

    // What reads, and what changes something that the load has no part in.
    private static readonly string[] Functions = ["BF3E035C015A", "BF2000", "BF2D00", "BF2800", "BF2B00", "BF3C00", "BF4300", "BF3F028000", "BF3003800150"];

    [Test]
    [Category(Sweep.Category)]
    public void At_every_octet_of_a_package_functions_on_another_channel_answer_and_the_load_goes_on()
    {
        int longest = NewCard().Bind(Server, upp: TestPackages.Small()).Segments().Max(segment => segment.Length);
        Assert.That(longest, Is.GreaterThan(250));
        foreach (int cut in new Sweep(8).Of(1, longest))
        {
            TestEuicc card = NewCard();
            string[] expected = Answers(card);
            List<Octets> segments = card.Bind(Server, upp: TestPackages.Small()).Segments();
            for (int i = 0; i < segments.Count; i++)
            {
                // The first portion has the tag and the length of the package, to be told from a function.
                int at = Math.Max(i == 0 ? 5 : 1, Math.Min(cut, segments[i].Length - 1));
                Assert.That(card.StoreData(segments[i].Slice(0, at), blockSize: 100), Is.EqualTo(ResponseApdu.Ok), $"segment {i}, {at} octets");
                Assert.That(Answers(card), Is.EqualTo(expected), $"segment {i}, {at} octets");
                ResponseApdu end = card.StoreData(segments[i].Slice(at), blockSize: 100);
                if (i == segments.Count - 1) Assert.That(end.Data.ToString(), Does.StartWith("BF37"));
                else Assert.That(end, Is.EqualTo(ResponseApdu.Ok));
            }
            Assert.That(card.Profiles(), Has.Count.EqualTo(1), $"cut at {cut}");
        }
    }

    [Test]
    [Category(Sweep.Category)]
    public void At_every_octet_of_a_command_functions_on_another_channel_answer_and_the_command_goes_on()
    {
        TestEuicc card = NewCard();
        string[] expected = Answers(card);
        int length = Asn1Codec.Encode(Server.Authenticate(card.Challenge())).Length;
        foreach (int cut in new Sweep(8).Of(1, length))
        {
            AuthenticateServerResponse authenticated =
                Asn1Codec.Decode<AuthenticateServerResponse>(InTwo(card, Asn1Codec.Encode(Server.Authenticate(card.Challenge())), cut, expected));
            Octets prepare = Asn1Codec.Encode(Server.Prepare(authenticated));
            Assert.That(InTwo(card, prepare, Math.Min(cut, prepare.Length - 1), expected).ToString(), Does.Match("^BF2181..A0"), $"cut at {cut}");
        }
    }

    [TestCase("BF2E00", "^BF2E128010", Description = "GetEUICCChallenge")]
    [TestCase("BF410D80080102030405060708810105", "^BF41..A0", Description = "CancelSession")]
    public void What_ends_the_session_ends_it_from_any_channel_and_the_load_is_told(string function, string answer)
    {
        for (int loaded = 1; loaded < 8; loaded++)
        {
            TestEuicc card = NewCard();
            List<Octets> segments = card.Bind(Server, upp: TestPackages.Small()).Segments();
            foreach (Octets segment in segments.Take(loaded)) card.StoreData(segment);
            Assert.That(card.StoreData(segments[loaded].Slice(0, 2)), Is.EqualTo(ResponseApdu.Ok), "half a part");
            Assert.That(card.StoreData(Octets.FromHex(function), channel: 1).Data.ToString(), Does.Match(answer));
            Assert.That(card.StoreData(segments[loaded]).Status.ToString(), Is.EqualTo("6A88"));
            Assert.That((card.Profiles().Count, card.State.PendingInstallation), Is.EqualTo((0, (object?)null)));
        }
    }

    [Test]
    public void A_new_AuthenticateServer_ends_it_too()
    {
        TestEuicc card = NewCard();
        AuthenticateServerRequest late = Server.Authenticate(Octets.FromHex("000102030405060708090A0B0C0D0E0F"));
        List<Octets> segments = card.Bind(Server, upp: TestPackages.Small()).Segments();
        card.StoreData(segments[0]);
        card.StoreData(segments[1].Slice(0, 2));
        AuthenticateServerResponse answer = Asn1Codec.Decode<AuthenticateServerResponse>(card.StoreData(Asn1Codec.Encode(late), channel: 1).Data);
        Assert.That(((AuthenticateServerResponse.Error)answer).Value.AuthenticateErrorCode, Is.EqualTo(AuthenticateErrorCode.NoSessionContext));
        Assert.That(card.StoreData(segments[1]).Status.ToString(), Is.EqualTo("6A88"));
    }

    [Test]
    public void A_PrepareDownload_that_is_refused_does_not_end_it()
    {
        TestEuicc card = NewCard();
        PrepareDownloadRequest again = Server.Prepare(card.Authenticate(Server));
        List<Octets> segments = card.Bind(Server, upp: TestPackages.Small()).Segments();
        card.StoreData(segments[0]);
        PrepareDownloadResponse answer = Asn1Codec.Decode<PrepareDownloadResponse>(card.StoreData(Asn1Codec.Encode(again), channel: 1).Data);
        Assert.That(((PrepareDownloadResponse.Error)answer).Value.DownloadErrorCode, Is.EqualTo(DownloadErrorCode.NoSessionContext));
        Assert.That(card.Load(segments.Skip(1)).Aid().Length, Is.EqualTo(16));
    }

    [TestCase("BF3600", Description = "another package")]
    [TestCase("8600")]
    [TestCase("000102", Description = "what may be the rest of the part")]
    public void What_is_no_function_is_not_taken_from_another_channel_and_harms_nothing(string octets)
    {
        TestEuicc card = NewCard();
        List<Octets> segments = card.Bind(Server, upp: TestPackages.Small()).Segments();
        card.StoreData(segments[0]);
        Assert.That(card.StoreData(Octets.FromHex(octets), channel: 1).Status.ToString(), Is.EqualTo("6985"), "between two parts");
        card.StoreData(segments[1].Slice(0, 2));
        Assert.That(card.StoreData(Octets.FromHex(octets), channel: 1).Status.ToString(), Is.EqualTo("6985"), "within one");
        card.StoreData(segments[1].Slice(2));
        Assert.That(card.Load(segments.Skip(2)).Aid().Length, Is.EqualTo(16));
    }

    [TestCase("01A4040C10A0000005591010FFFFFFFF8900000100", Description = "the ISD-R selected again")]
    [TestCase("01A4000C023F00", Description = "the MF selected")]
    [TestCase("00708001", Description = "the channel closed")]
    public void Half_a_part_is_forgotten_with_the_selection_and_may_come_again(string apdu)
    {
        int count = NewCard().Bind(Server, upp: TestPackages.Small()).Segments().Count;
        for (int i = 1; i < count; i++)
        {
            TestEuicc card = NewCard();
            List<Octets> segments = card.Bind(Server, upp: TestPackages.Small()).Segments();
            foreach (Octets segment in segments.Take(i)) card.StoreData(segment);
            Octets half = segments[i].Slice(0, segments[i].Length - 1);
            // The header of a group: half of it does not say what it is.
            if (!TlvHeader.TryRead(half.Span, out _)) continue;
            Assert.That(card.StoreData(half, channel: 1), Is.EqualTo(ResponseApdu.Ok), "the load moved to channel 1");
            Assert.That(card.Send(apdu), Is.EqualTo("9000"));
            Assert.That(card.Load(segments.Skip(i)).Aid().Length, Is.EqualTo(16), $"segment {i}");
        }
    }

    [Test]
    public void A_profile_may_be_enabled_and_deleted_while_another_one_is_loaded()
    {
        TestEuicc card = new();
        Octets first = card.Install(TestPackages.SecondIccid), second = card.Install(TestPackages.ThirdIccid);
        Assert.That(card.Send("0070000001", "01A4040C10A0000005591010FFFFFFFF8900000100"), Is.EqualTo("9000"));
        List<Octets> segments = card.Bind(Server, upp: TestPackages.Small()).Segments();
        foreach (Octets segment in segments.SkipLast(1)) card.StoreData(segment);
        Assert.That(card.StoreData(Octets.FromHex($"BF3117A0124F10{first}8101FF"), channel: 1).Data.ToString(), Is.EqualTo("BF3103800100"));
        Assert.That(card.StoreData(Octets.FromHex($"BF33124F10{second}"), channel: 1).Data.ToString(), Is.EqualTo("BF3303800100"));
        Assert.That(card.Load(segments.TakeLast(1)).Aid(), Is.EqualTo(second), "its AID is free again");
        Assert.That(card.Enabled(), Is.EqualTo(first));
    }

    private static TestEuicc NewCard()
    {
        TestEuicc card = new();
        card.Install(TestPackages.SecondIccid);
        card.Delete(card.Profiles()[0].IsdpAid!.Value);
        Assert.That(card.Send("0070000001", "01A4040C10A0000005591010FFFFFFFF8900000100"), Is.EqualTo("9000"));
        return card;
    }

    private static string[] Answers(TestEuicc card) => Array.ConvertAll(Functions, function =>
    {
        ResponseApdu response = card.StoreData(Octets.FromHex(function), channel: 1);
        Assert.That(response.Status, Is.EqualTo(StatusWord.Ok), function);
        Assert.That(response.Data.ToString(), Does.StartWith(function[..4]), function);
        return response.Data.ToString();
    });

    private static Octets InTwo(TestEuicc card, Octets command, int cut, string[] expected)
    {
        List<Octets> blocks = [];
        for (int at = 0; at < command.Length;)
        {
            int end = at < cut ? Math.Min(at + 255, cut) : Math.Min(at + 255, command.Length);
            blocks.Add(command.Slice(at, end - at));
            at = end;
        }
        string answer = "";
        for (int i = 0, sent = 0; i < blocks.Count; i++)
        {
            string p1 = i == blocks.Count - 1 ? "91" : "11";
            answer = card.Send($"80E2{p1}{i:X2}{blocks[i].Length:X2}{blocks[i]}");
            sent += blocks[i].Length;
            if (sent == cut) Assert.That(Answers(card), Is.EqualTo(expected), $"after {cut} of {command.Length}");
        }
        Octets data = Octets.FromHex(answer[..^4]);
        while (answer[^4..^2] == "61")
        {
            answer = card.Send("80C0000000");
            data = Octets.Concat(data, Octets.FromHex(answer[..^4]));
        }
        return data;
    }
}
