using System.Text.Json;
using EuiccSim.Cli.Output;
using EuiccSim.Protocol.Asn1;
using Spectre.Console;

namespace EuiccSim.Cli.Uicc;

/// <summary>The answer to AUTHENTICATE in the 3G context. TS 31.102 §7.1.2.1.</summary>
internal sealed record AkaAnswer : VerbResult
{
    private List<(string Name, Octets Value)> Fields { get; init; } = [];

    private bool IsResynchronisation { get; init; }

    /// <summary>A used sequence number is a "no", with the token by which the network can catch up.</summary>
    internal override CommandFailure? Failure => IsResynchronisation
        ? new(ExitCode.SaidNo, "AUTHENTICATE", "synchronisationFailure", $"The SIM has seen this sequence number; AUTS {Fields[0].Value}.", "DC")
        : null;

    /// <exception cref="Asn1ContentException">Neither 'DB' with fields nor 'DC' with AUTS.</exception>
    internal static AkaAnswer Read(Octets data)
    {
        if (data.IsEmpty || data[0] is not (Success or Resynchronisation)) throw Wrong(data);
        AkaAnswer answer = new() { IsResynchronisation = data[0] == Resynchronisation };
        string[] names = answer.IsResynchronisation ? ["auts"] : ["res", "ck", "ik", "kc"];
        Octets rest = data.Slice(1);
        foreach (string name in names)
        {
            if (rest.IsEmpty && name == "kc") break;
            if (rest.IsEmpty || rest.Length - 1 < rest[0]) throw Wrong(data);
            answer.Fields.Add((name, rest.Slice(1, rest[0])));
            rest = rest.Slice(1 + rest[0]);
        }
        return answer;
    }

    internal override void WriteMembers(Utf8JsonWriter json)
    {
        foreach ((string name, Octets value) in Fields) json.WriteString(name, value.ToString());
    }

    internal override void Show(IAnsiConsole console)
    {
        foreach ((string name, Octets value) in Fields) console.Line($"{name.ToUpperInvariant(),-4} {value}");
    }

    private static Asn1ContentException Wrong(Octets data) => new($"AUTHENTICATE answered '{data}'");

    private const byte Success = 0xDB;
    private const byte Resynchronisation = 0xDC;
}
