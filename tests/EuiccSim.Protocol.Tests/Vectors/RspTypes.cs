using System.Formats.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10a;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es11;
using EuiccSim.Protocol.Rsp.Es8;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Protocol.Tests.Vectors;

/// <summary>The types of the RSPDefinitions module (SGP.22 v2.5).</summary>
internal static class RspTypes
{
    internal static IEnumerable<VectorType> All => [.. Basic, .. Common, .. Es8, .. Es10a, .. Es10b, .. Es10c, .. Es9, .. Es11];

    /// <summary>Types whose codec is written by hand, and how the vectors see them.</summary>
    internal static Dictionary<Type, Func<object, object?>> Views { get; } = new()
    {
        [typeof(Iccid)] = value => ((Iccid)value).Ef,
        [typeof(Eid)] = value => ((Eid)value).Octets,
        [typeof(TransactionId)] = value => ((TransactionId)value).Octets,
        [typeof(VersionType)] = value => ((VersionType)value).Octets,
        [typeof(Certificate)] = value => ((Certificate)value).Encoded,
        [typeof(CertificateList)] = value => ((CertificateList)value).Encoded,
        [typeof(Block86)] = value => ((Block86)value).Value,
        [typeof(Block87)] = value => ((Block87)value).Value,
        [typeof(Block88)] = value => ((Block88)value).Value,
        [typeof(CatSupportedClasses)] = value => Bits((CatSupportedClasses)value),
        [typeof(ExpirationDate)] = value => Time((ExpirationDate)value),
    };

    internal static Dictionary<string, string> LeftOut { get; } = new(StringComparer.Ordinal);

    private static IEnumerable<VectorType> Basic =>
    [
        VectorType.OctetString("Octet1"),
        VectorType.OctetString("Octet2"),
        VectorType.OctetString("Octet4"),
        VectorType.OctetString("Octet8"),
        VectorType.OctetString("Octet16"),
        VectorType.OctetString("Octet32"),
        VectorType.OctetString("OctetTo16"),
        VectorType.Of<VersionType>(),
        VectorType.Of<Iccid>(),
        VectorType.Of<TransactionId>(),
        VectorType.Of<Certificate>(),
        VectorType.Of<CertificateList>(),
        VectorType.OctetString("SubjectKeyIdentifier"),
        VectorType.OctetString("EuiccSignPIR", new Asn1Tag(TagClass.Application, 55)),
        VectorType.Enumeration<RemoteOpId>(tag: new Asn1Tag(TagClass.ContextSpecific, 2)),
        VectorType.NamedBits<CertificateInfo>(),
        VectorType.Of<ExpirationDate>(),
        VectorType.Of<ExpirationDate>("Time"),
        VectorType.Integer("TotalPartialCrlNumber"),
        VectorType.Integer("PartialCrlNumber"),
        VectorType.ListOf<CertificateList>("SegmentedCrlList"),
    ];

    private static IEnumerable<VectorType> Common =>
    [
        VectorType.Enumeration<ProfileState>(),
        VectorType.Enumeration<ProfileClass>(),
        VectorType.Enumeration<IconType>(),
        VectorType.NamedBits<PprIds>(),
        VectorType.NamedBits<NotificationEvent>(),
        VectorType.Of<OperatorId>(),
        VectorType.Of<DpProprietaryData>(),
        VectorType.Of<NotificationConfigurationInformation>(),
        VectorType.Of<NotificationMetadata>(),
        VectorType.ListOf<VendorSpecificData>("VendorSpecificExtension"),
        VectorType.Of<DeviceInfo>(),
        VectorType.Of<DeviceCapabilities>(),
        VectorType.Of<DeviceAdditionalFeatureSupport>(),
        VectorType.Of<CatSupportedClasses>(),
        VectorType.Integer("EuiccFormFactorType"),
        VectorType.Of<ProfileInstallationResult>(),
        VectorType.Of<ProfileInstallationResultData>(),
        VectorType.Of<SuccessResult>(),
        VectorType.Of<ErrorResult>(),
        VectorType.Enumeration<BppCommandId>(),
        VectorType.Enumeration<ErrorReason>(),
    ];

    private static IEnumerable<VectorType> Es8 =>
    [
        VectorType.Of<InitialiseSecureChannelRequest>(),
        VectorType.Of<ControlRefTemplate>(),
        VectorType.Of<ConfigureIsdpRequest>("ConfigureISDPRequest"),
        VectorType.Of<StoreMetadataRequest>(),
        VectorType.Of<UpdateMetadataRequest>(),
        VectorType.Of<ReplaceSessionKeysRequest>(),
        VectorType.Of<BoundProfilePackage>(),
    ];

    private static IEnumerable<VectorType> Es10a =>
    [
        VectorType.Of<EuiccConfiguredAddressesRequest>(),
        VectorType.Of<EuiccConfiguredAddressesResponse>(),
        VectorType.Of<SetDefaultDpAddressRequest>(),
        VectorType.Of<SetDefaultDpAddressResponse>(),
    ];

