using System.Text;
using EuiccSim.Clinic.Logs.Layers;

namespace EuiccSim.Clinic.Logs.Reading;

/// <summary>Rows of a dump, with a column of text behind the octets that may look like octets itself: how many there are says the record's head.</summary>
internal sealed class HexRows(int expected)
{
    private readonly StringBuilder _digits = new();

    internal bool IsWhole => _digits.Length >= 2 * expected;

    internal int Count => _digits.Length / 2;

    internal HexText Text => HexText.Of(_digits.ToString());

    /// <summary>The next row.</summary>
    /// <param name="row">What stands in it, without an offset.</param>
    /// <param name="perRow">The most octets of a row.</param>
    /// <returns>False if it is no row.</returns>
    internal bool Add(ReadOnlySpan<char> row, int perRow = 16)
    {
        int wanted = Math.Min(perRow, expected - Count);
        int at = 0, taken = 0;
        while (taken < wanted && at + 2 <= row.Length && row.Slice(at, 2).IsHex() && (at + 2 == row.Length || row[at + 2] is ' ' or ':'))
        {
            _digits.Append(row.Slice(at, 2));
            taken++;
            at += 3;
            if (at < row.Length && row[at] == ' ' && at + 2 < row.Length && taken == 8) at++;
        }
        return taken > 0;
    }
}
