using System.Buffers.Binary;
using QRCoder;

namespace EuiccSim.EndToEnd.Tests.Cli;

/// <summary>A picture of black and white pixels, for tests of what reads pictures.</summary>
internal sealed class Raster(int width, int height)
{
    private readonly bool[] _black = new bool[width * height];

    internal static Raster Of(string text, int scale)
    {
        using QRCodeData code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        int size = code.ModuleMatrix.Count * scale;
        Raster drawn = new(size, size);
        for (int y = 0; y < size; y++)
            for (int x = 0; x < size; x++) drawn._black[(y * size) + x] = code.ModuleMatrix[y / scale][x / scale];
        return drawn;
    }

    internal Raster Inverted()
    {
        Raster other = new(width, height);
        for (int i = 0; i < _black.Length; i++) other._black[i] = !_black[i];
        return other;
    }

    /// <summary>Turned about its middle, with room around.</summary>
    internal Raster Turned(int degrees)
    {
        int size = (int)(Math.Max(width, height) * 1.5);
        Raster turned = new(size, size);
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
            {
                double dx = x - (size / 2.0), dy = y - (size / 2.0);
                int fromX = (int)Math.Floor((cos * dx) + (sin * dy) + (width / 2.0)), fromY = (int)Math.Floor((cos * dy) - (sin * dx) + (height / 2.0));
                turned._black[(y * size) + x] = fromX >= 0 && fromX < width && fromY >= 0 && fromY < height && _black[(fromY * width) + fromX];
            }
        }
        return turned;
    }

    internal Raster Beside(Raster other) => Raster.Beside(this, width, height, other);

    private static Raster Beside(Raster left, int width, int height, Raster right)
    {
        (int otherWidth, int otherHeight) = right.Size;
        Raster both = new(width + otherWidth, Math.Max(height, otherHeight));
        for (int y = 0; y < height; y++) left._black.AsSpan(y * width, width).CopyTo(both._black.AsSpan(y * (width + otherWidth)));
        for (int y = 0; y < otherHeight; y++) right._black.AsSpan(y * otherWidth, otherWidth).CopyTo(both._black.AsSpan((y * (width + otherWidth)) + width));
        return both;
    }

    private (int Width, int Height) Size => (width, height);

    /// <summary>24 bits a pixel, from below upwards.</summary>
    internal byte[] ToBmp()
    {
        int row = ((width * 3) + 3) & ~3;
        byte[] file = new byte[54 + (row * height)];
        file[0] = (byte)'B';
        file[1] = (byte)'M';
        (int At, int Value)[] head = [(2, file.Length), (10, 54), (14, 40), (18, width), (22, height), (26, 1 | (24 << 16)), (34, row * height)];
        foreach ((int at, int value) in head) BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) file.AsSpan(54 + ((height - 1 - y) * row) + (x * 3), 3).Fill(_black[(y * width) + x] ? (byte)0 : (byte)255);
        return file;
    }
}
