namespace EuiccSim.Protocol.Rsp.Es9;

/// <summary>A message of the JSON binding of ES9+ and ES11. SGP.22 v2.5 §6.5.</summary>
/// <remarks>
/// Reading and writing is by hand and not by a JSON serialiser: nearly every field is a whole TLV in base64 that must be kept as it came,
/// and a serialiser's metadata would describe all the ASN.1 behind it.
/// </remarks>
/// <typeparam name="TSelf">The message.</typeparam>
public interface IEs9Json<TSelf>
    where TSelf : IEs9Json<TSelf>
{
    /// <summary>Takes the message's fields from a JSON object.</summary>
    /// <exception cref="Es9MessageException">A field is missing or wrong.</exception>
    static abstract TSelf Read(Es9JsonReader json);

    /// <summary>Adds the message's fields to a JSON object.</summary>
    void Write(Es9JsonWriter json);
}

/// <summary>A JSON request, tied to its function. SGP.22 v2.5 §6.5.2.</summary>
public interface IEs9Request
{
    /// <summary>The last part of the URL: "initiateAuthentication".</summary>
    static abstract string Function { get; }
}
