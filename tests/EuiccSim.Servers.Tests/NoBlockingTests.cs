using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests;

/// <summary>Nobody waits for what is there already. That no thread of a server waits for what is not, EuiccSim.Api.Tests reads in the compiled code.</summary>
internal sealed class NoBlockingTests
{
    /// <summary>What is in memory is there when the call returns: nobody pays for waiting who need not.</summary>
    [Test]
    public void A_server_whose_state_is_in_memory_answers_before_the_call_returns()
    {
        TestServer server = new();
        server.Release();
        List<string> functions = [];
        ScriptedEuicc euicc = new((function, body) =>
        {
            ValueTask<Protocol.Rsp.Es9.Es9HttpResponse> answer = server.Server.HandleAsync(function, body);
            Assert.That(answer.IsCompletedSuccessfully, Is.True, function);
            functions.Add(function);
            return answer.Now();
        }, TestServer.Nist);
        Assert.That(euicc.Download().Code, Is.Empty);
        Assert.That(euicc.NotifyInstalled(server.Order().Iccid).Status, Is.EqualTo(204));
        Assert.That(functions, Is.EqualTo(new[] { "initiateAuthentication", "authenticateClient", "getBoundProfilePackage", "handleNotification" }));
    }
}
