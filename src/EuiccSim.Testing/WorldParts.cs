using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Testing.Events;
using EuiccSim.Testing.Faults;

namespace EuiccSim.Testing;

/// <summary>What all parts of a world share: certificates, clock, randomness, events and faults.</summary>
internal sealed class WorldParts : IDisposable
{
    private readonly List<RspPki> _own = [];
    private readonly List<EcSigningKey> _keys = [];
    private bool _isDisposed;

    internal WorldParts(EsimWorldOptions options)
    {
        Options = options;
        Time = options.Time ?? new ManualTime(options.Start);
        Events = new(options.KeepsEvents);
        Faults = new(Time);
        Faults.Struck += (fault, party) => Events.Add(new WorldEvent.FaultStruck(Now, fault) { Party = party });
        Pkis = options.Pkis.Count > 0 ? [.. options.Pkis] : [Own(MakePki())];
    }

    internal EsimWorldOptions Options { get; }

    internal RspPki[] Pkis { get; }

    internal TimeProvider Time { get; }

    internal DateTimeOffset Now => Time.GetUtcNow();

    internal WorldEvents Events { get; }

    internal FaultPlan Faults { get; }

    /// <summary>The randomness of one part, which none of the others has.</summary>
    internal RandomSource Random(string part) => Options.Random?.Invoke(part) ?? new SeededRandom($"{Options.Seed} {part}");

    internal void Advance(TimeSpan by)
    {
        Faults.Delay(by);
        Events.Add(new WorldEvent.TimeMoved(Now, by));
    }

    /// <summary>The certificates for the n-th chip. The first is that of the PKIs.</summary>
    internal ReadOnlySpan<RspPki> Chip(int number, string? eid)
    {
        if (number == 1 && eid is null) return Pkis;
        string digits = eid ?? NextEid(Pkis[0].EidDigits, number);
        RandomSource random = Random($"chip {number}");
        RspPki[] chips = [.. Pkis.Select(pki => TestPki.WithChip(pki, digits, random, NotBefore))];
        foreach (RspPki chip in chips) _keys.Add(chip.EuiccKey);
        return chips;
    }

    /// <summary>The certificates for one more SM-DP+.</summary>
    internal RspPki[] Server(string address, int number)
    {
        RandomSource random = Random($"server {number} pki");
        RspPki[] servers = [.. Pkis.Select(pki => TestPki.WithServer(pki, address, new($"2.999.10.{number}"), random, NotBefore))];
        foreach (RspPki server in servers) _keys.AddRange([server.DpAuthKey, server.DpPbKey, server.DpTlsKey!]);
        return servers;
    }

    /// <summary>Said at once, instead of by a signature that does not verify.</summary>
    /// <exception cref="ObjectDisposedException">The world was disposed of.</exception>
    internal void RequireAlive()
    {
        if (_isDisposed) throw new ObjectDisposedException(nameof(EsimWorld), "This world was disposed of, and its keys are forgotten.");
    }

    public void Dispose()
    {
        _isDisposed = true;
        foreach (RspPki pki in _own) pki.Dispose();
        foreach (EcSigningKey key in _keys) key.Dispose();
    }

    // A day before, as certificates of servers elsewhere are not of this moment either.
    private DateTimeOffset NotBefore => Now.AddDays(-1);

    private RspPki MakePki()
    {
        RspPki pki = TestPki.Create(Options.Curve, Random("pki"), NotBefore, new() { Crypto = Options.Crypto });
        return Options.HasSystemKeys ? pki.WithSystemKeys() : pki;
    }

    private RspPki Own(RspPki pki)
    {
        _own.Add(pki);
        return pki;
    }

    /// <summary>The n-th EID of a maker whose check digits are right (SGP.29 §4.3).</summary>
    private static string NextEid(string first, int number)
    {
        for (int check = 0; ; check++)
        {
            string digits = $"{first[..18]}{number:D12}{check:D2}";
            if (Eid.FromDigits(digits).IsValid) return digits;
        }
    }
}
