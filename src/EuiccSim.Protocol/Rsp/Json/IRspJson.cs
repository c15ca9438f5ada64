namespace EuiccSim.Protocol.Rsp.Json;

/// <summary>A message of the JSON binding, or a part of one. SGP.22 v2.5 §6.5.</summary>
/// <remarks>
/// Reader and writer are generated from <see cref="JsonMessageAttribute"/> and not by a JSON serialiser: nearly every field is a whole TLV in base64
/// that must be kept as it came, and a serialiser's metadata would describe all the ASN.1 behind it.
/// </remarks>
/// <typeparam name="TSelf">The message.</typeparam>
public interface IRspJson<TSelf>
    where TSelf : IRspJson<TSelf>
{
    /// <summary>Takes the message's fields from a JSON object.</summary>
    /// <exception cref="RspMessageException">A field is missing or wrong.</exception>
    static abstract TSelf Read(JsonObjectReader json);

    /// <summary>Adds the message's fields to a JSON object.</summary>
    void Write(JsonObjectWriter json);
}

/// <summary>A JSON request, tied to its function. SGP.22 v2.5 §6.5.2.</summary>
public interface IRspRequest
{
    /// <summary>The last part of the URL: "initiateAuthentication".</summary>
    static abstract string Function { get; }
}
