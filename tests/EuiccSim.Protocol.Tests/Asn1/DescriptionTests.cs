using EuiccSim.Protocol.Asn1;
using EuiccSim.Protocol.Identifiers;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;

namespace EuiccSim.Protocol.Tests.Asn1;

/// <summary>Values under the names of SGP.22 v2.5.</summary>
public sealed class DescriptionTests
{
    [Test]
    public void A_sequence_names_the_components_that_are_there() => Check(
        new EnableProfileRequest { ProfileIdentifier = new ProfileIdentifier.Iccid(Iccid.FromDigits("89882119900000000012")), RefreshFlag = true },
        "v(profileIdentifier(iccid=89882119900000000012) refreshFlag=true)");

    [Test]
    public void A_choice_names_its_alternative_as_the_standard_does() => Check(
        new ProfileInfoListResponse.Ok([new() { ProfileState = ProfileState.Enabled, ProfilePolicyRules = PprIds.Ppr1 | PprIds.Ppr2 }, new()]),
        "v(profileInfoListOk[(profileState=enabled (1) profilePolicyRules=ppr1, ppr2) ()])");

    [Test]
    public void Numbers_and_bits_without_a_name_stay_numbers() => Check(
        new NotificationMetadata { SeqNumber = 7, ProfileManagementOperation = (NotificationEvent)(1UL << 1 | 1UL << 9), NotificationAddress = "a.b" },
        "v(seqNumber=7 profileManagementOperation=notificationEnable, bit 9 notificationAddress=a.b)");

    [Test]
    public void An_unknown_result_code_is_its_number() => Check(new EnableProfileResponse { EnableResult = (EnableResult)42 }, "v(enableResult=42)");

    [Test]
    public void An_error_is_named_by_its_code() => Check(
        new AuthenticateServerResponse.Error(new() { TransactionId = TransactionId.Parse("0A"), AuthenticateErrorCode = AuthenticateErrorCode.CiPKUnknown }),
        "v(authenticateResponseError(transactionId=0A authenticateErrorCode=ciPKUnknown (7)))");

    [Test]
    public void An_operation_without_any_bit_says_so() => Check(
        new EuiccMemoryResetRequest { ResetOptions = 0 }, "v(resetOptions=none)");

    private static void Check(IAsn1Encodable value, string expected) => Assert.That(Flat(value.Describe("v")), Is.EqualTo(expected));

    private static string Flat(Asn1Description description)
    {
        if (description.Text is { } text) return $"{description.Name}={text}";
        string parts = string.Join(' ', description.Parts.Select(Flat));
        return description.IsList ? $"{description.Name}[{parts}]" : $"{description.Name}({parts})";
    }
}
