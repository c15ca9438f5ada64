using System.Globalization;
using System.Text;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>Values in value notation, X.680, one component a line, as the files beside GSMA's TS.48 have them.</summary>
/// <param name="text">Where it goes.</param>
internal sealed class ValueNotationWriter(StringBuilder text) : INotationWriter
{
    private int _depth;
    private bool _isFirst;

    public void Octets(Octets value) => text.Append('\'').Append(value).Append("'H");

    /// <summary>A control character has no place in a text (X.680 §12.14); without it the value does not come back, and its octets are kept.</summary>
    public void Text(string value) =>
        text.Append('"').Append(string.Concat(value.Where(c => !char.IsControl(c))).Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');

    public void Boolean(bool value) => text.Append(value ? "TRUE" : "FALSE");

    public void Null() => text.Append("NULL");

    public void Number(long value, string? name) => text.Append(name ?? value.ToString(CultureInfo.InvariantCulture));

    public void ObjectIdentifier(string dotted) => text.Append("{ ").Append(dotted.Replace('.', ' ')).Append(" }");

    public void BeginSequence() => Begin();

    public void Member(string name)
    {
        NewLine();
        text.Append(name).Append(' ');
    }

    public void EndSequence() => End();

    public void BeginList() => Begin();

    public void Element() => NewLine();

    public void EndList() => End();

    public void BeginChoice(string name) => text.Append(name).Append(" : ");

    public void EndChoice()
    {
        // The alternative's value is the end.
    }

    private void Begin()
    {
        text.Append('{');
        _depth++;
        _isFirst = true;
    }

    private void NewLine()
    {
        if (!_isFirst) text.Append(',');
        _isFirst = false;
        text.Append('\n').Append(' ', 2 * _depth);
    }

    private void End()
    {
        _depth--;
        if (_isFirst) text.Append(" }");
        else text.Append('\n').Append(' ', 2 * _depth).Append('}');
        _isFirst = false;
    }
}
