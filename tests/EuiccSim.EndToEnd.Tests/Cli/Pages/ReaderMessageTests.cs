using System.Text.Json;
using EuiccSim.Transports.Pcsc;
using EuiccSim.Transports.Tests.Pcsc;

namespace EuiccSim.EndToEnd.Tests.Cli.Pages;

/// <summary>Messages about readers, each from a PC/SC service that answers with one number of pcsclite.h.</summary>
internal sealed class ReaderMessageTests
{
    private const string Reader = "Reader of mine 00 00";
    private const string List = "lpa list --reader mine";

    private static readonly TestCaseData[] s_services =
    [
        Case("accessDenied", List, With(fake => Established(fake, 0x8010006A, 0x8010006A)), "Log in at the machine itself, or let polkit allow"),
        Case("ambiguousReader", List, With(fake => fake.Plug("Reader of mine 01 00")), "'mine' is part of several names. There are: 0 'Reader of mine 00 00', 1 'Reader of mine 01 00'."),
        Case("cardInUse", List, Connecting(0x8010000B), "Close the other program"),
        Case("cardMute", List, Connecting(0x80100066), "Insert the card the right way round"),
        Case("cardRemoved", List, With(fake => Answers(fake, 0x80100069)), "Insert the card again"),
        Case("cardReset", "apdu 00A4000400 --reader mine", With(fake => Answers(fake, 0x80100068)), "Start over"),
        Case("communicationLost", List, With(fake => Answers(fake, 0x80100016)), "Insert the card again"),
        Case("libraryMissing", "readers", With(fake => fake.Before["Establish"] = () => throw new DllNotFoundException("libpcsclite.so.1")), "The PC/SC library is not installed"),
        Case("noCard", List, Connecting(0x8010000C), "Insert a card"),
        Case("noReader", "lpa list --reader other", With(_ => { }), "No reader is named 'other'. There are: 0 'Reader of mine 00 00'."),
        Case("noReader", List, With(fake => fake.Unplug(Reader)), "There is no PC/SC reader: attach one."),
        Case("notSupported", List, With(fake => Answers(fake, 0x80100022)), "cannot do this"),
        Case("pcscError", "readers", With(fake => Established(fake, 0x80100001)), "The PC/SC service found an error in itself"),
        Case("protocolMismatch", List, Connecting(0x8010000F), "protocol"),
        Case("serviceNotRunning", "readers", With(fake => fake.Stop()), "Start it"),
    ];

    [Says, TestCaseSource(nameof(s_services))]
    public async Task What_is_wrong_with_a_reader_is_told(string name, string words, Func<FakePcsc> make, string says)
    {
        FakePcsc service = make();
        using Terminal terminal = new() { Readers = () => new PcscContext(service) };
        JsonElement error = (await terminal.JsonAsync(words, 2)).GetProperty("error");
        Assert.That(error.GetProperty("name").GetString(), Is.EqualTo(name), error.ToString());
        Assert.That(error.GetProperty("message").GetString(), Does.Contain(says));
    }

    private static TestCaseData Case(string name, string words, Func<FakePcsc> make, string says) => new TestCaseData(name, words, make, says).SetArgDisplayNames(name, says);

    private static Func<FakePcsc> Connecting(uint result) => () => WithReader(new() { Connected = result });

    private static Func<FakePcsc> With(Action<FakePcsc> change) => () =>
    {
        FakePcsc service = WithReader(new());
        change(service);
        return service;
    };

    private static FakePcsc WithReader(FakePcsc service)
    {
        service.Plug(Reader);
        service.Insert(Reader, "3B00");
        return service;
    }

    private static void Established(FakePcsc service, params uint[] results)
    {
        foreach (uint result in results) service.Established.Enqueue(result);
    }

    private static void Answers(FakePcsc service, uint result)
    {
        for (int i = 0; i < 8; i++) service.Answers.Enqueue((result, ""));
    }
}
