using System.Buffers.Binary;
using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Cli.Pages;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Testing;
using QRCoder;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>Activation Codes in pictures: drawn by QRCoder, which knows nothing of what reads them.</summary>
public sealed class QrPictureTests
{
    private const string Link = "https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=LPA:1$testsmdpplus1.example.com$IN-A-LINK";

    [TestCase(0, false, "bmp")]
    [TestCase(0, false, "png")]
    [TestCase(0, true, "bmp")]
    [TestCase(90, false, "bmp")]
    [TestCase(180, true, "bmp")]
    [TestCase(23, false, "bmp")]
    [TestCase(311, true, "bmp")]
    public async Task The_code_in_a_picture_is_downloaded(int degrees, bool inverted, string form)
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        string code = (await world.OrderCodeAsync()).ToQrText();
        Raster drawn = Raster.Of(code, 6).Turned(degrees);
        string file = terminal.PathOf("code." + form);
        await File.WriteAllBytesAsync(file, form == "png" ? Png(code) : (inverted ? drawn.Inverted() : drawn).ToBmp());
        await terminal.MakeCardAsync();
        JsonElement installed = await terminal.JsonAsync("lpa download " + file);
        Assert.That(installed.GetProperty("iccid").GetString(), Is.EqualTo("89882119900000000001"));
    }

    [Test]
    public async Task Beside_other_codes_the_Activation_Code_is_found()
    {
        await using EsimWorld world = await TestWorld.CreateAsync();
        using Terminal terminal = new(world);
        string code = (await world.OrderCodeAsync()).ToQrText(), file = terminal.PathOf("codes.bmp");
        await File.WriteAllBytesAsync(file, Raster.Of("https://example.com/help", 5).Beside(Raster.Of(code, 5)).ToBmp());
        await terminal.MakeCardAsync();
        Assert.That((await terminal.JsonAsync("lpa download " + file)).GetProperty("iccid").GetString(), Is.EqualTo("89882119900000000001"));
    }

    [Test, Says("ambiguousCode")]
    public async Task Two_Activation_Codes_are_both_named_and_none_is_taken()
    {
        using Terminal terminal = new();
        string file = terminal.PathOf("codes.bmp");
        await File.WriteAllBytesAsync(file, Raster.Of("LPA:1$a.example.com$ONE", 5).Beside(Raster.Of("LPA:1$b.example.com$TWO", 5)).ToBmp());
        JsonElement error = (await terminal.JsonAsync("lpa download " + file, 2)).GetProperty("error");
        Assert.That(error.GetProperty("name").GetString(), Is.EqualTo("ambiguousCode"));
        Assert.That(error.GetProperty("message").GetString(), Does.Contain("'LPA:1$a.example.com$ONE'").And.Contain("'LPA:1$b.example.com$TWO'"));
    }

    [Test]
    public async Task A_photograph_in_JPEG_with_a_link_of_a_phones_maker_is_read()
    {
        using Terminal terminal = new();
        string file = Path.Combine(AppContext.BaseDirectory, "Pictures", "photograph.jpg");
        JsonElement error = (await terminal.JsonAsync("lpa download " + file, 2)).GetProperty("error");
        // There is no such server: the code was read.
        Assert.That(error.GetProperty("message").GetString(), Does.Contain("photographed.example.invalid"));
    }

    [Test, Says("noQrCode")]
    public async Task A_picture_without_a_code_is_told()
    {
        using Terminal terminal = new();
        string file = terminal.PathOf("white.bmp");
        await File.WriteAllBytesAsync(file, new Raster(200, 200).ToBmp());
        await ExpectAsync(terminal, file, "noQrCode", "There is no QR code in ");
        await File.WriteAllBytesAsync(file, Raster.Of("hello", 4).ToBmp());
        await ExpectAsync(terminal, file, "activationCode", "says 'hello'");
        await File.WriteAllBytesAsync(file, Png(Link)[..200]);
        await ExpectAsync(terminal, file, "picture", "cannot be read as a picture");
        await File.WriteAllTextAsync(file, "hello");
        await ExpectAsync(terminal, file, "picture", "is no picture in PNG");
        await ExpectAsync(terminal, terminal.PathOf("code.png"), "noPicture", "There is no file ");
    }

    /// <summary>54 octets that stand for 30 000 times 30 000 pixels.</summary>
    [Test]
    public async Task A_picture_that_would_fill_the_memory_is_not_unpacked()
    {
        using Terminal terminal = new();
        string file = terminal.PathOf("bomb.bmp");
        byte[] head = new Raster(1, 1).ToBmp()[..54];
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(18), 30_000);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(22), 30_000);
        await File.WriteAllBytesAsync(file, head);
        await ExpectAsync(terminal, file, "picture", "30000 × 30000 pixels");
    }

    private static async Task ExpectAsync(Terminal terminal, string file, string name, string words)
    {
        JsonElement error = (await terminal.JsonAsync("lpa download " + file, 2)).GetProperty("error");
        Assert.That(error.GetProperty("name").GetString(), Is.EqualTo(name));
        Assert.That(error.GetProperty("message").GetString(), Does.Contain(words));
    }

    private static byte[] Png(string text)
    {
        using QRCodeData code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using PngByteQRCode png = new(code);
        return png.GetGraphic(8);
    }
}
