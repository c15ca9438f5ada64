using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Running;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es8;

namespace EuiccSim.Conformance.Servers.Calls;

/// <summary>What a server shows of itself. SGP.22 v2.5 §6.5.2.6, §6.6.2.1.</summary>
internal sealed record ServerProof(Octets TransactionId, Signed<ServerSigned1> Signed, Octets Signature, Octets CiIdentifier, Certificate Certificate);

/// <summary>The profile that an SM-DP+ offers. SGP.22 v2.5 §6.5.2.8, §6.6.2.2.</summary>
internal sealed record ProfileOffer(Octets TransactionId, Signed<StoreMetadataRequest> Metadata, Signed<SmdpSigned2> Signed, Octets Signature, Certificate Certificate);

/// <summary>An event that waits at an SM-DS. SGP.22 v2.5 §5.8.2.</summary>
internal sealed record WaitingEvent(string EventId, string RspServerAddress);

/// <summary>Reads the output data of functions, whichever binding it came in; what is not as the standard has it fails the case.</summary>
internal static class Answers
{
    internal static ServerProof ToProof(this FunctionAnswer answer)
    {
        answer.ExpectDone();
        if (answer.Binding == RspBinding.Asn1)
        {
            IReadOnlyList<TlvNode> fields = Ok(answer, 0xBF39, 0x80, 0x30, 0x5F37, 0x04, 0x30);
            return new(Identifier(fields[0]), Strictly<ServerSigned1>("serverSigned1", fields[1]), fields[2].Value, fields[3].Value, new(fields[4].Whole));
        }
        JsonFields json = answer.Fields;
        return new(
            json.TransactionId("transactionId"),
            json.Der<ServerSigned1>("serverSigned1"),
            json.Tlv("serverSignature1", 0x5F37),
            json.Tlv("euiccCiPKIdToBeUsed", 0x04),
            json.Certificate("serverCertificate"));
    }

    internal static ProfileOffer ToOffer(this FunctionAnswer answer)
    {
        answer.ExpectDone();
        if (answer.Binding == RspBinding.Asn1)
        {
            IReadOnlyList<TlvNode> fields = Ok(answer, 0xBF3B, 0x80, 0xBF25, 0x30, 0x5F37, 0x30);
            return new(Identifier(fields[0]), Strictly<StoreMetadataRequest>("profileMetaData", fields[1]), Strictly<SmdpSigned2>("smdpSigned2", fields[2]), fields[3].Value,
                new(fields[4].Whole));
        }
        JsonFields json = answer.Fields;
        return new(
            json.TransactionId("transactionId"),
            json.Der<StoreMetadataRequest>("profileMetadata"),
            json.Der<SmdpSigned2>("smdpSigned2"),
            json.Tlv("smdpSignature2", 0x5F37),
            json.Certificate("smdpCertificate"));
    }

    /// <summary>transactionId and boundProfilePackage, 'BF36'.</summary>
    internal static (Octets TransactionId, Octets Package) ToPackage(this FunctionAnswer answer)
    {
        answer.ExpectDone();
        if (answer.Binding == RspBinding.Json) return (answer.Fields.TransactionId("transactionId"), answer.Fields.Base64("boundProfilePackage"));
        IReadOnlyList<TlvNode> fields = Ok(answer, 0xBF3A, 0x80, 0xBF36);
        return (Identifier(fields[0]), fields[1].Whole);
    }

    internal static (Octets TransactionId, IReadOnlyList<WaitingEvent> Events) ToEvents(this FunctionAnswer answer)
    {
        answer.ExpectDone();
        if (answer.Binding == RspBinding.Json)
        {
            JsonFields json = answer.Fields;
            return (json.TransactionId("transactionId"), [.. json.List("eventEntries").Select(one => new WaitingEvent(one.Text("eventId"), one.Text("rspServerAddress")))]);
        }
        IReadOnlyList<TlvNode> fields = Ok(answer, 0xBF40, 0x80, 0xA1);
        return (Identifier(fields[0]), [.. fields[1].Children.Select(Event)]);

        static WaitingEvent Event(TlvNode entry) => entry.Children is [{ Tag: 0x80 } id, { Tag: 0x81 } address]
            ? new(Text(id), Text(address))
            : throw Bench.Broken(new("EventEntries with eventId and rspServerAddress", null, null, entry.Whole));
    }

    private static Octets Identifier(TlvNode field) =>
        field.Value.Length is >= 1 and <= 16 ? field.Value : throw Bench.Broken(new("transactionId has 1 to 16 octets", null, null, field.Whole));

    private static string Text(TlvNode utf8) => System.Text.Encoding.UTF8.GetString(utf8.Value.Span);

    /// <summary>The components of an answer after success, which are these and perhaps later ones.</summary>
    private static IReadOnlyList<TlvNode> Ok(FunctionAnswer answer, int function, params ReadOnlySpan<int> tags)
    {
        TlvNode content = answer.Content;
        if (content.Tag != function) throw Bench.Broken(new($"a response '{function:X4}'", $"'{content.Tag:X4}'", null, answer.Http.Body));
        IReadOnlyList<TlvNode> fields = content.Children[0].Children;
        for (int i = 0; i < tags.Length; i++)
        {
            string found = i < fields.Count ? $"'{fields[i].Tag:X2}'" : "nothing";
            if (i >= fields.Count || fields[i].Tag != tags[i]) throw Bench.Broken(new($"'{tags[i]:X2}' as component {i + 1} of '{function:X4}'", found, null, answer.Http.Body));
        }
        return fields;
    }

    private static Signed<T> Strictly<T>(string what, TlvNode field)
        where T : IAsn1<T> => JsonFields.Strictly<T>(what, field.Whole);
}
