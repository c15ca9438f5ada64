namespace EuiccSim.Protocol.Recognition;

/// <summary>What a file is, or what somebody typed.</summary>
public enum FileKind
{
    /// <summary>Octets that are nothing of what follows.</summary>
    Unknown,

    /// <summary>Nothing is in it.</summary>
    Empty,

    /// <summary>An unprotected profile package.</summary>
    ProfilePackage,

    /// <summary>A Bound Profile Package.</summary>
    BoundPackage,

    /// <summary>Another message of ES8+, ES9+, ES10 or ES11 in ASN.1.</summary>
    Message,

    /// <summary>A message of ES2+, ES9+, ES11 or ES12 in JSON.</summary>
    JsonMessage,

    /// <summary>A command for a card, or several.</summary>
    CardCommand,

    /// <summary>A certificate or another SEQUENCE.</summary>
    Certificate,

    /// <summary>A private key.</summary>
    PrivateKey,

    /// <summary>An Activation Code.</summary>
    ActivationCode,

    /// <summary>A trace in JSON lines.</summary>
    Trace,

    /// <summary>A capture of a network.</summary>
    Capture,

    /// <summary>What another program wrote of the APDUs that passed.</summary>
    ApduLog,

    /// <summary>A card image of this project.</summary>
    CardImage,

    /// <summary>A specification of a package that is to be built.</summary>
    Specification,

    /// <summary>A list of orders for an SM-DP+.</summary>
    OrderList,

    /// <summary>Other JSON.</summary>
    Json,

    /// <summary>A picture.</summary>
    Picture,

    /// <summary>Files packed together, or one packed by itself.</summary>
    Archive,

    /// <summary>A document for people: PDF, XML, a web page.</summary>
    Document,

    /// <summary>Other text.</summary>
    Text,
}
