using System.Runtime.InteropServices;
using System.Text.Json;
using EuiccSim.Transports.Pcsc;
using EuiccSim.Transports.Tests.Pcsc.Daemon;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary><c>readers</c> and <c>--reader</c>, whether a PC/SC service runs on this machine or not.</summary>
internal sealed class ReaderVerbTests
{
    [SetUp]
    public void A_PCSC_library_is_needed()
    {
        if (!HasLibrary()) Assert.Ignore("There is no PC/SC library (Debian: apt install libpcsclite1).");
    }

    [Test]
    public async Task Readers_are_listed_or_the_service_is_named_that_is_not_there()
    {
        await using FileStream turn = await VpcdTurn.WaitAsync();
        using Terminal terminal = new();
        bool isThere = IsServiceThere();
        JsonElement result = await terminal.JsonAsync("readers", isThere ? 0 : 2);
        if (!isThere)
        {
            ExpectNoService(result);
            return;
        }
        foreach (JsonElement reader in result.GetProperty("readers").EnumerateArray())
        {
            bool hasCard = reader.GetProperty("card").GetBoolean();
            Assert.That(reader.GetProperty("name").GetString(), Is.Not.Empty);
            Assert.That(reader.GetProperty("atr").ValueKind, Is.EqualTo(hasCard ? JsonValueKind.String : JsonValueKind.Null));
        }
    }

    [TestCase("no such reader")]
    [TestCase("99")]
    public async Task A_reader_that_is_not_there_is_exit_code_2(string reader)
    {
        await using FileStream turn = await VpcdTurn.WaitAsync();
        using Terminal terminal = new();
        JsonElement result = await terminal.JsonAsync("lpa info --reader", 2, reader);
        if (!IsServiceThere()) ExpectNoService(result);
        else Assert.That(result.GetProperty("error").GetProperty("name").GetString(), Is.EqualTo("noReader"));
    }

    /// <summary>Names and numbers as PC/SC gives them: pcsclite.h.</summary>
    private static void ExpectNoService(JsonElement result)
    {
        JsonElement error = result.GetProperty("error");
        Assert.That(error.GetProperty("name").GetString(), Is.EqualTo("serviceNotRunning"));
        Assert.That(error.GetProperty("code").GetString(), Is.EqualTo("8010001D"));
        Assert.That(error.GetProperty("message").GetString(), Does.Contain("service does not run"));
    }

    private static bool IsServiceThere()
    {
        try
        {
            PcscContext.Open().Dispose();
            return true;
        }
        catch (PcscException e)
        {
            Assert.That(e.Problem, Is.EqualTo(PcscProblem.ServiceNotRunning));
            return false;
        }
    }

    private static bool HasLibrary()
    {
        if (!NativeLibrary.TryLoad("libpcsclite.so.1", out nint library)) return false;
        NativeLibrary.Free(library);
        return true;
    }
}
