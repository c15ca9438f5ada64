using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Lpa.Summaries;

/// <summary>A profile as its server describes it, as people and scripts want to see it.</summary>
/// <param name="Metadata">What the server says of it.</param>
public sealed record MetadataSummary(StoreMetadataRequest Metadata)
{
    /// <summary>The ICCID in digits.</summary>
    public string Iccid => Metadata.Iccid.Digits;

    /// <summary>The service provider's name.</summary>
    public string ServiceProvider => Metadata.ServiceProviderName;

    /// <summary>The profile's name.</summary>
    public string Name => Metadata.ProfileName;

    /// <summary>"operational", "test" or "provisioning".</summary>
    public string Class => StandardName.Of(Metadata.ProfileClass);

    /// <summary>"ppr1, ppr2"; null where the metadata has no policy rules.</summary>
    public string? PolicyRules => Metadata.ProfilePolicyRules is { } rules ? string.Join(", ", StandardName.OfBits(rules)) : null;

    /// <summary>All that a person should know before it is installed, in one line.</summary>
    public override string ToString() => $"{Iccid} \"{Name}\" of \"{ServiceProvider}\" ({Class})";

    /// <summary>Writes names and class as members of the object that is open.</summary>
    public void WriteNames(Utf8JsonWriter json)
    {
        json.WriteString("serviceProvider", ServiceProvider);
        json.WriteString("name", Name);
        json.WriteString("class", Class);
    }

    /// <summary>What policy rules mean for the user, in sentences; empty for none.</summary>
    internal static string Explain(PprIds rules)
    {
        List<string> sentences = [];
        if ((rules & PprIds.Ppr1) != 0) sentences.Add("it cannot be disabled.");
        if ((rules & PprIds.Ppr2) != 0) sentences.Add("it cannot be deleted.");
        return string.Join(' ', sentences);
    }
}
