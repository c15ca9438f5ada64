using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Protocol.Crypto.Certificates;

namespace EuiccSim.Servers.AspNetCore.Tests.Support;

/// <summary>curl, which shares no code with us: its HTTP and its TLS are its own and OpenSSL's.</summary>
internal sealed class Curl : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("euiccsim").FullName;

    internal static Curl Require()
    {
        foreach (string folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            if (File.Exists(Path.Combine(folder, "curl"))) return new();
        Assert.Ignore("needs the program curl");
        throw new UnreachableException();
    }

    internal string Pem(RspCertificate certificate, string name) => Write(name,
        X509CertificateLoader.LoadCertificate(certificate.Encoded.Span).ExportCertificatePem());

    internal string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Posts to a host by the name of the test SM-DP+.</summary>
    /// <returns>The exit code, and the answer with its headers.</returns>
    internal async Task<(int ExitCode, string Output)> RunAsync(Uri server, string path, params string[] arguments)
    {
        ProcessStartInfo start = new("curl") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["-sS", "-i", "--max-time", "20", "--resolve", $"{Site.Address}:{server.Port}:127.0.0.1", .. arguments,
            $"https://{Site.Address}:{server.Port}{path}"])
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output.Length == 0 ? await error : output);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
