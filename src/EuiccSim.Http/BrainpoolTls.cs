using System.Runtime.InteropServices;
using System.Text;

namespace EuiccSim.Http;

/// <summary>TLS with servers whose certificate is on brainpoolP256r1, where the system's TLS can be had to do it.</summary>
/// <remarks>
/// A TLS client tells the server which curves it knows, and OpenSSL leaves brainpool out unless it is configured otherwise; .NET has no
/// option for it. Servers with such a certificate then refuse the handshake (SGP.22 v2.5 §2.6.6 has this curve for TLS 1.2).
/// </remarks>
public static partial class BrainpoolTls
{
    private static readonly Lazy<bool> s_enabled = new(Configure);

    /// <summary>
    /// Lets the TLS clients and servers of this whole process use brainpoolP256r1, besides the usual curves. Call it at the start of the
    /// process, before anything uses TLS. It replaces what the machine's OpenSSL configuration has for TLS (system_default).
    /// </summary>
    /// <returns>False where that cannot be done: the system's TLS is not OpenSSL 3.</returns>
    public static bool TryEnable() => s_enabled.Value;

    private static bool Configure()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad(Crypto, out nint crypto)) return false;
        // A part of OpenSSL that is not there yet when the configuration comes, would not take it.
        if (!NativeLibrary.TryLoad(Ssl, out nint ssl) || !NativeLibrary.TryGetExport(crypto, nameof(NCONF_new), out _)) return false;
        if (!NativeLibrary.TryGetExport(ssl, nameof(OPENSSL_init_ssl), out _) || OPENSSL_init_ssl(LoadSslStrings, 0) != 1) return false;
        byte[] text = Encoding.ASCII.GetBytes(Configuration);
        nint input = BIO_new_mem_buf(text, text.Length);
        nint configuration = NCONF_new(0);
        try
        {
            return input != 0 && configuration != 0
                && NCONF_load_bio(configuration, input, out _) > 0
                && CONF_modules_load(configuration, null, 0) > 0;
        }
        finally
        {
            NCONF_free(configuration);
            _ = BIO_free(input);
        }
    }

    private const string Crypto = "libcrypto.so.3";
    private const string Ssl = "libssl.so.3";
    private const ulong LoadSslStrings = 0x00200000;

    private const string Configuration = """
        openssl_conf = euiccsim
        [euiccsim]
        ssl_conf = tls
        [tls]
        system_default = groups
        [groups]
        Groups = X25519:P-256:P-384:P-521:brainpoolP256r1

        """;

    [LibraryImport(Ssl)]
    private static partial int OPENSSL_init_ssl(ulong options, nint settings);

    [LibraryImport(Crypto)]
    private static partial nint BIO_new_mem_buf([In] byte[] buffer, int length);

    [LibraryImport(Crypto)]
    private static partial int BIO_free(nint bio);

    [LibraryImport(Crypto)]
    private static partial nint NCONF_new(nint method);

    [LibraryImport(Crypto)]
    private static partial void NCONF_free(nint configuration);

    [LibraryImport(Crypto)]
    private static partial int NCONF_load_bio(nint configuration, nint bio, out nint line);

    [LibraryImport(Crypto, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CONF_modules_load(nint configuration, string? application, uint flags);
}
