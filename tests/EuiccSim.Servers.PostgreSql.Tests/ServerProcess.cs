using System.Globalization;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Servers.SmDp;
using EuiccSim.Servers.Tests.Support;
using EuiccSim.Testing;

namespace EuiccSim.Servers.PostgreSql.Tests;

/// <summary>A server in a process of its own, which answers lines "FUNCTION BODY" with "STATUS BODY;", bodies in hexadecimal digits.</summary>
internal sealed class ServerProcess(string connectionString, string schema, string seed) : IDisposable
{
    internal const string Verb = "run-server";

    private readonly Child _child = new(Verb, connectionString, schema, seed);

    /// <summary>True once it has answered something.</summary>
    internal bool HasAnswered { get; private set; }

    internal void Kill() => _child.Kill();

    /// <summary>Sends a call, and does not wait for the answer.</summary>
    internal void Send(string function, Octets body) => _child.Write($"{function} {body}");

    internal Es9HttpResponse Handle(string function, Octets body)
    {
        Send(function, body);
        string[] words = _child.Read()!.TrimEnd(';').Split(' ');
        HasAnswered = true;
        return new(int.Parse(words[0], CultureInfo.InvariantCulture), Octets.FromHex(words[1]));
    }

    public void Dispose() => _child.Dispose();

    internal static void Run(string connectionString, string schema, string seed)
    {
        using PostgreSqlSmdpStore store = PostgreSqlSmdpStore.OpenAsync(connectionString, schema).Now();
        SmdpServer server = Create(store, seed);
        while (Console.ReadLine() is { } line)
        {
            string[] words = line.Split(' ');
            Es9HttpResponse response = server.HandleAsync(words[0], Octets.FromHex(words[1])).Now();
            Console.WriteLine($"{response.Status} {response.Body};");
        }
    }

    /// <summary>One of several servers at one address. Each has its own randomness: they must never draw the same.</summary>
    internal static SmdpServer Create(PostgreSqlSmdpStore store, string seed) => new(new()
    {
        Address = TestWorld.Address,
        Credentials = [SmdpCredential.From(Pkis.Nist)],
        Time = new ManualTime(Pkis.Start),
        Random = new SeededRandom(seed),
    }, store);
}
