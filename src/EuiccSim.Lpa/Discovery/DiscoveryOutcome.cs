using EuiccSim.Lpa.Es9;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Lpa.Discovery;

/// <summary>How a discovery ended. Match it by its cases.</summary>
public abstract record DiscoveryOutcome
{
    private DiscoveryOutcome()
    {
    }

    /// <summary>The SM-DS answered.</summary>
    /// <param name="Events">What waits, at SM-DP+s; empty if nothing does.</param>
    public sealed record Answered(SequenceOf<DiscoveredEvent> Events) : DiscoveryOutcome;

    /// <summary>The SM-DS refused.</summary>
    /// <param name="ServerAddress">The SM-DS.</param>
    /// <param name="Function">The function of ES11, "authenticateClient".</param>
    /// <param name="Code">Subject and reason; what the server did not give is empty.</param>
    /// <param name="Meaning">What the codes mean, in words.</param>
    /// <param name="ServerMessage">The server's own words, if it gave any.</param>
    public sealed record RefusedByServer(string ServerAddress, string Function, StatusCode Code, string Meaning, string? ServerMessage) : DiscoveryOutcome
    {
        /// <summary>What a person can do about it, in a sentence; null where there is nothing to be said.</summary>
        public string? Advice => StatusCodeMeaning.AdviceFor(Code);

        /// <summary>When the certificates are valid that the server refuses; none where it refuses something else.</summary>
        public SequenceOf<CertificateDates> Certificates { get; init; } = [];
    }

    /// <summary>The eUICC refused the SM-DS.</summary>
    /// <param name="ServerAddress">The SM-DS.</param>
    /// <param name="Function">The function of ES10b, "AuthenticateServer".</param>
    /// <param name="Code">The function's error code.</param>
    /// <param name="Name">The standard's name of the code, "invalidSignature"; the number where it has none.</param>
    /// <param name="Meaning">What the code means, in a sentence.</param>
    public sealed record RefusedByEuicc(string ServerAddress, string Function, int Code, string Name, string Meaning) : DiscoveryOutcome
    {
        /// <summary>When the certificate is valid that the eUICC refuses; none where it refuses something else.</summary>
        public SequenceOf<CertificateDates> Certificates { get; init; } = [];
    }

    /// <summary>The server is not who it should be, or mixes up sessions.</summary>
    /// <param name="ServerAddress">The server.</param>
    /// <param name="What">"serverAddress", "euiccChallenge", "transactionId", or "role" if it is no SM-DS.</param>
    /// <param name="Expected">What it should have said.</param>
    /// <param name="Received">What it said.</param>
    public sealed record ServerMismatch(string ServerAddress, string What, string Expected, string Received) : DiscoveryOutcome;

    /// <summary>No address was given, and the eUICC has no root SM-DS.</summary>
    public sealed record NoServerAddress : DiscoveryOutcome;
}
