using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Judging;
using EuiccSim.Conformance.Running;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Events;
using EuiccSim.Protocol.Messages;
using EuiccSim.Transports.Tracing;
using EuiccSim.Transports.Tracing.Decoding;

namespace EuiccSim.Conformance.Reports;

/// <summary>A report as JSON (docs/conformance-reports.md): with the evidence as a file, without it as the result of a run.</summary>
public static class ReportJson
{
    /// <summary>The whole report.</summary>
    /// <returns>A JSON object in UTF-8.</returns>
    public static Octets Write(RunReport report, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer, new() { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            new Writer(json, options ?? new()).Members(report, hasEvidence: true);
            json.WriteEndObject();
        }
        return Octets.Wrap(buffer.ToArray());
    }

    /// <summary>Target, counts and a line for each case, as members of the object that is open.</summary>
    public static void WriteSummary(Utf8JsonWriter json, RunReport report, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(report);
        new Writer(json, options ?? new()).Members(report, hasEvidence: false);
    }

    internal const string Format = "euiccsim-conformance/1";

    /// <summary>"pass", "fail", "inconclusive", "notApplicable", "error".</summary>
    internal static string NameOf(Verdict verdict) => StandardName.Of(verdict);

    private sealed class Writer(Utf8JsonWriter json, ReportOptions options)
    {
        internal void Members(RunReport report, bool hasEvidence)
        {
            Text("target", report.Target);
            json.WriteString("began", report.Began.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            json.WriteNumber("ms", Math.Round(report.Elapsed.TotalMilliseconds, 1));
            if (report.Interruption is { } interruption) Text("interruption", interruption);
            json.WriteNumber("passed", report.Count(Verdict.Pass));
            json.WriteNumber("failed", report.Count(Verdict.Fail));
            json.WriteNumber("inconclusive", report.Count(Verdict.Inconclusive));
            json.WriteNumber("notApplicable", report.Count(Verdict.NotApplicable));
            json.WriteNumber("errors", report.Count(Verdict.Error));
            List("leftBehind", report.LeftBehind, sentence => json.WriteStringValue(Masked(sentence)));
            if (hasEvidence) List("options", report.Options, Option);
            List("cases", report.Cases, result => Case(result, hasEvidence));
        }

        private void Option(TargetOption option)
        {
            json.WriteStartObject();
            Text("name", option.Name);
            json.WriteBoolean("value", option.Value);
            Text("source", option.Source);
            json.WriteEndObject();
        }

        private void Case(CaseResult result, bool hasEvidence)
        {
            json.WriteStartObject();
            json.WriteString("id", result.Case.Id);
            json.WriteString("verdict", NameOf(result.Verdict));
            if (result.Why is { } why) Text("why", why);
            else json.WriteNull("why");
            json.WriteNumber("ms", Math.Round(result.Elapsed.TotalMilliseconds, 1));
            if (hasEvidence) Evidence(result);
            json.WriteEndObject();
        }

        private void Evidence(CaseResult result)
        {
            ConformanceCase one = result.Case;
            json.WriteString("title", one.Title);
            json.WriteString("section", one.Section);
            json.WriteString("side", StandardName.Of(one.Side));
            json.WriteString("effect", StandardName.Of(one.Effect));
            json.WriteBoolean("namedByUs", one.IsNamedByUs);
            List("needs", one.Needs, json.WriteStringValue);
            if (result.Broken is { } broken) Broken(broken);
            if (result.Verdict == Verdict.Pass && !options.HasPassedExchange) return;
            TraceDecoder decoder = new();
            List("steps", result.Steps, step => Step(step, decoder));
        }

        private void Broken(BrokenExpectation broken)
        {
            json.WriteStartObject("broken");
            Text("expectation", broken.Expectation);
            if (broken.Found is { } found) Text("found", found);
            if (broken.Expected is { } expected) Text("expected", expected.ToString());
            if (broken.Actual is { } actual) Text("actual", actual.ToString());
            if (broken.FirstDifference is { } at) json.WriteNumber("firstDifference", at);
            json.WriteEndObject();
        }

        private void Step(CaseStep step, TraceDecoder decoder)
        {
            json.WriteStartObject();
            Text("text", step.Text);
            json.WriteBoolean("initial", step.IsInitial);
            List("exchange", step.Exchange, traced => Event(traced, decoder.Decode(traced)));
            List("held", step.Held, text => json.WriteStringValue(Masked(text)));
            json.WriteEndObject();
        }

        private void Event(TraceEvent traced, TraceEntry entry)
        {
            json.WriteStartObject();
            json.WriteString("event", TraceJson.EventOf(traced));
            Text("title", entry.Title);
            if (entry.Channel is { } channel) json.WriteNumber("channel", channel);
            if (entry.Status is { } status) Text("status", status.ToString());
            if (entry.StatusMeaning is { } meaning) Text("meaning", meaning);
            if (traced is TraceEvent.Apdu apdu && !options.IsMasked)
            {
                Octets("command", apdu.Command, entry.HasSecretCommand);
                Octets("response", apdu.Response, entry.HasSecretResponse);
            }
            if (traced is TraceEvent.Http { Call: var call }) Call(call);
            if (entry.Details.Count > 0)
            {
                json.WritePropertyName("fields");
                Fields(entry.Details, isList: false);
            }
            json.WriteEndObject();
        }

        private void Call(HttpCall call)
        {
            json.WriteNumber("httpStatus", call.Status);
            Body("request", call.Request);
            Body("response", call.Response);
        }

        /// <summary>Its fields, and the body itself: of the binding in ASN.1 (SGP.22 v2.5 §6.6), which is no text, the octets.</summary>
        private void Body(string name, Octets body)
        {
            if (body.IsEmpty) return;
            bool isRead = MessageDecoder.Decode(body).WithoutSecrets().Candidates is [{ Content: var content }, ..] && TryFields($"{name}Fields", content);
            if (!options.IsMasked || !isRead) Text($"{name}Body", Utf8.IsValid(body.Span) ? Encoding.UTF8.GetString(body.Span) : body.ToString());
        }

        private bool TryFields(string name, Asn1Description content)
        {
            if (content.Text is not null) return false;
            json.WritePropertyName(name);
            Fields(content.Parts, content.IsList);
            return true;
        }

        private void Octets(string name, Octets octets, bool isSecret)
        {
            if (!isSecret) json.WriteString(name, octets.ToString());
        }

        private void Fields(SequenceOf<Asn1Description> parts, bool isList)
        {
            if (isList) json.WriteStartArray();
            else json.WriteStartObject();
            foreach (Asn1Description part in parts)
            {
                if (!isList) json.WritePropertyName(part.Name);
                if (part.Text is { } text) json.WriteStringValue(options.IsMasked ? ReportMask.OfField(part.Name, text) : text);
                else Fields(part.Parts, part.IsList);
            }
            if (isList) json.WriteEndArray();
            else json.WriteEndObject();
        }

        private void List<T>(string name, SequenceOf<T> all, Action<T> write)
        {
            json.WriteStartArray(name);
            foreach (T one in all) write(one);
            json.WriteEndArray();
        }

        private void Text(string name, string text) => json.WriteString(name, Masked(text));

        private string Masked(string text) => options.IsMasked ? ReportMask.Of(text) : text;
    }
}
