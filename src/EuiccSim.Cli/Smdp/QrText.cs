using System.Text;
using QRCoder;

namespace EuiccSim.Cli.Smdp;

/// <summary>A QR code in characters, two rows of squares in each line.</summary>
internal static class QrText
{
    /// <param name="text">What is in it.</param>
    internal static string Of(string text)
    {
        using QRCodeData code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        StringBuilder lines = new();
        int size = code.ModuleMatrix.Count;
        for (int row = 0; row < size; row += 2)
        {
            // Terminals are dark more often than not: what is drawn is the light squares.
            for (int column = 0; column < size; column++) lines.Append(Square(IsLight(row, column), IsLight(row + 1, column)));
            lines.Append('\n');
        }
        return lines.ToString();

        bool IsLight(int row, int column) => row >= size || !code.ModuleMatrix[row][column];
    }

    private static char Square(bool upper, bool lower) => (upper, lower) switch
    {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        _ => ' ',
    };
}
