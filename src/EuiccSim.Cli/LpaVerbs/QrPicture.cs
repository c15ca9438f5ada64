using EuiccSim.Protocol.Recognition;
using StbImageSharp;
using ZXing;
using ZXing.Common;
using ZXing.Multi;
using ZXing.Multi.QrCode;
using ZXing.QrCode;

namespace EuiccSim.Cli.LpaVerbs;

/// <summary>Reads the QR codes in a picture: PNG, JPEG, BMP or GIF, however it is turned, also with light squares on dark, and with several codes.</summary>
internal static class QrPicture
{
    /// <summary>The texts of the codes; none if no code can be read.</summary>
    /// <param name="file">The picture's name, for what is said.</param>
    /// <param name="octets">The picture.</param>
    /// <exception cref="CommandFailure">It is no such picture, or too large.</exception>
    internal static IReadOnlyList<string> Read(string file, byte[] octets)
    {
        if (!s_kinds.Any(kind => octets.AsSpan().StartsWith(kind)))
            throw CommandFailure.Missing("picture", $"{file} is no picture in PNG, JPEG, BMP or GIF that could show a QR code: {RecognisedFile.Of(Octets.Wrap(octets)).Sentence(Shell.Quote(file))}");
        Gray picture = Decode(file, octets);
        HashSet<string> texts = [];
        // A picture with few squares is read as it is; of a photograph also what is left when it is made smaller, which takes its noise away.
        foreach (Gray one in picture.Longest > Enough ? [picture.Smaller((picture.Longest / Enough) + 1), picture] : (Gray[])[picture])
        {
            foreach (Gray shade in (Gray[])[one, one.Inverted()]) texts.UnionWith(Find(shade.WithMargin()));
            if (texts.Count > 0) break;
        }
        return [.. texts.Order(StringComparer.Ordinal)];
    }

    private static Gray Decode(string file, byte[] octets)
    {
        try
        {
            using MemoryStream stream = new(octets);
            // Before a pixel is made: a few octets can stand for billions.
            if (ImageInfo.FromStream(stream) is { Width: var width, Height: var height } && (long)width * height > MostPixels)
                throw CommandFailure.Missing("picture", string.Create(CultureInfo.InvariantCulture, $"{file} has {width} × {height} pixels, and may have {MostPixels / 1_000_000} millions: cut the QR code out of it."));
            stream.Position = 0;
            ImageResult image = ImageResult.FromStream(stream, ColorComponents.GreyAlpha);
            return Gray.OnWhite(image.Data, image.Width, image.Height);
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException or IOException or OutOfMemoryException)
        {
            throw CommandFailure.Missing("picture", $"{file} cannot be read as a picture: it is damaged, or of a kind that few programs write. Save it as PNG.", fault);
        }
    }

    private static IEnumerable<string> Find(Gray picture)
    {
        RGBLuminanceSource source = new(picture.Pixels, picture.Width, picture.Height, RGBLuminanceSource.BitmapFormat.Gray8);
        foreach (Binarizer squares in (Binarizer[])[new HybridBinarizer(source), new GlobalHistogramBinarizer(source)])
        {
            BinaryBitmap bitmap = new(squares);
            foreach (MultipleBarcodeReader reader in (MultipleBarcodeReader[])[new QRCodeMultiReader(), new GenericMultipleBarcodeReader(new QRCodeReader())])
                foreach (Result one in reader.decodeMultiple(bitmap, s_hints) ?? []) yield return one.Text;
        }
    }

    private static readonly Dictionary<DecodeHintType, object> s_hints = new() { [DecodeHintType.TRY_HARDER] = true, [DecodeHintType.CHARACTER_SET] = "UTF-8" };

    private static readonly byte[][] s_kinds = [[0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], [0x42, 0x4D], "GIF8"u8.ToArray()];

    /// <summary>Pixels of the longer side at which a code is read well.</summary>
    private const int Enough = 1600;
    private const long MostPixels = 64_000_000;
}
