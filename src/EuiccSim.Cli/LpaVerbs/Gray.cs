namespace EuiccSim.Cli.LpaVerbs;

/// <summary>A picture in shades of gray, a pixel an octet.</summary>
internal sealed record Gray(byte[] Pixels, int Width, int Height)
{
    internal int Longest => Math.Max(Width, Height);

    /// <summary>Shades and opacities, as if they lay on white paper: what cannot be seen is not black.</summary>
    internal static Gray OnWhite(byte[] grayAndAlpha, int width, int height)
    {
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.Length; i++)
        {
            int alpha = grayAndAlpha[(2 * i) + 1];
            pixels[i] = (byte)(((grayAndAlpha[2 * i] * alpha) + (White * (White - alpha))) / White);
        }
        return new(pixels, width, height);
    }

    internal Gray Inverted() => new([.. Pixels.Select(pixel => (byte)(White - pixel))], Width, Height);

    /// <summary>The mean of squares of so many pixels.</summary>
    internal Gray Smaller(int times)
    {
        int width = Width / times, height = Height / times;
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int sum = 0;
                for (int i = 0; i < times; i++)
                    for (int j = 0; j < times; j++) sum += Pixels[(((y * times) + i) * Width) + (x * times) + j];
                pixels[(y * width) + x] = (byte)(sum / (times * times));
            }
        }
        return new(pixels, width, height);
    }

    /// <summary>With white around: a code that was cut out closely has lost the margin by which it is found.</summary>
    internal Gray WithMargin()
    {
        int width = Width + (2 * Margin), height = Height + (2 * Margin);
        byte[] pixels = new byte[width * height];
        pixels.AsSpan().Fill(White);
        for (int y = 0; y < Height; y++) Pixels.AsSpan(y * Width, Width).CopyTo(pixels.AsSpan(((y + Margin) * width) + Margin));
        return new(pixels, width, height);
    }

    private const int White = 255;
    private const int Margin = 32;
}
