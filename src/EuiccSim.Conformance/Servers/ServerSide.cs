using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Running;
using EuiccSim.Conformance.Servers.Calls;
using EuiccSim.Conformance.Servers.Wire;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Crypto.Certificates;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Testing;

namespace EuiccSim.Conformance.Servers;

/// <summary>One server, as eUICCs and LPAs see it, and what was found out of it.</summary>
internal sealed class ServerSide(Side side, ServerWire wire, IReadOnlyList<RspPki> pkis, IReadOnlyList<RspCertificate> cis)
{
    private readonly List<RspCertificate> _served = [];

    internal Side Side => side;

    internal ServerWire Wire => wire;

    /// <summary>The name that it is asked by, and has to sign.</summary>
    internal string Address { get; private set; } = "";

    /// <summary>The CIs that the run knows and that the server has certificates under, the first of them the first to be asked for.</summary>
    internal IReadOnlyList<RspCertificate> Served => _served;

    /// <summary>The sets of keys that the server trusts.</summary>
    internal IReadOnlyList<RspPki> Trusted => [.. pkis.Where(pki => _served.Any(ci => ci.SubjectKeyIdentifier == pki.Ci.SubjectKeyIdentifier))];

    private bool HasAsn1 { get; set; }

    private bool IsV3 { get; set; }

    /// <summary>Asks the server for a session under each CI.</summary>
    internal async Task FindOutAsync(RunOptions options, Recorder recorder, CancellationToken cancellationToken)
    {
        _served.Clear();
        RspCertificate? broken = null;
        (Address, HasAsn1, IsV3) = (wire.Url.Host, false, false);
        foreach (RspCertificate ci in cis)
        {
            if (ci.SubjectKeyIdentifier is not { } identifier) continue;
            string[] addresses = wire.Url.IsDefaultPort || _served.Count > 0 ? [Address] : [Address, wire.Url.Authority];
            foreach (string address in addresses)
            {
                switch (await AskAsync(RspBinding.Json, identifier, address))
                {
                    case Standing.Refused:
                        continue;
                    case Standing.Broken:
                        // Not this CI's fault: cases say what is wrong with the answer.
                        broken ??= ci;
                        continue;
                }
                _served.Add(ci);
                Address = address;
                break;
            }
        }
        if (_served.Count == 0 && broken is not null) _served.Add(broken);
        if (_served.Count > 0) HasAsn1 = await AskAsync(RspBinding.Asn1, _served[0].SubjectKeyIdentifier!.Value, Address) == Standing.Done;

        async Task<Standing> AskAsync(RspBinding binding, Octets ci, string address)
        {
            Octets info = PlayedEuicc.Info1Of(new VersionType(2, 5), [ci], [ci], Octets.Empty);
            FunctionCall call = FunctionCall.InitiateAuthentication(Digits.DrawOctets(options.Random, 16), info, address);
            HttpAnswer answer = await wire.SendAsync(call.In(binding), recorder, options.Time, cancellationToken);
            IsV3 |= answer.AdminProtocol?.StartsWith("gsma/rsp/v3", StringComparison.OrdinalIgnoreCase) == true;
            return StandingOf(answer, binding);
        }
    }

    /// <summary>What the run knows of it.</summary>
    internal IEnumerable<TargetOption> Options()
    {
        RspPki? first = Trusted is [{ } pki, ..] ? pki : null;
        string source = cis.Count == 0 ? "no --pki and no CI in --ca was given" : "InitiateAuthentication under each CI of --pki and --ca";
        yield return Option(ServerOption.Ci, _served.Count > 0, source);
        yield return Option(ServerOption.Keys, first is not null, pkis.Count == 0 ? "no --pki was given" : source);
        yield return Option(ServerOption.EumKey, first?.EumKey is not null, "the key of the EUM in --pki");
        yield return Option(ServerOption.CiKey, first?.CiKey is not null, "the key of the CI in --pki");
        yield return Option(ServerOption.Nist, Has(EcCurve.NistP256), source);
        yield return Option(ServerOption.Brainpool, Has(EcCurve.BrainpoolP256r1), source);
        yield return Option(ServerOption.Asn1, HasAsn1, "InitiateAuthentication in ASN.1");
        yield return Option(ServerOption.V3, IsV3, "X-Admin-Protocol of its answers");
        yield return Option(ServerOption.Tls, wire.IsTls, "the way to the server");
    }

    /// <summary>A CI that the server has certificates under, on a curve where one is named.</summary>
    internal RspCertificate CiOn(EcCurve? curve = null) =>
        _served.FirstOrDefault(ci => curve is null || ci.Curve == curve) ?? throw Bench.DoesNotApply($"ci: none on {curve?.Name ?? "any curve"}");

    /// <summary>A maker of eUICCs, on a curve where one is named.</summary>
    internal EuiccMaker Maker(RandomSource random, EcCurve? curve = null)
    {
        RspPki pki = Trusted.FirstOrDefault(one => curve is null || one.Curve == curve)
            ?? throw Bench.DoesNotApply($"keys: none on {curve?.Name ?? "any curve"} that the server trusts");
        return new(pki, [pki.Ci.SubjectKeyIdentifier!.Value], random);
    }

    private bool Has(EcCurve curve) => _served.Any(ci => ci.Curve == curve);

    private TargetOption Option(string name, bool value, string from) => new(ServerOption.Of(side, name), value, from);

    private enum Standing
    {
        Done,
        Refused,
        Broken,
    }

    private static Standing StandingOf(HttpAnswer answer, RspBinding binding)
    {
        try
        {
            return new FunctionAnswer(new Silent(), "", binding, answer).IsDone ? Standing.Done : Standing.Refused;
        }
        catch (Exception fault) when (fault is Judging.VerdictException or Asn1ContentException)
        {
            return Standing.Broken;
        }
    }

    /// <summary>Holds expectations of which nobody is told.</summary>
    private sealed class Silent() : Bench(new(), CancellationToken.None);
}
