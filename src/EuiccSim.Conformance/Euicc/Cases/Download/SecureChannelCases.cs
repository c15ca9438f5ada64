using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Roles;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;

namespace EuiccSim.Conformance.Euicc.Cases.Download;

/// <summary>4.2.3: ES8+.InitialiseSecureChannel.</summary>
internal static class SecureChannelCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        s_row.Installed("host-id-1", "A hostId of one octet is taken", bench => bench.Server() with { HostId = Octets.FromHex("5A") }),
        s_row.Installed("host-id-16", "A hostId of 16 octets is taken", bench => bench.Server() with { HostId = Octets.FromHex("00112233445566778899AABBCCDDEEFF") }),
        s_row.Refused("remote-operation-0", "A remoteOpId of 0 is not supported", server => server with { RemoteOperation = 0 }, ErrorReason.UnsupportedRemoteOperationType),
        s_row.Refused("remote-operation-2", "A remoteOpId of 2 is not supported", server => server with { RemoteOperation = 2 }, ErrorReason.UnsupportedRemoteOperationType),
        s_row.Refused("other-transaction", "A transactionId of another session, rightly signed, is refused", server =>
            server with { BoundTransactionId = TransactionId.FromOctets(BoundPackage.Damage(server.TransactionId.Octets, -1)) }, ErrorReason.InvalidTransactionId),
        Template("key-type", "A keyType other than '88' is not supported", "87", "10"),
        Template("key-type-zero", "A keyType of '00' is not supported", "00", "10"),
        Template("key-length", "A keyLen of 32 is not supported", "88", "20"),
        Template("key-length-zero", "A keyLen of 0 is not supported", "88", "00"),
        // Of a point that is none SGP.22 says no more than that the input is wrong.
        s_row.Refused(
            "key-off-curve", "A smdpOtpk that is no point of the curve is refused", server => server with { OfferedOtpk = Octets.FromHex("04" + new string('1', 128)) },
            ErrorReason.IncorrectInputValues, ErrorReason.InstallFailedDueToUnknownError),
        Damaged("signature", "A smdpSign with one bit changed is invalid", -1),
        Damaged("transaction-changed", "A transactionId that was changed after signing is noticed", 10),
        Damaged("key-changed", "A smdpOtpk that was changed after signing is noticed", -80),
        // Behind it: '5F49' with 65 octets, '5F37' with 64.
        Damaged("host-id-changed", "A hostId that was changed after signing is noticed", -(3 + 65 + 3 + 64) - 1),
        s_row.Refused("signature-other-key", "A smdpSign by another key of the server is invalid", async bench =>
        {
            PlayedSession session = await bench.PreparedAsync();
            PlayedServer other = session.Server with { Pki = session.Server.Pki with { DpPbKey = session.Server.Pki.DpAuthKey } };
            return (session, (session with { Server = other }).Bind().Segments());
        }, [ErrorReason.InvalidSignature]),
        s_row.Refused("signature-over-other-key", "A smdpSign over the one-time key of an earlier session is invalid", async bench =>
        {
            PlayedSession earlier = await bench.PreparedAsync(), session = await bench.PreparedAsync();
            return (session, (session with { Otpk = earlier.Otpk }).Bind().Segments());
        }, [ErrorReason.InvalidSignature]),
        // The eUICC may see the second one as a wrong ConfigureISDP.
        (s_row with { Commands = [BppCommandId.InitialiseSecureChannel, BppCommandId.ConfigureIsdp] }).Damaged(
            "twice", "A second InitialiseSecureChannel in the package is refused",
            package => package with { InitialiseSecureChannel = Octets.Concat(package.InitialiseSecureChannel, package.InitialiseSecureChannel) },
            ErrorReason.Scp03tStructureError, ErrorReason.InstallFailedDueToUnknownError),
    ];

    internal static IEnumerable<AbsentCase> Absent =>
    [
        new("4.2.3/error-127", Side.Euicc, "A load ends with installFailedDueToUnknownError", "SGP.22 names nothing that must be answered so"),
    ];

    private static ConformanceCase Damaged(string word, string title, int at) => s_row.Damaged(
        word, title, package => package with { InitialiseSecureChannel = BoundPackage.Damage(package.InitialiseSecureChannel, at) }, ErrorReason.InvalidSignature);

    private static ConformanceCase Template(string word, string title, string keyType, string keyLength) => s_row.Refused(
        word, title, server => server with { Template = new() { KeyType = Octets.FromHex(keyType), KeyLen = Octets.FromHex(keyLength), HostId = server.HostId } },
        ErrorReason.UnsupportedCrtValues);

    private static readonly LoadRow s_row = new("4.2.3", "SGP.22 §5.5.1", BppCommandId.InitialiseSecureChannel);
}