    private static IEnumerable<VectorType> Es10b =>
    [
        VectorType.Of<GetEuiccChallengeRequest>(),
        VectorType.Of<GetEuiccChallengeResponse>(),
        VectorType.Of<GetEuiccInfo1Request>(),
        VectorType.Of<EuiccInfo1>("EUICCInfo1"),
        VectorType.Of<GetEuiccInfo2Request>(),
        VectorType.Of<EuiccInfo2>("EUICCInfo2"),
        VectorType.NamedBits<RspCapability>(),
        VectorType.Of<CertificationDataObject>(),
        VectorType.Of<PrepareDownloadRequest>(),
        VectorType.Of<SmdpSigned2>(),
        VectorType.Of<PrepareDownloadResponse>(),
        VectorType.Of<PrepareDownloadResponseOk>(),
        VectorType.Of<EuiccSigned2>("EUICCSigned2"),
        VectorType.Of<PrepareDownloadResponseError>(),
        VectorType.Enumeration<DownloadErrorCode>(),
        VectorType.Of<AuthenticateServerRequest>(),
        VectorType.Of<ServerSigned1>(),
        VectorType.Of<CtxParams1>(),
        VectorType.Of<CtxParamsForCommonAuthentication>(),
        VectorType.Of<AuthenticateServerResponse>(),
        VectorType.Of<AuthenticateResponseOk>(),
        VectorType.Of<EuiccSigned1>(),
        VectorType.Of<AuthenticateResponseError>(),
        VectorType.Enumeration<AuthenticateErrorCode>(),
        VectorType.Of<CancelSessionRequest>(),
        VectorType.Enumeration<CancelSessionReason>(),
        VectorType.Of<CancelSessionResponse>(),
        VectorType.Of<CancelSessionResponseOk>(),
        VectorType.Of<EuiccCancelSessionSigned>(),
        VectorType.Of<ListNotificationRequest>(),
        VectorType.Of<ListNotificationResponse>(),
        VectorType.Of<RetrieveNotificationsListRequest>(),
        VectorType.Of<RetrieveNotificationsListResponse>(),
        VectorType.Of<PendingNotification>(),
        VectorType.Of<OtherSignedNotification>(),
        VectorType.Of<NotificationSentRequest>(),
        VectorType.Of<NotificationSentResponse>(),
        VectorType.Of<LoadCrlRequest>("LoadCRLRequest"),
        VectorType.Of<LoadCrlResponse>("LoadCRLResponse"),
        VectorType.Of<LoadCrlResponseOk>("LoadCRLResponseOk"),
        VectorType.Enumeration<LoadCrlResponseError>("LoadCRLResponseError"),
        VectorType.Of<GetRatRequest>(),
        VectorType.Of<GetRatResponse>(),
        VectorType.ListOf<ProfilePolicyAuthorisationRule>("RulesAuthorisationTable"),
        VectorType.Of<ProfilePolicyAuthorisationRule>(),
        VectorType.Of<LpaeActivationRequest>(),
        VectorType.Of<LpaeActivationResponse>(),
        VectorType.Of<IsdrProprietaryApplicationTemplate>("ISDRProprietaryApplicationTemplate"),
    ];

    private static IEnumerable<VectorType> Es10c =>
    [
        VectorType.Of<ProfileInfoListRequest>(),
        VectorType.Of<ProfileInfoListResponse>(),
        VectorType.Of<ProfileInfo>(),
        VectorType.Enumeration<ProfileInfoListError>(),
        VectorType.Of<EnableProfileRequest>(),
        VectorType.Of<EnableProfileResponse>(),
        VectorType.Of<DisableProfileRequest>(),
        VectorType.Of<DisableProfileResponse>(),
        VectorType.Of<DeleteProfileRequest>(),
        VectorType.Of<DeleteProfileResponse>(),
        VectorType.Of<EuiccMemoryResetRequest>(),
        VectorType.Of<EuiccMemoryResetResponse>(),
        VectorType.Of<GetEuiccDataRequest>(),
        VectorType.Of<GetEuiccDataResponse>(),
        VectorType.Of<SetNicknameRequest>(),
        VectorType.Of<SetNicknameResponse>(),
    ];

    private static IEnumerable<VectorType> Es9 =>
    [
        VectorType.Of<RemoteProfileProvisioningRequest>(),
        VectorType.Of<RemoteProfileProvisioningResponse>(),
        VectorType.Of<InitiateAuthenticationRequest>(),
        VectorType.Of<InitiateAuthenticationResponse>(),
        VectorType.Of<InitiateAuthenticationOkEs9>(),
        VectorType.Of<AuthenticateClientRequest>(),
        VectorType.Of<AuthenticateClientResponseEs9>(),
        VectorType.Of<AuthenticateClientOk>(),
        VectorType.Of<GetBoundProfilePackageRequest>(),
        VectorType.Of<GetBoundProfilePackageResponse>(),
        VectorType.Of<GetBoundProfilePackageOk>(),
        VectorType.Of<HandleNotification>(),
        VectorType.Of<CancelSessionRequestEs9>(),
        VectorType.Of<CancelSessionResponseEs9>(),
        VectorType.Of<CancelSessionOk>(),
    ];

    private static IEnumerable<VectorType> Es11 =>
    [
        VectorType.Of<AuthenticateClientResponseEs11>(),
        VectorType.Of<AuthenticateClientOkEs11>(),
        VectorType.Of<EventEntries>(),
    ];

    private static BitText Bits(CatSupportedClasses classes)
    {
        string bits = "";
        foreach (byte octet in classes.Bits.Span) bits += Convert.ToString(octet, 2).PadLeft(8, '0');
        return new(bits[..(bits.Length - classes.UnusedBitCount)]);
    }

    private static Dictionary<string, object?> Time(ExpirationDate date) =>
        new(StringComparer.Ordinal) { [date.IsGeneralTime ? "generalTime" : "utcTime"] = date.Time };
}
