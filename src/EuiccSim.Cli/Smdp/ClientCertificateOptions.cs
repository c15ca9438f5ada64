using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EuiccSim.Cli.Smdp;

/// <summary>The options that say as which operator a server is asked; without them, as this user.</summary>
internal sealed class ClientCertificateOptions
{
    private readonly Option<FileInfo?> _certificate = new("--client-cert") { Description = "The operator's certificate for TLS, instead of your own.", HelpName = "PEM" };
    private readonly Option<FileInfo?> _key = new("--client-key") { Description = "Its private key, where that is in another file.", HelpName = "PEM" };

    internal IReadOnlyList<Option> Options => [_certificate, _key];

    /// <summary>The certificate with its key. Dispose of it.</summary>
    internal X509Certificate2 Read(VerbCall call)
    {
        FileInfo? certificate = call.Parsed.GetValue(_certificate), key = call.Parsed.GetValue(_key);
        if (certificate is null)
        {
            if (key is not null) throw CommandFailure.Missing("arguments", "--client-key goes with --client-cert.");
            using OperatorPki own = UserOperator.Load(call.At);
            return own.ToClientCertificate();
        }
        try
        {
            return Failures.OfFiles("clientCert", () => X509Certificate2.CreateFromPem(Text(certificate), Text(key ?? certificate)));
        }
        catch (CryptographicException e)
        {
            string both = key is null ? $"{certificate.FullName} does not hold" : $"{certificate.FullName} and {key.FullName} are not";
            throw CommandFailure.Missing("clientCert", $"{both} a certificate and its private key in PEM.", e);
        }
    }

    private static string Text(FileInfo file) => Encoding.UTF8.GetString(InputFile.Read(file.FullName));
}
