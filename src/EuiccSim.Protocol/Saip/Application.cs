using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Saip;

/// <summary>PE-Application: a load package, instances of it, or both. SAIP §8.7.</summary>
[Asn1Sequence]
public sealed partial record PeApplication
{
    /// <summary>The element's header.</summary>
    [Name("app-Header")]
    public required PeHeader AppHeader { get; init; }

    /// <summary>The load package.</summary>
    public ApplicationLoadPackage? LoadBlock { get; init; }

    /// <summary>The instances.</summary>
    [Size(1, int.MaxValue)]
    public SequenceOf<ApplicationInstance>? InstanceList { get; init; }
}

/// <summary>ApplicationLoadPackage: INSTALL [for load] and LOAD in one. SAIP §8.7.2.</summary>
[Asn1Sequence]
public sealed partial record ApplicationLoadPackage
{
    /// <summary>AID of the load package, 5 to 16 octets.</summary>
    [Tag("[APPLICATION 15]")]
    [Size(5, 16)]
    public required Octets LoadPackageAID { get; init; }

    /// <summary>AID of the security domain it goes to.</summary>
    [Tag("[APPLICATION 15]")]
    [Size(5, 16)]
    public Octets? SecurityDomainAID { get; init; }

    /// <summary>Non-volatile memory for code.</summary>
    [Tag("[PRIVATE 6]")]
    public Octets? NonVolatileCodeLimitC6 { get; init; }

    /// <summary>Volatile memory for data.</summary>
    [Tag("[PRIVATE 7]")]
    public Octets? VolatileDataLimitC7 { get; init; }

    /// <summary>Non-volatile memory for data.</summary>
    [Tag("[PRIVATE 8]")]
    public Octets? NonVolatileDataLimitC8 { get; init; }

    /// <summary>Hash of the load file data block.</summary>
    [Tag("[PRIVATE 1]")]
    public Octets? HashValue { get; init; }

    /// <summary>The load file data block.</summary>
    [Tag("[PRIVATE 4]")]
    public required Octets LoadBlockObject { get; init; }
}

/// <summary>ApplicationInstance: INSTALL [for install] and what follows it. SAIP §8.7.3.</summary>
[Asn1Sequence]
public sealed partial record ApplicationInstance
{
    /// <summary>AID of the load package.</summary>
    [Tag("[APPLICATION 15]")]
    [Size(5, 16)]
    public required Octets ApplicationLoadPackageAID { get; init; }

    /// <summary>AID of the module.</summary>
    [Tag("[APPLICATION 15]")]
    [Size(5, 16)]
    public required Octets ClassAID { get; init; }

    /// <summary>AID of the instance.</summary>
    [Tag("[APPLICATION 15]")]
    [Size(5, 16)]
    public required Octets InstanceAID { get; init; }

    /// <summary>AID of the security domain the instance is extradited to.</summary>
    [Tag("[APPLICATION 15]")]
    [Size(5, 16)]
    public Octets? ExtraditeSecurityDomainAID { get; init; }

    /// <summary>GlobalPlatform privileges, 1 or 3 octets.</summary>
    [Tag("[2]")]
    public required Octets ApplicationPrivileges { get; init; }

    /// <summary>True where the privileges say so: bit 8 of the first octet. GlobalPlatform Card Specification §11.1.2.</summary>
    internal bool IsSecurityDomain => ApplicationPrivileges is { Length: > 0 } privileges && (privileges[0] & 0x80) != 0;

    /// <summary>GlobalPlatform life cycle state, one octet.</summary>
    [Tag("[3]")]
    [Size(1)]
    [Default("07")]
    public Octets LifeCycleState { get; init; } = s_defaultLifeCycleState;

    /// <summary>Application specific install parameters.</summary>
    [Tag("[PRIVATE 9]")]
    public required Octets ApplicationSpecificParametersC9 { get; init; }

    /// <summary>System specific install parameters.</summary>
    [Tag("[PRIVATE 15]")]
    public ApplicationSystemParameters? SystemSpecificParameters { get; init; }

    /// <summary>UICC install parameters, TS 102 226 §8.2.1.3.2.</summary>
    [Tag("[PRIVATE 10]")]
    public UiccApplicationParameters? ApplicationParameters { get; init; }

    /// <summary>Commands the instance gets after its installation.</summary>
    [Size(1, int.MaxValue)]
    public SequenceOf<Octets>? ProcessData { get; init; }

    /// <summary>Who provides the application.</summary>
    [Tag("[16]")]
    public ControlReferenceTemplate? ControlReferenceTemplate { get; init; }
}

/// <summary>UICCApplicationParameters: UICC install parameters, TS 102 226 §8.2.1.3.2.</summary>
[Asn1Sequence]
public sealed partial record UiccApplicationParameters
{
    /// <summary>Toolkit parameters.</summary>
    [Tag("[0]")]
    public Octets? UiccToolkitApplicationSpecificParametersField { get; init; }

    /// <summary>Access to the file system.</summary>
    [Tag("[1]")]
    public Octets? UiccAccessApplicationSpecificParametersField { get; init; }

    /// <summary>Administrative access to the file system.</summary>
    [Tag("[2]")]
    public Octets? UiccAdministrativeAccessApplicationSpecificParametersField { get; init; }
}

/// <summary>ControlReferenceTemplate. SAIP §8.7.3.</summary>
[Asn1Sequence]
public sealed partial record ControlReferenceTemplate
{
    /// <summary>The application provider.</summary>
    [Tag("[APPLICATION 32]")]
    public required Octets ApplicationProviderIdentifier { get; init; }
}
