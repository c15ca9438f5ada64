using System.Text;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Lpas.Seen;
using EuiccSim.Conformance.Lpas.Servers;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Testing;
using EuiccSim.Testing.Faults;
using static EuiccSim.Conformance.Lpas.Cases.LpaRow;

namespace EuiccSim.Conformance.Lpas.Cases;

/// <summary>4.4: answers that are none. The download ends, nothing is installed, and the user is told.</summary>
internal static class HttpFaultCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        .. Each("http-500", "SGP.22 §6.5.1", "HTTP status 500", _ => new(500, Octets.Empty)),
        .. Each("http-no-json", "SGP.22 §6.5.1", "a body that is no JSON", reply => reply with { Body = Octets.Of("{\"header\":"u8) }),
        .. Each("http-empty", "SGP.22 §6.5.1", "a JSON object without any member but the header", reply => reply with { Body = Octets.Of(Success) }),
        .. Each("http-page", "SGP.22 §6.5.1", "a page for people", reply => reply with { Body = Octets.Of("<html><body>Welcome</body></html>"u8), ContentType = "text/html" }),
        Download("LPAd/http-redirect", "SGP.22 §6.1", "A redirection to another server is not followed", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            OrderedProfile order = await scene.OrderAsync();
            string other = scene.Second.Options.Address;
            scene.Twist = (post, reply) => post.Server == other ? reply : new(307, Octets.Empty) { ContentType = null, Headers = [$"Location: https://{other}{post.Path}"] };
            LpaVisit visit = await bench.DownloadAsync(order);
            bench.Expect(visit.Posts.All(one => one.Post.Server != other), "the server that the redirection names is not called", "it is");
            await bench.ExpectNotInstalledAsync(scene, visit, order);
        }),
        .. s_functions.Select(function => Download($"LPAd/lost-answer-{Word(function)}", "SGP.22 §3.1.3",
            $"An answer to {function} that is lost does not lose the profile: with the same Activation Code it is installed afterwards", async bench =>
            {
                LpaScene scene = await bench.OpenAsync();
                OrderedProfile order = await scene.OrderAsync();
                ActiveFault fault = scene.World.Inject(Fault.At(Place.Es9).On(function).Always().LoseAnswer());
                LpaVisit lost = await bench.DownloadAsync(order);
                await bench.ExpectNotInstalledAsync(scene, lost, order);
                fault.Withdraw();
                LpaVisit again = await bench.DownloadAsync(order);
                await bench.ExpectInstalledAsync(scene, again, order);
            })),
    ];

    /// <summary>A wrong answer of one kind, at each function of a download.</summary>
    private static IEnumerable<ConformanceCase> Each(string word, string section, string what, Func<HttpReply, HttpReply> wrong) => s_functions.Select(function =>
        Download($"LPAd/{word}-{Word(function)}", section, $"After {what} as the answer to {function} the download ends without a profile", async bench =>
        {
            LpaScene scene = await bench.OpenAsync();
            OrderedProfile order = await scene.OrderAsync();
            scene.Twist = (post, reply) => post.Function == function ? wrong(reply) : reply;
            LpaVisit visit = await bench.DownloadAsync(order);
            await bench.ExpectNotInstalledAsync(scene, visit, order);
            bench.ExpectEndsAfter(visit, function);
        }));

    private static string Word(string function) => function switch
    {
        Es9Function.InitiateAuthentication => "initiate",
        Es9Function.AuthenticateClient => "authenticate",
        _ => "package",
    };

    private static ReadOnlySpan<byte> Success => "{\"header\":{\"functionExecutionStatus\":{\"status\":\"Executed-Success\"}}}"u8;

    private static readonly string[] s_functions = [Es9Function.InitiateAuthentication, Es9Function.AuthenticateClient, Es9Function.GetBoundProfilePackage];
}
