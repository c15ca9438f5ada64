using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;

namespace EuiccSim.Card.Tests.IsdR;

/// <summary>Each function of a session in each of its states. SGP.22 v2.5 §3.0.1, §3.1.3, §5.7.5 to §5.7.7, §5.7.13, §5.7.14.</summary>
public sealed class SessionOrderTests
{
    // What is in brackets follows: the state that the function leaves, as CancelSession sees it.
    [TestCase("none", "AuthenticateServer", "NoSessionContext", false)]
    [TestCase("none", "PrepareDownload", "NoSessionContext", false)]
    [TestCase("none", "LoadBoundProfilePackage", "6985", false)]
    [TestCase("challenge", "AuthenticateServer", "Ok", true)]
    [TestCase("challenge", "PrepareDownload", "NoSessionContext", false)]
    [TestCase("challenge", "LoadBoundProfilePackage", "6985", false)]
    [TestCase("authenticated", "AuthenticateServer", "NoSessionContext", false)]
    [TestCase("authenticated", "PrepareDownload", "Ok", true)]
    [TestCase("authenticated", "LoadBoundProfilePackage", "6985", true)]
    [TestCase("prepared", "AuthenticateServer", "NoSessionContext", false)]
    [TestCase("prepared", "PrepareDownload", "Ok", true)]
    [TestCase("prepared", "LoadBoundProfilePackage", "9000", true)]
    [TestCase("loading", "AuthenticateServer", "6985", true)]
    [TestCase("loading", "PrepareDownload", "6985", true)]
    [TestCase("loading", "LoadBoundProfilePackage", "9000", true)]
    [TestCase("none", "GetEUICCChallenge", "9000", false)]
    [TestCase("challenge", "GetEUICCChallenge", "9000", false)]
    [TestCase("authenticated", "GetEUICCChallenge", "9000", false)]
    [TestCase("prepared", "GetEUICCChallenge", "9000", false)]
    [TestCase("loading", "GetEUICCChallenge", "9000", false)]
    public void A_function_is_answered_by_the_state_of_the_session(string state, string function, string answer, bool hasServerThen)
    {
        Stage stage = Stage.At(state);
        Assert.That(stage.Do(function), Is.EqualTo(answer));
        Assert.That(stage.Do("CancelSession"), Is.EqualTo(hasServerThen ? "Ok" : "UndefinedError"));
        Assert.That((stage.Card.Profiles().Count, stage.Card.Notifications().Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void A_new_challenge_makes_way_for_a_new_session([Values("none", "challenge", "authenticated", "prepared", "loading")] string state)
    {
        TestEuicc card = Stage.At(state).Card;
        Assert.That(card.LoadSmall(new()).Aid().Length, Is.EqualTo(16));
    }

    [Test]
    public void The_package_of_a_session_that_was_ended_is_not_taken([Values("GetEUICCChallenge", "CancelSession")] string end)
    {
        Stage stage = Stage.At("prepared");
        stage.Do(end);
        Assert.That(stage.Do("LoadBoundProfilePackage"), Is.EqualTo("6985"));
    }

    private static readonly Dictionary<DownloadErrorCode, Func<PrepareDownloadRequest, PrepareDownloadRequest>> Faults = new()
    {
        [DownloadErrorCode.InvalidCertificate] = request => request with { SmdpCertificate = new(TestEuicc.Pki.DpAuth.Encoded) },
        [DownloadErrorCode.InvalidSignature] = request => request with { SmdpSignature2 = BoundPackage.Damage(request.SmdpSignature2, 0) },
    };

    /// <summary>
    /// SGP.22 ends a session by CancelSession, by a new challenge, by the result of a load, or by AuthenticateServer, not by
    /// PrepareDownload: so the LPA can still tell the server, with the eUICC's signature, that it stops.
    /// </summary>
    [TestCase(DownloadErrorCode.InvalidCertificate)]
    [TestCase(DownloadErrorCode.InvalidSignature)]
    public void A_refused_PrepareDownload_leaves_the_session_to_be_cancelled_or_prepared_rightly(DownloadErrorCode code)
    {
        Stage first = Stage.At("authenticated"), second = Stage.At("authenticated");
        foreach (Stage stage in new[] { first, second })
        {
            CardState before = stage.Card.State;
            PrepareDownloadResponse refused = stage.Card.Call(Faults[code](stage.Preparation));
            Assert.That(((PrepareDownloadResponse.Error)refused).Value.DownloadErrorCode, Is.EqualTo(code));
            Assert.That(stage.Card.State, Is.SameAs(before));
        }
        Assert.That(first.Do("CancelSession"), Is.EqualTo("Ok"));
        Assert.That(second.Do("PrepareDownload"), Is.EqualTo("Ok"));
    }

    [Test]
    public void After_a_wrong_confirmation_code_the_next_try_has_the_same_key_and_another_hash()
    {
        TestEuicc card = new();
        TestServer server = new();
        Octets wrong = Octets.FromHex(new string('1', 64)), right = Octets.FromHex(new string('2', 64));
        EuiccSigned2 first = Signed(card.Call(server.Prepare(card.Authenticate(server), hashCc: wrong)));
        // The server says no; the LPA begins anew, and the server names the key that it has seen.
        for (int attempt = 0; attempt < 3; attempt++)
        {
            EuiccSigned2 next = Signed(card.Call(server.Prepare(card.Authenticate(server), first.EuiccOtpk, right)));
            Assert.That((first.HashCc, next.HashCc), Is.EqualTo(((Octets?)wrong, (Octets?)right)));
            Assert.That(next.EuiccOtpk, Is.EqualTo(first.EuiccOtpk));
        }
    }

    /// <summary>§5.7.5 leaves the confirmation code to the LPA and the server: the eUICC signs what it gets, and nothing for nothing.</summary>
    [TestCase(true, false)]
    [TestCase(false, true)]
    public void The_eUICC_does_not_judge_whether_a_confirmation_code_is_there(bool isRequired, bool isGiven)
    {
        TestEuicc card = new();
        TestServer server = new();
        Octets hash = Octets.FromHex(new string('1', 64));
        PrepareDownloadRequest request = server.Prepare(card.Authenticate(server), hashCc: isRequired ? hash : null);
        EuiccSigned2 signed = Signed(card.Call(request with { HashCc = isGiven ? hash : null }));
        Assert.That(signed.HashCc, Is.EqualTo(isGiven ? hash : null));
    }

    private static EuiccSigned2 Signed(PrepareDownloadResponse response) => ((PrepareDownloadResponse.Ok)response).Value.EuiccSigned2.Value;

    /// <summary>A card in a state of the session, and commands that are right but for the time.</summary>
    private sealed class Stage
    {
        private readonly TestServer _server = new();
        private AuthenticateServerRequest _authentication;
        private List<Octets> _segments;
        private int _loaded;

        private Stage()
        {
            _authentication = _server.Authenticate(Card.Challenge());
            Preparation = _server.Prepare(Card.Call(_authentication));
            _segments = _server.Bind(Card.Call(Preparation), TestPackages.Metadata(), TestPackages.Small());
            Card.Reset();
        }

        internal TestEuicc Card { get; } = new();

        internal PrepareDownloadRequest Preparation { get; private set; }

        internal static Stage At(string state)
        {
            Stage stage = new();
            if (state == "none") return stage;
            stage._authentication = stage._server.Authenticate(stage.Card.Challenge());
            if (state == "challenge") return stage;
            stage.Preparation = stage._server.Prepare(stage.Card.Call(stage._authentication));
            if (state == "authenticated") return stage;
            stage._segments = stage._server.Bind(stage.Card.Call(stage.Preparation), TestPackages.Metadata(), TestPackages.Small());
            if (state == "loading") stage.Do("LoadBoundProfilePackage");
            return stage;
        }

        /// <summary>The result's name, or the status word.</summary>
        internal string Do(string function) => function switch
        {
            "GetEUICCChallenge" => Card.Es10("BF2E00")[^4..],
            "LoadBoundProfilePackage" => Card.StoreData(_segments[_loaded++]).Status.ToString(),
            "AuthenticateServer" => Answer(_authentication, answer =>
                answer is AuthenticateServerResponse.Error error ? error.Value.AuthenticateErrorCode.ToString() : "Ok"),
            "PrepareDownload" => Answer(Preparation, answer =>
                answer is PrepareDownloadResponse.Error error ? error.Value.DownloadErrorCode.ToString() : "Ok"),
            _ => Answer(new CancelSessionRequest { TransactionId = _server.TransactionId, Reason = CancelSessionReason.UndefinedReason }, answer =>
                answer is CancelSessionResponse.Error error ? error.Value.ToString() : "Ok"),
        };

        private string Answer<TResponse>(IEs10Request<TResponse> request, Func<TResponse, string> name)
            where TResponse : IAsn1<TResponse>
        {
            ResponseApdu response = Card.StoreData(Asn1Codec.Encode(request));
            return response.Status.IsOk ? name(Asn1Codec.Decode<TResponse>(response.Data, strict: true)) : response.Status.ToString();
        }
    }
}
