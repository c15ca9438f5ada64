using System.Text.RegularExpressions;
using EuiccSim.Conformance.Cases;
using EuiccSim.Conformance.Lpas.Seen;
using EuiccSim.Conformance.Lpas.Servers;
using EuiccSim.Testing;
using static EuiccSim.Conformance.Lpas.Cases.LpaRow;

namespace EuiccSim.Conformance.Lpas.Cases;

/// <summary>4.4: how requests look in HTTP, and which forms of right answers an LPA has to understand.</summary>
internal static partial class HttpFormCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        EachPost("LPAd/http-path", "SGP.22 §6.5.2", "Functions are called by POST to /gsma/rsp2/es9plus/ and their name", (bench, post) =>
        {
            bench.ExpectEqual(post.Method, "POST", $"the method for {post.Function}");
            bench.Expect(s_octets.Contains(post.Function) && post.Path == $"/gsma/rsp2/es9plus/{post.Function}", "the path is /gsma/rsp2/es9plus/ and the name of a function", post.Path);
        }),
        EachPost("LPAd/http-user-agent", "SGP.22 §6.2", "User-Agent is gsma-rsp-lpad", (bench, post) =>
            bench.Expect(post.Header("User-Agent")?.StartsWith("gsma-rsp-lpad", StringComparison.Ordinal) == true, $"User-Agent of {post.Function} is gsma-rsp-lpad", Shown(post, "User-Agent"))),
        EachPost("LPAd/http-admin-protocol", "SGP.22 §6.2", "X-Admin-Protocol names SGP.22 in a version 2", (bench, post) =>
            bench.Expect(AdminProtocol().IsMatch(post.Header("X-Admin-Protocol") ?? ""), $"X-Admin-Protocol of {post.Function} is gsma/rsp/v2.y.z", Shown(post, "X-Admin-Protocol"))),
        EachPost("LPAd/http-content-type", "SGP.22 §6.5.1", "Content-Type is application/json", (bench, post) =>
            bench.Expect(JsonType().IsMatch(post.Header("Content-Type") ?? ""), $"Content-Type of {post.Function} is application/json", Shown(post, "Content-Type"))),
        EachPost("LPAd/http-host", "RFC 9112 §3.2", "Host names the server of the Activation Code", (bench, post) =>
        {
            string host = bench.Stage.Surroundings.SmdpAddress.Split(':')[0];
            bench.Expect(string.Equals(post.Header("Host")?.Split(':')[0], host, StringComparison.OrdinalIgnoreCase), $"Host of {post.Function} is {host}", Shown(post, "Host"));
        }),
        EachPost("LPAd/json", "SGP.22 §6.5.2", "Each function has its members: texts, octets in base64, transactionId in hexadecimal digits", (bench, post) =>
        {
            foreach (string member in s_octets[post.Function]) bench.Expect(post.OctetsOf(member).Length > 0, $"{member} of {post.Function} has octets", "it is empty");
            foreach (string member in s_texts[post.Function]) bench.Expect(post.Member(member).Length > 0, $"{member} of {post.Function} has a text", "it is empty");
            if (s_texts[post.Function].Contains("transactionId"))
                bench.Expect(HexDigits().IsMatch(post.Member("transactionId")), $"transactionId of {post.Function} has hexadecimal digits", post.Member("transactionId"));
        }),
        Understands("LPAd/http-chunked", "RFC 9112 §7.1", "An answer in chunks is understood", reply => reply with { Form = ReplyForm.Chunked }),
        Understands("LPAd/http-charset", "SGP.22 §6.5.1", "An answer as application/json;charset=UTF-8 is understood", reply => reply with { ContentType = "application/json;charset=UTF-8" }),
        Understands("LPAd/unknown-member", "SGP.22 §6.5.2", "A member of a later version in the answer is passed over", reply => reply.WithMember("laterVersion", "something")),
        Understands("LPAd/executed-with-warning", "SGP.22 §5.2.6", "An answer with Executed-WithWarning is one of success", reply => reply.WithStatus("Executed-WithWarning")),
    ];

    /// <summary>Judged by every request of a right download.</summary>
    private static ConformanceCase EachPost(string id, string section, string title, Action<LpaBench, HttpPost> expect) => Download(id, section, title, async bench =>
    {
        LpaVisit visit = (await bench.NominalAsync()).All;
        if (visit.Posts.Count == 0) throw LpaBench.NotReached("a request to the server");
        foreach (SeenPost seen in visit.Posts) expect(bench, seen.Post);
    });

    /// <summary>All answers of a download in another form, which is right, too.</summary>
    private static ConformanceCase Understands(string id, string section, string title, Func<HttpReply, HttpReply> form) => Download(id, section, title, async bench =>
    {
        LpaScene scene = await bench.OpenAsync();
        OrderedProfile order = await scene.OrderAsync();
        scene.Twist = (_, reply) => reply.Status == 200 ? form(reply) : reply;
        LpaVisit visit = await bench.DownloadAsync(order);
        await bench.ExpectInstalledAsync(scene, visit, order);
    });

    private static string Shown(HttpPost post, string header) => post.Header(header) ?? "it is absent";

    private static readonly ILookup<string, string> s_octets = new (string Function, string Member)[]
    {
        (Es9Function.InitiateAuthentication, "euiccChallenge"),
        (Es9Function.InitiateAuthentication, "euiccInfo1"),
        (Es9Function.AuthenticateClient, "authenticateServerResponse"),
        (Es9Function.GetBoundProfilePackage, "prepareDownloadResponse"),
        (Es9Function.HandleNotification, "pendingNotification"),
        (Es9Function.CancelSession, "cancelSessionResponse"),
    }.ToLookup(one => one.Function, one => one.Member);

    private static readonly ILookup<string, string> s_texts = new (string Function, string Member)[]
    {
        (Es9Function.InitiateAuthentication, "smdpAddress"),
        (Es9Function.AuthenticateClient, "transactionId"),
        (Es9Function.GetBoundProfilePackage, "transactionId"),
        (Es9Function.CancelSession, "transactionId"),
    }.ToLookup(one => one.Function, one => one.Member);

    [GeneratedRegex(@"^gsma/rsp/v2(\.\d+)*$", RegexOptions.IgnoreCase)]
    private static partial Regex AdminProtocol();

    [GeneratedRegex("^application/json *(;.*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex JsonType();

    [GeneratedRegex("^([0-9A-Fa-f]{2}){1,16}$")]
    private static partial Regex HexDigits();
}
