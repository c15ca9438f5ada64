using System.Text.Json;
using EuiccSim.Http;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Lpa;

/// <summary>
/// When a certificate is valid that somebody refused, beside the clock here: whether it has expired, or a clock is off, a person can see from
/// these alone.
/// </summary>
/// <param name="Holder">Whose it is: "the SM-DP+ (CERT.DPauth, CN=…)".</param>
/// <param name="NotBefore">From when on it is valid.</param>
/// <param name="NotAfter">Until when it is valid.</param>
/// <param name="Now">What the clock says here.</param>
public sealed record CertificateDates(string Holder, DateTimeOffset NotBefore, DateTimeOffset NotAfter, DateTimeOffset Now)
{
    /// <summary>True if it is valid by the clock here.</summary>
    public bool IsValidNow => new Validity(NotBefore, NotAfter, Now).IsNow;

    /// <summary>All of it in one sentence.</summary>
    public override string ToString() => $"The certificate of {Holder} {new Validity(NotBefore, NotAfter, Now)}.";

    /// <summary>Writes it as members of the object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("holder", Holder);
        json.WriteString("notBefore", NotBefore);
        json.WriteString("notAfter", NotAfter);
        json.WriteString("now", Now);
        json.WriteBoolean("validNow", IsValidNow);
    }

    /// <summary>Of the certificate that an eUICC refuses; none where it refuses something else.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="role">What the standard calls the certificate: "CERT.DPauth".</param>
    /// <param name="certificate">The server's certificate.</param>
    /// <param name="now">The clock.</param>
    internal static SequenceOf<CertificateDates> Of(EuiccFunctionException refusal, string role, Certificate certificate, DateTimeOffset now) =>
        refusal.Name is "invalidCertificate" or "invalidCertOrCrlTime" ? Of("the server", role, certificate, now) : [];

    /// <summary>Of the certificate that a server refuses, of those that the eUICC has sent; none where it refuses something else.</summary>
    internal static SequenceOf<CertificateDates> Of(StatusCode code, AuthenticateServerResponse? sent, DateTimeOffset now) => (code.Subject, sent) switch
    {
        ("8.1.2", AuthenticateServerResponse.Ok { Value: var euicc }) => Of("the eUICC's manufacturer", "CERT.EUM", euicc.EumCertificate, now),
        ("8.1.3", AuthenticateServerResponse.Ok { Value: var euicc }) => Of("the eUICC", "CERT.EUICC", euicc.EuiccCertificate, now),
        _ => [],
    };

    private static SequenceOf<CertificateDates> Of(string whose, string role, Certificate certificate, DateTimeOffset now)
    {
        try
        {
            RspCertificate read = RspCertificate.Parse(certificate.Encoded);
            return [new($"{whose} ({role}, {read.Subject})", read.NotBefore, read.NotAfter, now)];
        }
        catch (Asn1ContentException)
        {
            // Then it was refused for that.
            return [];
        }
    }
}
