using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using EuiccSim.Card.Profiles;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Card.Store.Images;

/// <summary>What has changed in a Profile since its package was installed: the package says all the rest.</summary>
internal static class UiccImage
{
    internal static void Write(Utf8JsonWriter json, UiccProfile uicc)
    {
        json.WriteStartObject("contents");
        foreach ((int id, Octets content) in uicc.Contents.OrderBy(one => one.Key))
            json.WriteOctets(FilePath.Of(uicc.Files.WithContent(id)), content);
        json.WriteEndObject();
        json.WriteStartObject("lifeCycles");
        foreach ((int id, byte lifeCycle) in uicc.LifeCycles.OrderBy(one => one.Key))
            json.WriteString(FilePath.Of(uicc.Files[id]), Hex(lifeCycle));
        json.WriteEndObject();
        WritePins(json, uicc);
        WriteSequences(json, uicc);
    }

    /// <summary>The Profile of a package with its changes.</summary>
    internal static UiccProfile Read(ImageNode node, UiccProfile installed)
    {
        UiccProfile uicc = installed;
        foreach ((string path, ImageNode content) in node["contents"].Members())
        {
            FileNode file = Find(path, content, uicc);
            if (file.Kind.IsDirectory()) throw content.Fault("a directory has no content");
            uicc = uicc.WithContent(file, ReadContent(content, file, uicc));
        }
        foreach ((string path, ImageNode lifeCycle) in node["lifeCycles"].Members())
            uicc = uicc with { LifeCycles = uicc.LifeCycles.SetItem(Find(path, lifeCycle, uicc).Id, lifeCycle.Octets(1, 1)[0]) };
        return uicc with
        {
            Pins = ReadEach(node["pins"], installed.Pins, ReadPin),
            Puks = ReadEach(node["puks"], installed.Puks, ReadPuk),
            Aka = ReadEach(node["aka"], installed.Aka, ReadSequences),
        };
    }

    private static void WritePins(Utf8JsonWriter json, UiccProfile uicc)
    {
        json.WriteStartArray("pins");
        foreach (PinState pin in uicc.Pins)
        {
            json.WriteStartObject();
            json.WriteString("reference", Hex(pin.Reference));
            json.WriteOctets("value", pin.Value);
            json.WriteBoolean("enabled", pin.Enabled);
            json.WriteBoolean("replacedByUniversal", pin.ReplacedByUniversal);
            json.WriteNumber("triesLeft", pin.TriesLeft);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("puks");
        foreach (PukState puk in uicc.Puks)
        {
            json.WriteStartObject();
            json.WriteString("reference", Hex(puk.Reference));
            json.WriteOctets("value", puk.Value);
            json.WriteNumber("triesLeft", puk.TriesLeft);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteSequences(Utf8JsonWriter json, UiccProfile uicc)
    {
        json.WriteStartArray("aka");
        foreach (AkaRecord record in uicc.Aka)
        {
            json.WriteStartObject();
            json.WriteStartArray("sequences");
            foreach (long sequence in record.Sequences) json.WriteNumberValue(sequence);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static FileNode Find(string path, ImageNode at, UiccProfile uicc) =>
        FilePath.Find(uicc.Files, path) ?? throw at.Fault("the package makes no such file");

    /// <summary>Commands rely on the size that was given when the file was made.</summary>
    private static Octets ReadContent(ImageNode node, FileNode file, UiccProfile uicc)
    {
        int size = uicc.Files.InitialContent(file.ContentId).Length;
        return file.Kind == FileKind.BerTlv ? node.Octets(0, file.Parameters.Room) : node.Octets(size, size);
    }

    private static PinState ReadPin(ImageNode node, PinState installed)
    {
        CheckReference(node.Only("reference", "value", "enabled", "replacedByUniversal", "triesLeft"), installed.Reference);
        return installed with
        {
            Value = node["value"].Octets(PinSize, PinSize),
            Enabled = node["enabled"].Flag(),
            ReplacedByUniversal = node["replacedByUniversal"].Flag(),
            TriesLeft = (int)node["triesLeft"].Number(0, MaximumTries),
        };
    }

    private static PukState ReadPuk(ImageNode node, PukState installed)
    {
        CheckReference(node.Only("reference", "value", "triesLeft"), installed.Reference);
        return installed with { Value = node["value"].Octets(PinSize, PinSize), TriesLeft = (int)node["triesLeft"].Number(0, MaximumTries) };
    }

    private static AkaRecord ReadSequences(ImageNode node, AkaRecord installed)
    {
        ImageNode sequences = node.Only("sequences")["sequences"];
        if (sequences.Count != installed.Sequences.Length) throw sequences.Fault($"these are {installed.Sequences.Length} numbers");
        return installed with { Sequences = [.. sequences.Items().Select(one => one.Number(0, MaximumSequence))] };
    }

    private static ImmutableArray<T> ReadEach<T>(ImageNode node, ImmutableArray<T> installed, Func<ImageNode, T, T> read)
    {
        if (node.Count != installed.Length) throw node.Fault($"the package makes {installed.Length} of these");
        return [.. node.Items().Select((item, i) => read(item, installed[i]))];
    }

    private static void CheckReference(ImageNode node, byte expected)
    {
        if (node["reference"].Octets(1, 1)[0] != expected) throw node["reference"].Fault($"the package has the reference {Hex(expected)} here");
    }

    private static string Hex(byte octet) => octet.ToString("X2", CultureInfo.InvariantCulture);

    private const int PinSize = 8;
    private const int MaximumTries = 15;

    // The package gives SEQ in 6 octets.
    private const long MaximumSequence = (1L << 48) - 1;
}
