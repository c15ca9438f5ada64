using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using EuiccSim.Protocol.Crypto.Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace EuiccSim.Servers.AspNetCore.Tls;

/// <summary>TLS 1.2 and 1.3 on a listener of Kestrel. SGP.22 v2.5 §2.6.6.</summary>
internal static class TlsListener
{
    /// <summary>Server authentication, and of clients too where there are CAs for them.</summary>
    internal static void UseRspTls(
        this ListenOptions listener, IEnumerable<ServerTlsCertificate> certificates, X509Certificate2Collection? clientCas, TimeSpan timeout)
    {
        listener.Protocols = HttpProtocols.Http1;
        CertificateChoice choice = new(certificates);
        TimeProvider time = TimeProvider.System;
        listener.Use(next => connection => PeekAsync(connection, next, timeout, time));
        listener.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = timeout,
            OnConnection = context => ValueTask.FromResult(Options(choice.For(HelloOf(context.Connection)), clientCas)),
        });
    }

    private static SslServerAuthenticationOptions Options(SslStreamCertificateContext certificate, X509Certificate2Collection? clientCas)
    {
        SslServerAuthenticationOptions options = new()
        {
            ServerCertificateContext = certificate,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
        if (clientCas is null) return options;
        options.ClientCertificateRequired = true;
        options.CertificateChainPolicy = ClientPolicy(clientCas);
        options.RemoteCertificateValidationCallback = static (_, certificate, chain, errors) =>
            certificate is not null && errors == SslPolicyErrors.None && chain is not null
            && TlsPathRoles.AreForTls(chain.ChainElements.Select(element => element.Certificate));
        return options;
    }

    // The given CAs and no others: whom the system trusts is no operator.
    private static X509ChainPolicy ClientPolicy(X509Certificate2Collection clientCas)
    {
        X509ChainPolicy policy = new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(clientCas);
        policy.ApplicationPolicy.Add(new(ClientAuthentication));
        return policy;
    }

    // Looks at the ClientHello and leaves it where it is. The TLS layer's own time limit begins after this.
    private static async Task PeekAsync(ConnectionContext connection, ConnectionDelegate next, TimeSpan timeout, TimeProvider time)
    {
        using CancellationTokenSource limit = new(timeout, time);
        PipeReader input = connection.Transport.Input;
        while (true)
        {
            ReadResult read;
            try
            {
                read = await input.ReadAsync(limit.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                return;
            }
            ReadOnlySequence<byte> buffer = read.Buffer;
            if (ClientHello.TryRead(buffer, out ClientHello? hello) || read.IsCompleted || read.IsCanceled)
            {
                input.AdvanceTo(buffer.Start, buffer.Start);
                if (hello is not null) connection.Items[s_key] = hello;
                break;
            }
            input.AdvanceTo(buffer.Start, buffer.End);
        }
        await next(connection);
    }

    private static ClientHello? HelloOf(BaseConnectionContext connection) =>
        connection.Items.TryGetValue(s_key, out object? hello) ? (ClientHello?)hello : null;

    private static readonly object s_key = new();
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
}
