using EuiccSim.Lpa;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Crypto;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.SmDp.Orders;

namespace EuiccSim.Testing;

/// <summary>
/// An SM-DP+ of its own for one profile package, in this process: it installs the package onto any eUICC that trusts the CI of its certificates,
/// without a network.
/// </summary>
/// <threadsafety>One installation at a time.</threadsafety>
public sealed class LocalInstallation
{
    private readonly SmdpServer _server;
    private readonly IReadOnlyList<RspPki> _pkis;
    private readonly ActivationCode _code;

    private LocalInstallation(SmdpServer server, IReadOnlyList<RspPki> pkis, ProfileOrder order) =>
        (_server, _pkis, _code, Iccid) = (server, pkis, server.ActivationCodeOf(order), order.Iccid);

    /// <summary>The profile.</summary>
    public Iccid Iccid { get; }

    /// <summary>Makes the server, and orders the profile there.</summary>
    /// <param name="pkis">The certificates that the server has, one set for each curve, most wanted first. They stay the caller's.</param>
    /// <param name="package">
    /// The unprotected profile package. The eUICC is told no address to which it would send notifications later: the server ends with the process.
    /// </param>
    /// <param name="options">Clock and randomness; the system's if null.</param>
    /// <exception cref="Asn1ContentException">The package does not begin with a profile header.</exception>
    /// <exception cref="WorldException">The server refuses the order.</exception>
    public static async Task<LocalInstallation> PrepareAsync(IReadOnlyList<RspPki> pkis, Octets package, LocalInstallationOptions? options = null)
    {
        options ??= new();
        SmdpServer server = new(new()
        {
            Address = Address,
            Credentials = SequenceOf.From(pkis.Select(SmdpCredential.From)),
            Time = options.Time,
            Random = options.Random,
        });
        ProfileOrder stock = await server.Orders.AddAsync(Profile.FromPackage(package, ServiceProvider)).ConfigureAwait(false);
        Require(await server.Es2.DownloadOrderAsync(stock.Iccid).ConfigureAwait(false));
        ProfileOrder order = Require(await server.Es2.ConfirmOrderAsync(stock.Iccid, new()).ConfigureAwait(false));
        return new(server, pkis, order);
    }

    /// <summary>The way to this server, and to others: an LPA is to be opened with it.</summary>
    /// <param name="others">The way to all other servers; null for none.</param>
    public IEs9Transport WayTo(IEs9Transport? others = null) => new Way(new InProcessTransport(_server), others);

    /// <summary>Installs the profile.</summary>
    /// <param name="lpa">An LPA on the card, opened with <see cref="WayTo"/>.</param>
    /// <param name="options">The device, and how to ask the user; the defaults if null.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellationToken">As for <see cref="LpaClient.DownloadAsync"/>.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="UntrustedCiException">The eUICC trusts another CI than those of the server's certificates.</exception>
    /// <remarks>Throws as <see cref="LpaClient.DownloadAsync"/> says besides.</remarks>
    public async Task<DownloadOutcome> InstallAsync(
        LpaClient lpa, DownloadOptions? options = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        EuiccInfo1 euicc = (await lpa.Es10b.GetEuiccInfo1Async(cancellationToken).ConfigureAwait(false)).Value;
        Octets[] own = [.. _pkis.Select(pki => pki.TrustedCi.SubjectKeyIdentifier)];
        if (!euicc.EuiccCiPKIdListForVerification.Any(own.Contains)) throw new UntrustedCiException([.. euicc.EuiccCiPKIdListForVerification], own);
        return await lpa.DownloadAsync(_code, options, progress, cancellationToken).ConfigureAwait(false);
    }

    private static ProfileOrder Require(OrderOutcome outcome) =>
        outcome is OrderOutcome.Done done ? done.Order : throw new WorldException($"The SM-DP+ refused the order: {outcome}.");

    private const string ServiceProvider = "EuiccSim";

    // RFC 2606: no name server knows it.
    private const string Address = "local.euiccsim.invalid";

    private sealed class Way(IEs9Transport own, IEs9Transport? others) : IEs9Transport
    {
        public Task<Es9HttpResponse> PostAsync(string serverAddress, string function, Octets request, CancellationToken cancellationToken) =>
            (serverAddress == Address || others is null ? own : others).PostAsync(serverAddress, function, request, cancellationToken);
    }
}

/// <summary>Clock and randomness of a <see cref="LocalInstallation"/>.</summary>
public sealed record LocalInstallationOptions
{
    /// <summary>The server's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the server's keys and numbers come from.</summary>
    public RandomSource Random { get; init; } = RandomSource.System;
}

/// <summary>An eUICC takes profiles only from servers whose certificates lead to a CI that it knows, and the certificates here lead to others.</summary>
public sealed class UntrustedCiException : Exception
{
    internal UntrustedCiException(IReadOnlyList<Octets> trusted, IReadOnlyList<Octets> own)
        : base($"The card trusts the CI {string.Join(", ", trusted)}, and the certificates of the server here are under {string.Join(", ", own)}: "
            + "a profile can be installed only where the card trusts the server's CI.") => (Trusted, Own) = (trusted, own);

    /// <summary>The CIs that the eUICC trusts: the identifiers of their keys.</summary>
    public IReadOnlyList<Octets> Trusted { get; }

    /// <summary>The CIs of the server's certificates.</summary>
    public IReadOnlyList<Octets> Own { get; }
}
