using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EuiccSim.Protocol.Crypto.Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace EuiccSim.Servers.AspNetCore.Tls;

/// <summary>TLS 1.2 and 1.3 on listeners of Kestrel. SGP.22 v2.5 §2.6.6.</summary>
/// <param name="certificates">The server's.</param>
/// <param name="clientCas">Under which clients must have certificates; null if they need none.</param>
/// <param name="timeout">For a handshake.</param>
/// <param name="refused">Told of connections that come to nothing: the client's address, and why.</param>
internal sealed class TlsListener(
    IEnumerable<ServerTlsCertificate> certificates, X509Certificate2Collection? clientCas, TimeSpan timeout, Action<string, string> refused)
{
    private readonly CertificateChoice _choice = new(certificates);

    /// <summary>Server authentication, and of clients too where there are CAs for them.</summary>
    internal void Use(ListenOptions listener)
    {
        listener.Protocols = HttpProtocols.Http1;
        TimeProvider time = TimeProvider.System;
        listener.Use(next => connection => PeekAsync(connection, next, time));
        listener.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = timeout,
            OnConnection = context => ValueTask.FromResult(Options(context.Connection)),
        });
    }

    private SslServerAuthenticationOptions Options(BaseConnectionContext connection)
    {
        SslServerAuthenticationOptions options = new()
        {
            ServerCertificateContext = _choice.For(HelloOf(connection)),
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
        if (clientCas is null) return options;
        options.ClientCertificateRequired = true;
        options.CertificateChainPolicy = ClientPolicy(clientCas);
        options.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
        {
            if (ClientCertificate.WhyNot(certificate, chain, errors, clientCas) is not { } reason) return true;
            refused(Name(connection), reason);
            return false;
        };
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
    private async Task PeekAsync(ConnectionContext connection, ConnectionDelegate next, TimeProvider time)
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
                else if (!buffer.IsEmpty && buffer.FirstSpan[0] != Handshake) refused(Name(connection), WordsOf(buffer.FirstSpan));
                break;
            }
            input.AdvanceTo(buffer.Start, buffer.End);
        }
        await next(connection);
    }

    private static string WordsOf(ReadOnlySpan<byte> first)
    {
        foreach (string method in s_methods) if (first.StartsWith(Encoding.ASCII.GetBytes(method))) return "it speaks plain HTTP, and here is HTTPS";
        return "what it sent is no TLS";
    }

    private static string Name(BaseConnectionContext connection) => connection.RemoteEndPoint?.ToString() ?? "a client";

    private static ClientHello? HelloOf(BaseConnectionContext connection) =>
        connection.Items.TryGetValue(s_key, out object? hello) ? (ClientHello?)hello : null;

    private static readonly object s_key = new();
    private static readonly string[] s_methods = ["GET ", "HEAD ", "POST ", "PUT ", "DELETE ", "OPTIONS ", "PATCH ", "CONNECT ", "TRACE "];
    private const byte Handshake = 22; // RFC 8446 §5.1
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
}
