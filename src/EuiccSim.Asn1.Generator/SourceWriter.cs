using System.Text;

namespace EuiccSim.Asn1.Generator;

/// <summary>Indented text.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public SourceWriter Line(string line = "")
    {
        if (line.Length > 0) _text.Append(' ', _depth * 4).Append(line);
        _text.Append('\n');
        return this;
    }

    public SourceWriter Open()
    {
        Line("{");
        _depth++;
        return this;
    }

    public SourceWriter Close(string after = "")
    {
        _depth--;
        return Line("}" + after);
    }

    /// <summary>One line, one step further in: the body of an if.</summary>
    public SourceWriter Inner(string line)
    {
        _depth++;
        Line(line);
        _depth--;
        return this;
    }

    public override string ToString() => _text.ToString();
}
