using EuiccSim.Servers.Tests.Support;

namespace EuiccSim.Servers.Tests;

/// <summary>No thread of a server waits for what comes from elsewhere.</summary>
internal sealed class NoBlockingTests
{
    private static readonly string[] s_projects = ["EuiccSim.Servers", "EuiccSim.Servers.AspNetCore", "EuiccSim.Servers.PostgreSql"];

    private static readonly string[] s_blocking =
    [
        ".GetAwaiter().GetResult()", ".Result;", ".Result)", ".Result.", ".Wait()", ".Wait(", ".WaitOne(", ".WaitAll(", ".WaitAny(", "Task.Run(", "Thread.Sleep(",
        ".RunSynchronously(", ".ExecuteNonQuery()", ".ExecuteScalar()", ".ExecuteReader()", ".OpenConnection()", ".BeginTransaction()", ".Commit()", ".Read())",
    ];

    [TestCaseSource(nameof(s_projects))]
    public void No_source_of_a_server_waits_for_a_task_or_uses_a_blocking_call(string project)
    {
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(Root(), "src", project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))];
        Assert.That(files, Has.Length.GreaterThan(5));
        foreach (string file in files)
        {
            string text = File.ReadAllText(file);
            foreach (string blocking in s_blocking) Assert.That(text, Does.Not.Contain(blocking), file);
        }
    }

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

    private static string Root()
    {
        DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "EuiccSim.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
