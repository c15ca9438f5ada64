using System.Text.Json;
using EuiccSim.EndToEnd.Tests.Support;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10a;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Testing;

namespace EuiccSim.EndToEnd.Tests.Cli.Pages;

/// <summary>What an eUICC says no with: each code of each function that the tool calls, from a card that says it. SGP.22 v2.5 §5.7, §2.5.6.</summary>
public sealed class EuiccMessageTests : IAsyncDisposable
{
    private static readonly TransactionId s_session = TransactionId.Parse("D5D5D5D5D5D5D5D5");
    private static readonly string s_profiles = OddCard.List("BF2D", OddCard.Tlv("E3", "5A0A98881291090000000010" + "9F700101"));
    private static readonly string s_notifications = OddCard.List("BF28", OddCard.Tlv("BF2F", "800101" + "81020780" + "0C0161"));

    /// <summary>The name, the code, the verb that calls the function, the tag of its answer and that of the code in it.</summary>
    private static readonly object[][] s_codes =
    [
        .. Of<ProfileInfoListError>("lpa list", "BF2D", "81"),
        .. Of<EnableResult>("lpa enable 89882119900000000001 --no-notifications", "BF31", "80"),
        .. Of<DisableResult>("lpa disable 89882119900000000001 --no-notifications", "BF32", "80"),
        .. Of<DeleteResult>("lpa delete 89882119900000000001 --no-notifications", "BF33", "80"),
        .. Of<SetNicknameResult>("lpa nickname 89882119900000000001 mine", "BF29", "80"),
        .. Of<ResetResult>("lpa memory-reset --no-notifications", "BF34", "80"),
        .. Of<SetDefaultDpAddressResult>("lpa default-dp dp.example.com", "BF3F", "80"),
        .. Of<ListNotificationsResultError>("lpa notifications", "BF28", "81"),
        .. Of<DeleteNotificationStatus>("lpa notifications remove 1", "BF30", "80"),
        ["99", 99, "lpa memory-reset --no-notifications", "BF34", "80"],
    ];

    /// <summary>The name, the tag of the function, and its answer in a download.</summary>
    private static readonly object[][] s_answers =
    [
        .. Enum.GetValues<AuthenticateErrorCode>().Select(code => new object[] { StandardName.Of(code), (int)code, "BF38", Encoded<AuthenticateServerResponse>(new AuthenticateServerResponse.Error(new() { TransactionId = s_session, AuthenticateErrorCode = code })) }),
        .. Enum.GetValues<DownloadErrorCode>().Select(code => new object[] { StandardName.Of(code), (int)code, "BF21", Encoded<PrepareDownloadResponse>(new PrepareDownloadResponse.Error(new() { TransactionId = s_session, DownloadErrorCode = code })) }),
        .. Enum.GetValues<ErrorReason>().Select(code => new object[] { StandardName.Of(code), (int)code, "BF36", Encoded(Failed(code)) }),
    ];

    private EsimWorld _world = null!;
    private Terminal _terminal = null!;
    private int _orders;

    [OneTimeSetUp]
    public async Task MakeMachineAsync() => _terminal = new(_world = await TestWorld.CreateAsync());

    public async ValueTask DisposeAsync()
    {
        _terminal.Dispose();
        await _world.DisposeAsync();
    }

    [Says, TestCaseSource(nameof(s_codes))]
    public async Task A_code_of_a_function_has_its_name_and_its_meaning(string name, int code, string words, string function, string tag)
    {
        await using OddCard card = new(new() { ["BF2D"] = s_profiles, ["BF28"] = s_notifications, [function] = OddCard.Tlv(function, $"{tag}01{code:X2}") });
        Check(await _terminal.JsonAsync($"{words} --tcp {card.Address}", 1), name, code);
    }

    [Says, TestCaseSource(nameof(s_answers))]
    public async Task A_code_in_a_download_has_its_name_and_its_meaning(string name, int code, string function, Octets answer)
    {
        string current = "";
        await using ServedCard card = new(_world.Device.Connection, command =>
        {
            if (command.Ins != StoreData) return null;
            if (command.P2 == 0) current = command.Data.Slice(0, 2).ToString();
            // The answer comes to the last block.
            return current == function && (command.P1 & 0x80) != 0 ? new(answer, StatusWord.Ok) : null;
        });
        ActivationCode order = await _world.OrderCodeAsync(Packages.Number(++_orders));
        Check(await _terminal.JsonAsync($"lpa download {order} --no-notifications --tcp {card.Address}", 1), name, code);
    }

    private static void Check(JsonElement result, string name, int code)
    {
        JsonElement error = result.GetProperty("error");
        Assert.That((error.GetProperty("name").GetString(), error.GetProperty("code").GetString()), Is.EqualTo((name, code.ToString(System.Globalization.CultureInfo.InvariantCulture))));
        // What an unknown code means nobody can say.
        Assert.That(error.GetProperty("message").GetString()!.Contains("has no meaning", StringComparison.Ordinal), Is.EqualTo(name == "99"), error.ToString());
    }

    private static IEnumerable<object[]> Of<T>(string words, string function, string tag)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(code => Convert.ToInt32(code, null) != 0).Select(code => new object[] { StandardName.Of(code), Convert.ToInt32(code, null), words, function, tag });

    private static ProfileInstallationResult Failed(ErrorReason reason) => new()
    {
        ProfileInstallationResultData = Signed<ProfileInstallationResultData>.Of(new()
        {
            TransactionId = s_session,
            NotificationMetadata = new() { SeqNumber = 1, ProfileManagementOperation = NotificationEvent.NotificationInstall, NotificationAddress = TestWorld.Address },
            SmdpOid = new("2.999.10"),
            FinalResult = new FinalResult.Error(new() { BppCommandId = BppCommandId.LoadProfileElements, ErrorReason = reason }),
        }),
        EuiccSignPIR = Octets.Wrap(new byte[64]),
    };

    private static Octets Encoded<T>(T message)
        where T : IAsn1<T> => Asn1Codec.Encode(message);

    private const byte StoreData = 0xE2;
}
