using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip.Forms;

/// <summary>Values as named fields for people.</summary>
/// <param name="name">What to call the whole.</param>
internal sealed class DescriptionWriter(string name) : INotationWriter
{
    private readonly Stack<(string Name, Asn1Fields Fields, bool IsList)> _open = new();
    private string _name = name;

    /// <summary>The description; null as long as no value was written.</summary>
    internal Asn1Description? Written { get; private set; }

    public void Octets(Octets value) => Add(Asn1Description.Of(_name, value));

    public void Text(string value) => Add(Asn1Description.Of(_name, value));

    public void Boolean(bool value) => Add(Asn1Description.Of(_name, value));

    public void Null() => Add(Asn1Description.OfNull(_name));

    public void Number(long value, string? name) => Add(name is null ? Asn1Description.Of(_name, value) : Asn1Description.Of(_name, $"{name} ({value})"));

    public void ObjectIdentifier(string dotted) => Add(Asn1Description.Of(_name, dotted));

    public void BeginSequence() => _open.Push((_name, new(), false));

    public void Member(string name) => _name = name;

    public void EndSequence() => End();

    public void BeginList() => _open.Push((_name, new(), true));

    public void Element() => _name = "";

    public void EndList() => End();

    public void BeginChoice(string name)
    {
        _open.Push((_name, new(), false));
        _name = name;
    }

    public void EndChoice() => End();

    private void End()
    {
        (string name, Asn1Fields fields, bool isList) = _open.Pop();
        Add(fields.Under(name) with { IsList = isList });
    }

    private void Add(Asn1Description part)
    {
        if (_open.TryPeek(out (string Name, Asn1Fields Fields, bool IsList) around)) around.Fields.Add(part);
        else Written = part;
    }
}
