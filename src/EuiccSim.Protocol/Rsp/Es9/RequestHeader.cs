namespace EuiccSim.Protocol.Rsp.Es9;

/// <summary>The header of a JSON request between servers, on ES2+ and ES12. SGP.22 v2.5 §5.2.3, §6.5.1.3.</summary>
public sealed record RequestHeader
{
    /// <summary>Who asks.</summary>
    public required string FunctionRequesterIdentifier { get; init; }

    /// <summary>Which call it is, in the requester's words.</summary>
    public required string FunctionCallIdentifier { get; init; }

    /// <summary>Takes the header from a request.</summary>
    /// <exception cref="Es9MessageException">It is missing or wrong.</exception>
    public static RequestHeader Read(Es9JsonReader json)
    {
        Es9JsonReader header = json.Object("header");
        return new()
        {
            FunctionRequesterIdentifier = header.Text("functionRequesterIdentifier"),
            FunctionCallIdentifier = header.Text("functionCallIdentifier"),
        };
    }

    /// <summary>Adds the header to a request.</summary>
    public void Write(Es9JsonWriter json) => json.Object("header", header =>
    {
        header.Text("functionRequesterIdentifier", FunctionRequesterIdentifier);
        header.Text("functionCallIdentifier", FunctionCallIdentifier);
    });
}
