namespace EuiccSim.Protocol.Rsp.Es9;

/// <summary>The header of a JSON request between servers (ES2+, ES12, ES15); ES9+ and ES11 have none. SGP.22 v2.5 §6.5.1.3.</summary>
public sealed record RequestHeader
{
    /// <summary>Who asks.</summary>
    public required string FunctionRequesterIdentifier { get; init; }

    /// <summary>The call: the requester's own number for it.</summary>
    public required string FunctionCallIdentifier { get; init; }

    internal static RequestHeader Read(Es9JsonReader json)
    {
        Es9JsonReader header = json.Object("header");
        return new()
        {
            FunctionRequesterIdentifier = header.Text("functionRequesterIdentifier"),
            FunctionCallIdentifier = header.Text("functionCallIdentifier"),
        };
    }

    internal void Write(Es9JsonWriter json) => json.Object("header", header =>
    {
        header.Text("functionRequesterIdentifier", FunctionRequesterIdentifier);
        header.Text("functionCallIdentifier", FunctionCallIdentifier);
    });
}
