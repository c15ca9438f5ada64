using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Saip;
using static EuiccSim.Servers.SmDp.Storage.Json.Values;

namespace EuiccSim.Servers.SmDp.Storage.Json;

/// <summary>Between what an eUICC said of a package and its record.</summary>
internal static class AnswerMapping
{
    internal static AnswerRecord? ToRecord(PackageAnswer? answer) => answer is null ? null : new()
    {
        Elements = [.. answer.Elements.Select(element => new ElementRecord
        {
            Status = element.StatusNumber,
            Identification = element.Identification,
            AdditionalInformation = element.Status.AdditionalInformation,
            Offset = element.Status.Offset,
            Rule = element.Rule,
            Number = element.Number,
            Kind = element.Kind,
            RuleId = element.RuleId,
        })],
        Aborted = answer.IsAborted ? true : null,
        Message = answer.Message,
        Unreadable = answer.Unreadable.IsEmpty ? null : answer.Unreadable.ToArray(),
    };

    internal static PackageAnswer? From(AnswerRecord? record) => record is null ? null : new()
    {
        Elements = SequenceOf.From(record.Elements.Select(From)),
        IsAborted = record.Aborted ?? false,
        Message = record.Message,
        Unreadable = ToOctets(record.Unreadable) ?? default,
    };

    private static ProfileFault From(ElementRecord record)
    {
        PeStatus status = new()
        {
            Status = (PeStatusCode)record.Status,
            Identification = record.Identification,
            AdditionalInformation = record.AdditionalInformation,
            Offset = record.Offset,
        };
        return new(status, record.Rule) { Number = record.Number, Kind = record.Kind, RuleId = record.RuleId };
    }
}
