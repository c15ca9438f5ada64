using System.Collections.Frozen;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Protocol.Rsp.Json;

namespace EuiccSim.Servers.SmDp.Bindings;

/// <summary>The numbers that stand for status codes in the ASN.1 binding, function by function. SGP.22 v2.5 §6.6.2.</summary>
internal static class Asn1Errors
{
    internal static FrozenDictionary<StatusCode, AuthenticateClientErrorEs9> AuthenticateClient { get; } =
        new Dictionary<StatusCode, AuthenticateClientErrorEs9>
        {
            [StatusCodes.EumCertificateInvalid] = AuthenticateClientErrorEs9.EumCertificateInvalid,
            [StatusCodes.EumCertificateExpired] = AuthenticateClientErrorEs9.EumCertificateExpired,
            [StatusCodes.EuiccCertificateInvalid] = AuthenticateClientErrorEs9.EuiccCertificateInvalid,
            [StatusCodes.EuiccCertificateExpired] = AuthenticateClientErrorEs9.EuiccCertificateExpired,
            [StatusCodes.EuiccSignatureInvalid] = AuthenticateClientErrorEs9.EuiccSignatureInvalid,
            [StatusCodes.MatchingIdRefused] = AuthenticateClientErrorEs9.MatchingIdRefused,
            [StatusCodes.EidRefused] = AuthenticateClientErrorEs9.EidMismatch,
            [StatusCodes.ProfileTypeNotEligible] = AuthenticateClientErrorEs9.NoEligibleProfile,
            [StatusCodes.CiPublicKeyUnknown] = AuthenticateClientErrorEs9.CiPKUnknown,
            [StatusCodes.TransactionIdUnknown] = AuthenticateClientErrorEs9.InvalidTransactionId,
            [StatusCodes.EuiccMemoryInsufficient] = AuthenticateClientErrorEs9.InsufficientMemory,
        }.ToFrozenDictionary();

    internal static FrozenDictionary<StatusCode, GetBoundProfilePackageError> GetBoundProfilePackage { get; } =
        new Dictionary<StatusCode, GetBoundProfilePackageError>
        {
            [StatusCodes.EuiccSignatureInvalid] = GetBoundProfilePackageError.EuiccSignatureInvalid,
            [StatusCodes.ConfirmationCodeMissing] = GetBoundProfilePackageError.ConfirmationCodeMissing,
            [StatusCodes.ConfirmationCodeRefused] = GetBoundProfilePackageError.ConfirmationCodeRefused,
            [StatusCodes.ConfirmationCodeRetriesExceeded] = GetBoundProfilePackageError.ConfirmationCodeRetriesExceeded,
            [StatusCodes.ProfileUnavailable] = GetBoundProfilePackageError.BppRebindingRefused,
            [StatusCodes.DownloadOrderExpired] = GetBoundProfilePackageError.DownloadOrderExpired,
            [StatusCodes.TransactionIdUnknown] = GetBoundProfilePackageError.InvalidTransactionId,
        }.ToFrozenDictionary();

    internal static FrozenDictionary<StatusCode, CancelSessionErrorEs9> CancelSession { get; } =
        new Dictionary<StatusCode, CancelSessionErrorEs9>
        {
            [StatusCodes.TransactionIdUnknown] = CancelSessionErrorEs9.InvalidTransactionId,
            [StatusCodes.EuiccSignatureInvalid] = CancelSessionErrorEs9.EuiccSignatureInvalid,
        }.ToFrozenDictionary();
}
