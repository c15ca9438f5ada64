using System.Text.Json;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Rsp.Es9;

/// <summary>Carries one ES9+ (or ES11) call to a server: in process, or over HTTPS.</summary>
public interface IEs9Transport
{
    /// <summary>Posts a JSON object to https://ADDRESS/gsma/rsp2/es9plus/FUNCTION (SGP.22 v2.5 §6.1).</summary>
    /// <param name="serverAddress">The server's FQDN, with a port where one is given.</param>
    /// <param name="function">"initiateAuthentication", "authenticateClient", "getBoundProfilePackage", "cancelSession" or "handleNotification".</param>
    /// <param name="request">The JSON object, UTF-8.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The HTTP status and the body (empty for 204).</returns>
    /// <exception cref="Es9TransportException">The server could not be reached, or what speaks for it is not to be trusted.</exception>
    Task<Es9HttpResponse> PostAsync(string serverAddress, string function, Octets request, CancellationToken cancellationToken);
}

/// <summary>What a server answered.</summary>
/// <param name="Status">The HTTP status: 200 with a body, 204 without.</param>
/// <param name="Body">The JSON object, UTF-8.</param>
public sealed record Es9HttpResponse(int Status, Octets Body);

/// <summary>A call did not reach the server, or no answer came back.</summary>
public sealed class Es9TransportException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What is the matter, for programs; the message is for people.</summary>
    public Es9TransportFault Fault { get; init; }

    /// <summary>The HTTP status, where it is what is the matter; null otherwise.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The function that was called, where the answer to it is what is the matter; null otherwise.</summary>
    public string? Function { get; init; }

    /// <summary>What was being waited for, where it took too long; null otherwise.</summary>
    public Es9Timeout? Timeout { get; init; }

    /// <summary>The time that was over then; null where only the system knows it, and otherwise.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>Writes what there is besides fault and message as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        if (HttpStatus is { } status) json.WriteNumber("httpStatus", status);
        if (Timeout is { } timeout) json.WriteString("timeout", StandardName.Of(timeout));
        if (After is { } after) json.WriteNumber("seconds", after.TotalSeconds);
    }
}

/// <summary>What a caller waits for, and not for ever.</summary>
public enum Es9Timeout
{
    /// <summary>A connection to the server, or to the proxy before it.</summary>
    Connect,

    /// <summary>The TLS handshake.</summary>
    TlsHandshake,

    /// <summary>The beginning of the answer.</summary>
    Answer,

    /// <summary>The end of an answer that has begun.</summary>
    WholeAnswer,
}

/// <summary>Why a call to a server came to nothing.</summary>
public enum Es9TransportFault
{
    /// <summary>None of the others.</summary>
    Other = 0,

    /// <summary>The address is none that can be called.</summary>
    InvalidAddress,

    /// <summary>The host's name is not known (DNS).</summary>
    NoSuchHost,

    /// <summary>The host is there, and nothing listens at the port; or the network has no way there.</summary>
    CannotConnect,

    /// <summary>It took too long.</summary>
    TimedOut,

    /// <summary>Both sides could not agree on TLS, or the other side does not speak it.</summary>
    TlsFailed,

    /// <summary>The server's certificate does not lead to an issuer that is trusted.</summary>
    NotTrusted,

    /// <summary>The server's certificate has expired, or is not valid yet.</summary>
    CertificateNotValidNow,

    /// <summary>The server's certificate is for another name.</summary>
    WrongName,

    /// <summary>The server's certificate is not meant for this: role, key usage or extended key usage.</summary>
    WrongPurpose,

    /// <summary>The connection broke before the answer was there.</summary>
    ConnectionLost,

    /// <summary>What came back is no answer of ES9+: another HTTP status, a redirection, a page for people.</summary>
    NotEs9,

    /// <summary>The answer is longer than allowed.</summary>
    TooLarge,
}
