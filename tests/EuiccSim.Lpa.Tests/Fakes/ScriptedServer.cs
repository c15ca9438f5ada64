using System.Text;
using System.Text.Json;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;

namespace EuiccSim.Lpa.Tests.Fakes;

/// <summary>A server that is a script: the next answer for each call, and all calls kept.</summary>
internal sealed class ScriptedServer : IEs9Transport
{
    internal const string Success = "\"header\":{\"functionExecutionStatus\":{\"status\":\"Executed-Success\"}}";

    private readonly Queue<(string Function, Func<Es9HttpResponse> Answer)> _script = new();

    internal List<(string Address, string Function, JsonElement Body)> Calls { get; } = [];

    internal IEnumerable<string> Functions => Calls.Select(call => call.Function);

    internal int Unused => _script.Count;

    /// <summary>Answers the next call with these members after a header of success.</summary>
    internal ScriptedServer Answers(string function, params (string Name, string Value)[] members)
    {
        StringBuilder json = new("{" + Success);
        foreach ((string name, string value) in members) json.Append($",\"{name}\":\"{value}\"");
        return AnswersRaw(function, 200, json.Append('}').ToString());
    }

    internal ScriptedServer Refuses(string function, string subject, string reason) => AnswersRaw(
        function,
        200,
        "{\"header\":{\"functionExecutionStatus\":{\"status\":\"Failed\",\"statusCodeData\":{" +
        $"\"subjectCode\":\"{subject}\",\"reasonCode\":\"{reason}\",\"message\":\"no\"}}}}}}}}");

    internal ScriptedServer AnswersRaw(string function, int status, string body = "")
    {
        _script.Enqueue((function, () => new(status, Octets.Wrap(Encoding.UTF8.GetBytes(body)))));
        return this;
    }

    internal ScriptedServer Does(string function, Func<Es9HttpResponse> what)
    {
        _script.Enqueue((function, what));
        return this;
    }

    public Task<Es9HttpResponse> PostAsync(string serverAddress, string function, Octets request, CancellationToken cancellationToken)
    {
        Calls.Add((serverAddress, function, JsonDocument.Parse(request.Memory).RootElement));
        cancellationToken.ThrowIfCancellationRequested();
        if (_script.Count == 0) throw new AssertionException($"The script has no answer to {function}.");
        (string expected, Func<Es9HttpResponse> answer) = _script.Dequeue();
        Assert.That(function, Is.EqualTo(expected));
        return Task.FromResult(answer());
    }
}
