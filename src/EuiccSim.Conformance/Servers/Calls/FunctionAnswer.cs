using System.Globalization;
using EuiccSim.Conformance.Roles;
using EuiccSim.Conformance.Running;
using EuiccSim.Conformance.Servers.Wire;
using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Conformance.Servers.Calls;

/// <summary>What a server answered to a function, whichever binding it was asked in.</summary>
/// <param name="bench">Where expectations are held.</param>
/// <param name="function">The function.</param>
/// <param name="binding">The binding.</param>
/// <param name="http">What came.</param>
internal sealed class FunctionAnswer(Bench bench, string function, RspBinding binding, HttpAnswer http)
{
    internal HttpAnswer Http => http;

    internal RspBinding Binding => binding;

    /// <summary>True if the function was executed.</summary>
    internal bool IsDone => http.Status == 200 && Code().Length == 0;

    /// <summary>The members of the answer; JSON only.</summary>
    internal JsonFields Fields => JsonFields.Of(http.Body);

    /// <summary>The content of the answer, what follows 'A2' and the function's tag; ASN.1 only.</summary>
    internal TlvNode Content => Outer().Children is [{ } only] ? only : throw Malformed("one response in 'A2'");

    /// <summary>Expects that the function was executed.</summary>
    internal void ExpectDone() => bench.Expect(IsDone, $"{function} is executed", Said);

    /// <summary>Expects one of several refusals, and nothing beside it. "Expired" is for what took the server too long (SGP.22 v2.5 §5.2.6), and none of them did.</summary>
    internal void ExpectRefused(params Refusal[] allowed)
    {
        bench.Expect(http.Status == 200, $"{function} is refused with HTTP status 200 and a status code", Said);
        string code = Code();
        string[] names = [.. allowed.Select(NameOf).Distinct()];
        bench.Expect(names.Contains(code), $"{function} is refused with {string.Join(" or ", names)}", Said);
        if (binding != RspBinding.Json) return;
        bench.ExpectEqual(Fields.Object("header").Object("functionExecutionStatus").Text("status"), "Failed", "functionExecutionStatus.status");
        bench.Expect(!Fields.Names.Any(s_data.Contains), "an answer that refuses has no output data", string.Join(", ", Fields.Names));
    }

    /// <summary>Expects one of several refusals, or that the request is found malformed (HTTP status 4xx): where a server may see it sooner or later.</summary>
    internal void ExpectRefusedOrMalformed(params Refusal[] allowed)
    {
        if (http.Status is >= 400 and < 500) bench.Expect(true, $"{function} is found malformed");
        else ExpectRefused(allowed);
    }

    /// <summary>
    /// Expects that nothing was done, and that the server knows whose fault it is: an HTTP status 4xx, or a refusal. For requests that are malformed,
    /// for which the standard names no code.
    /// </summary>
    internal void ExpectNotDone()
    {
        bool isRefused = http.Status is >= 400 and < 500 || (http.Status == 200 && Code().Length > 0);
        bench.Expect(isRefused, $"{function} is not executed: HTTP status 4xx, or a refusal", Said);
    }

    /// <summary>Expects what a notification is answered with, whatever the server thinks of it.</summary>
    internal void ExpectNoContent()
    {
        bench.ExpectEqual(http.Status, 204, "the HTTP status");
        bench.Expect(http.Body.IsEmpty, "the answer has no body", http.Body.ToString());
    }

    /// <summary>"executed", "8.2.6/3.8", "HTTP status 404".</summary>
    internal string Said => http.Status != 200 ? string.Create(CultureInfo.InvariantCulture, $"HTTP status {http.Status}") : Code() is { Length: > 0 } code ? code : "it is executed";

    /// <summary>"8.2.6/3.8" or "error 6"; empty if the function was executed.</summary>
    private string Code() => binding == RspBinding.Json ? JsonCode() : Asn1Code();

    private string JsonCode()
    {
        JsonFields status = Fields.Object("header").Object("functionExecutionStatus");
        string word = status.Text("status");
        if (word is "Executed-Success" or "Executed-WithWarning") return "";
        bench.Expect(word is "Failed" or "Expired", "functionExecutionStatus.status is one of Executed-Success, Executed-WithWarning, Failed, Expired", word);
        JsonFields data = status.Object("statusCodeData");
        return $"{data.Text("subjectCode")}/{data.Text("reasonCode")}";
    }

    private string Asn1Code()
    {
        TlvNode choice = Content.Children is [{ } only] ? only : throw Malformed("one alternative, 'A0' or '81'");
        return choice.Tag switch
        {
            0xA0 => "",
            0x81 when choice.Value.Length == 1 => string.Create(CultureInfo.InvariantCulture, $"error {choice.Value[0]}"),
            _ => throw Malformed("'A0', or '81' with one octet"),
        };
    }

    private TlvNode Outer()
    {
        try
        {
            TlvNode outer = TlvNode.Read(http.Body);
            return outer.Tag == 0xA2 ? outer : throw Malformed("a RemoteProfileProvisioningResponse, 'A2'");
        }
        catch (Asn1ContentException fault)
        {
            throw Bench.Broken(new("a RemoteProfileProvisioningResponse in DER", fault.Message, null, http.Body));
        }
    }

    private Judging.VerdictException Malformed(string expected) => Bench.Broken(new(expected, null, null, http.Body));

    private string NameOf(Refusal refusal) => binding == RspBinding.Json
        ? refusal.Code
        : string.Create(CultureInfo.InvariantCulture, $"error {refusal.Error ?? Undefined}");

    private static readonly HashSet<string> s_data = ["serverSigned1", "serverSignature1", "profileMetadata", "smdpSigned2", "smdpSignature2", "boundProfilePackage", "eventEntries"];

    private const int Undefined = 127;
}
