using EuiccSim.Protocol.Crypto;

namespace EuiccSim.Cli.Pki;

/// <summary><c>euiccsim pki create</c>.</summary>
internal sealed class PkiCommand
{
    private readonly Argument<DirectoryInfo> _folder = new("DIR") { Description = "Where to; CertificateIssuer, EUM, eUICC, DPauth and so on are made in it." };
    private readonly Option<string> _curve = new("--curve") { Description = "nist, brainpool or both.", DefaultValueFactory = _ => "both" };
    private readonly Option<string[]> _host = new("--host") { Description = "A host name of the SM-DP+, for its TLS certificate.", HelpName = "FQDN" };

    private PkiCommand() => _curve.AcceptOnlyFromAmong("nist", "brainpool", "both");

    internal static Command Build(Surroundings at)
    {
        PkiCommand verb = new();
        return new Command("pki", "Certificates and keys for tests.")
        {
            new Command("create", "Makes a test PKI in the SGP.26 folder layout.") { verb._folder, verb._curve, verb._host }.Does(at, verb.Create),
        };
    }

    private VerbResult Create(VerbCall call)
    {
        string path = call.Parsed.GetRequiredValue(_folder).FullName;
        if (Directory.Exists(Path.Combine(path, "CertificateIssuer")))
            throw CommandFailure.Missing("exists", $"There is a PKI in {path} already: --pki takes it, and another folder gets a new one.");
        TestPkiOptions options = new();
        if (call.Parsed.GetValue(_host) is { Length: > 0 } hosts) options = options with { DpHosts = [.. hosts, .. options.DpHosts] };
        Failures.OfFiles("directory", () => PrivateFolder.Create(path));
        string curve = call.Parsed.GetRequiredValue(_curve);
        if (curve != "brainpool") Save(EcCurve.NistP256);
        if (curve != "nist") Save(EcCurve.BrainpoolP256r1);
        return new Done($"Made a test PKI in {path}.", ("directory", path), ("curve", curve), ("eid", options.EidDigits));

        void Save(EcCurve of)
        {
            using RspPki pki = TestPki.Create(of, call.At.Random, call.At.Yesterday, options);
            Failures.OfFiles("directory", () => PkiDirectory.Save(pki, path));
        }
    }
}
