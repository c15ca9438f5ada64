using EuiccSim.Conformance.Cases;
using EuiccSim.Protocol.Apdu;
using EuiccSim.Protocol.Asn1;
using static EuiccSim.Conformance.Euicc.Cases.CaseRow;

namespace EuiccSim.Conformance.Euicc.Cases;

/// <summary>4.2.1: commands that the ISD-R does not have, and ES10 commands that are none.</summary>
internal static class CommandCases
{
    internal static IEnumerable<ConformanceCase> All =>
    [
        Header("class-interindustry", "STORE DATA with the interindustry class '00' is refused", "00E29100", "6EXX", "6DXX", "69XX"),
        Header("class-secured", "STORE DATA that claims secure messaging is refused, as there is no secure channel", "84E29100", "6882", "6EXX", "69XX"),
        Header("instruction-unknown", "An instruction that the ISD-R does not have is refused", "80069100", "6DXX", "6EXX"),
        Refused("function-unknown", "An ES10 command with a tag that is no function is '6A88'", "BF7F00", "6A88"),
        Refused("function-universal", "A TLV '30' is no ES10 command", "3000", "6A88", "6A80"),
        Refused("tlv-too-short", "A TLV that ends before its length says is '6A80'", "BF3E045C015A", "6A80", "67XX"),
        Refused("tlv-too-long", "Octets behind the TLV are '6A80'", "BF3E035C015A00", "6A80", "67XX"),
        Refused("tlv-none", "What is no TLV is '6A80'", "BF", "6A80", "67XX", "6A88"),
        Refused("malformed-eid", "GetEID without tagList is refused", "BF3E00", "6A80", "6A88", "67XX"),
        Malformed("enable", "EnableProfile without profileIdentifier", "BF3103810100"),
        Malformed("disable", "DisableProfile without profileIdentifier", "BF3203810100"),
        Malformed("delete", "DeleteProfile that names no Profile", "BF3300"),
        Malformed("delete-iccid", "DeleteProfile with an ICCID of 9 octets", "BF330B5A09989091990000103254"),
        // A card that took it for "everything" would destroy.
        Destroys("4.2.1/malformed-memory-reset", "SGP.22 §5.7.2", "eUICCMemoryReset without resetOptions is refused, and nothing changes", bench => ExpectMalformedAsync(bench, "BF3400")),
        Malformed("notification-sent", "RemoveNotificationFromList without seqNumber", "BF3000"),
        Malformed("nickname", "SetNickname without nickname", "BF290C5A0A98909199000010325476"),
        Malformed("default-address", "SetDefaultDpAddress without address", "BF3F00"),
    ];

    /// <summary>GetEID with another header, on the channel of the ISD-R.</summary>
    private static ConformanceCase Header(string word, string title, string header, params string[] patterns) =>
        Reads($"4.2.1/{word}", "SGP.22 §5.7.2, TS 102 221 §10.2.1.5", title, async bench =>
        {
            bench.ExpectStatus((await bench.SelectIsdRAsync(ChannelNumber.Basic)).Status, "9000", "91XX");
            Octets octets = Octets.FromHex(header);
            bench.Step("the command is sent");
            ResponseApdu answer = await bench.TransmitAsync(new(octets[0], octets[1], octets[2], octets[3], Channels.GetEidRequest, 0x100));
            bench.ExpectStatus(answer.Status, patterns);
            bench.ExpectOctets(answer.Data, Octets.Empty, "no data");
            await bench.ExpectEidAsync(ChannelNumber.Basic);
        }, EuiccDeclaration.RawApdus);

    private static ConformanceCase Refused(string word, string title, string command, params string[] patterns) => Reads($"4.2.1/{word}", "SGP.22 §5.7.2", title, async bench =>
    {
        bench.Step("the command is sent");
        ResponseApdu answer = await bench.StoreDataAsync(Octets.FromHex(command));
        bench.ExpectStatus(answer.Status, patterns);
        bench.ExpectOctets(answer.Data, Octets.Empty, "no data");
    });

    private static ConformanceCase Malformed(string word, string title, string command) =>
        Changes($"4.2.1/malformed-{word}", "SGP.22 §5.7.2", $"{title} is refused, and nothing changes", bench => ExpectMalformedAsync(bench, command));

    /// <summary>A function without what it must have: the command is refused, or the function answers undefinedError.</summary>
    private static async Task ExpectMalformedAsync(EuiccBench bench, string command)
    {
        Belongings before = await Belongings.ReadAsync(bench);
        bench.Step("the command is sent");
        ResponseApdu answer = await bench.StoreDataAsync(Octets.FromHex(command));
        if (!answer.Data.IsEmpty) bench.Expect(answer.Data.ToString().EndsWith("80017F", StringComparison.Ordinal), "undefinedError (127) if there is an answer", answer.Data.ToString());
        else bench.ExpectStatus(answer.Status, "6A80", "67XX");
        bench.Step("what is on the card is as before");
        string[] differences = [.. before.DifferencesTo(await Belongings.ReadAsync(bench))];
        bench.Expect(differences.Length == 0, "nothing has changed", string.Join(" ", differences));
    }
}
