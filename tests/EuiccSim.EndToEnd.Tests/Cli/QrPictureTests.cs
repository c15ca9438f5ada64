using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>Activation Codes in pictures. The decoder is a script that prints what a test wants.</summary>
public sealed class QrPictureTests
{
    [Test]
    public async Task Without_a_decoder_a_picture_is_exit_code_2_and_the_program_is_named()
    {
        using Terminal terminal = new();
        JsonElement error = (await terminal.JsonAsync("lpa download " + await PictureAsync(terminal), 2)).GetProperty("error");
        Assert.That((error.GetProperty("name").GetString(), error.GetProperty("message").GetString()!.Contains("zbarimg", StringComparison.Ordinal)),
            Is.EqualTo(("noQrDecoder", true)));
    }

    [Test]
    public async Task The_code_in_a_picture_is_downloaded()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        await DecoderAsync(terminal, $"[ -f \"$5\" ] && echo 'https://example.com' && echo '{(await world.OrderCodeAsync()).ToQrText()}'");
        await terminal.MakeCardAsync();
        JsonElement installed = await terminal.JsonAsync("lpa download " + await PictureAsync(terminal));
        Assert.That(installed.GetProperty("iccid").GetString(), Is.EqualTo("89882119900000000001"));
    }

    [TestCase("exit 4", "noQrCode")]
    [TestCase("echo hello", "activationCode")]
    public async Task A_picture_without_an_activation_code_is_told(string script, string name)
    {
        using Terminal terminal = new();
        await DecoderAsync(terminal, script);
        JsonElement error = (await terminal.JsonAsync("lpa download " + await PictureAsync(terminal), 2)).GetProperty("error");
        Assert.That(error.GetProperty("name").GetString(), Is.EqualTo(name));
    }

    private static async Task<string> PictureAsync(Terminal terminal)
    {
        string file = terminal.PathOf("code.png");
        await File.WriteAllBytesAsync(file, [0x89, 0x50, 0x4E, 0x47]);
        return file;
    }

    private static async Task DecoderAsync(Terminal terminal, string script)
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("the decoder of this test is a shell script");
        string folder = Directory.CreateDirectory(terminal.PathOf("bin")).FullName, program = Path.Combine(folder, "zbarimg");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        terminal.SearchPath = folder;
    }
}
