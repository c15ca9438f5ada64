using System.Text.Json;
using EuiccSim.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;

namespace EuiccSim.Protocol.Inspection;

/// <summary>Security domains, code and its instances, and remote file management of a package, in the order of the elements.</summary>
public sealed class PackageApplications : PackageView
{
    internal PackageApplications(PackageInspection of)
    {
        List<InstanceFacts> domains = [], instances = [];
        List<(int, LoadedCode)> code = [];
        List<RemoteFileManagement> remote = [];
        foreach (InspectedElement element in of.Elements)
        {
            switch (element.Value)
            {
                case ProfileElement.SecurityDomain { Value: var domain }:
                    domains.Add(new(element.Number, domain.Instance, true)
                    {
                        KeyVersions = SequenceOf.From((domain.KeyList ?? []).Select(key => key.KeyVersionNumber.ToString()).Distinct()),
                    });
                    break;
                case ProfileElement.Application { Value: var application }:
                    if (application.LoadBlock is { } load) code.Add((element.Number, new(load)));
                    instances.AddRange((application.InstanceList ?? []).Select(one => new InstanceFacts(element.Number, one, (one.ApplicationPrivileges[0] & 0x80) != 0)));
                    break;
                case ProfileElement.Rfm { Value: var rfm }:
                    remote.Add(new(element.Number, rfm));
                    break;
            }
        }
        (SecurityDomains, Code, Instances, RemoteFileManagement) = (SequenceOf.From(domains), SequenceOf.From(code), SequenceOf.From(instances), SequenceOf.From(remote));
    }

    /// <summary>Security domains that are elements of their own.</summary>
    public SequenceOf<InstanceFacts> SecurityDomains { get; }

    /// <summary>Code, with the place of its element from 1 on.</summary>
    public SequenceOf<(int Element, LoadedCode Code)> Code { get; }

    /// <summary>Instances of the code here, or of code that the eUICC has.</summary>
    public SequenceOf<InstanceFacts> Instances { get; }

    /// <summary>Remote file management.</summary>
    public SequenceOf<RemoteFileManagement> RemoteFileManagement { get; }

    /// <inheritdoc/>
    public override IEnumerable<ViewSection> Sections =>
    [
        .. SecurityDomains.Select(one => one.Section), .. Code.Select(one => one.Code.Section(one.Element)),
        .. Instances.Select(one => one.Section), .. RemoteFileManagement.Select(one => one.Section),
    ];

    /// <inheritdoc/>
    public override void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteStartObject("apps");
        json.WriteObjects("securityDomains", SecurityDomains, one => one.WriteMembers(json));
        json.WriteObjects("code", Code, one =>
        {
            json.WriteNumber("element", one.Element);
            one.Code.WriteMembers(json);
        });
        json.WriteObjects("instances", Instances, one => one.WriteMembers(json));
        json.WriteObjects("remoteFileManagement", RemoteFileManagement, one => one.WriteMembers(json));
        json.WriteEndObject();
    }
}
