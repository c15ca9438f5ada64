using System.Reflection;
using System.Text.RegularExpressions;
using EuiccSim.Lpa.Discovery;
using EuiccSim.Lpa.Download;
using EuiccSim.Protocol.Rsp.Common;
using EuiccSim.Protocol.Rsp.Es10a;
using EuiccSim.Protocol.Rsp.Es10b;
using EuiccSim.Protocol.Rsp.Es10c;
using EuiccSim.Protocol.Rsp.Es9;
using EuiccSim.Tests;
using EuiccSim.Transports.At;
using EuiccSim.Transports.Pcsc;

namespace EuiccSim.EndToEnd.Tests.Cli.Pages;

/// <summary>docs/errors.md has each name that the tool can say, and no other; nearly all are made by ErrorMessageTests.</summary>
public sealed partial class ErrorPageTests
{
    /// <summary>Names that no run in ErrorMessageTests brings about, and why, or which test does.</summary>
    private static readonly Dictionary<string, string> s_elsewhere = new()
    {
        ["files"] = "a file that fails where no verb knows more of it: a disk that breaks",
        ["ca"] = "HttpsVerbTests",
        ["inUse"] = "SmdpVerbTests",
        ["rulesBroken"] = "ProfileCheckTests",
        ["httpStatus"] = "a server that is none, before the orders of this user: SmdpVerbTests",
        ["output"] = "TerminalMannersTests",
        ["ambiguousCode"] = "QrPictureTests",
        ["noQrCode"] = "QrPictureTests",
        ["ambiguousFile"] = "a package with a name in several places: EuiccSim.Protocol.Tests",
        ["noImsi"] = "a package with a USIM and without an EF.IMSI: EuiccSim.Protocol.Tests",
        ["unknownAlgorithm"] = "a package with an algorithm of later versions: EuiccSim.Protocol.Tests",
        ["pty"] = "each system here has pseudo-terminals",
        ["cardLost"] = "a disk that fails while a card is written",
        ["modemClosed"] = "a modem that is unplugged: EuiccSim.Transports.Tests",
        ["modemCommandTooLong"] = "a modem of short lines: EuiccSim.Transports.Tests",
        ["modemMalformed"] = "EuiccSim.Transports.Tests",
        ["modemRefused"] = "EuiccSim.Transports.Tests",
        ["modemTimeout"] = "EuiccSim.Transports.Tests",
        ["pcscError"] = "EuiccSim.Transports.Tests",
        ["differs"] = "TraceVerbTests",
        ["fileNotFound"] = "UiccVerbTests",
        ["synchronisationFailure"] = "UiccVerbTests",
        ["fileType"] = "UiccVerbTests",
        ["record"] = "UiccVerbTests",
        ["offset"] = "UiccVerbTests",
        ["length"] = "UiccVerbTests",
        ["rejected"] = "UiccVerbTests",
        ["notDelivered"] = "LpaVerbTests",
        ["postponed"] = "LpaVerbTests",
        ["rejectedByUser"] = "LpaVerbTests",
        ["serverMismatch"] = "DiscoverVerbTests",
        ["metadataMismatch"] = "EuiccSim.Lpa.Tests: a server that binds another package than it offered",
        ["pprNotAllowed"] = "EuiccSim.Lpa.Tests: a card whose rules forbid what the profile has",
        ["consentMissing"] = "LpaVerbTests",
        ["unexpectedResult"] = "DemoFailureTests",
        ["ciUnknown"] = "InstallVerbTests",
        ["channelLost"] = "CardQuirkTests",
        ["noEuicc"] = "CardQuirkTests",
        ["unexpectedStatus"] = "ApduVerbTests",
        ["noStock"] = "a server without our stock, and an option that only the stock has: OrderServerTests",
        ["severalServers"] = "two servers of this user: OrderServerTests",
        ["noAddress"] = "a server that tells no address for an order that it has",
        ["iccidUnreadable"] = "a card that writes ICCIDs otherwise: OddEntryTests",
        ["notRemoved"] = "a card whose notifications have no number: OddEntryTests",
        ["cancelled"] = "TerminalMannersTests",
        ["ambiguousReader"] = "it wants two readers: ReaderChoiceTests",
    };

    [Test]
    public void The_page_has_each_name_that_the_tool_can_say_and_no_other() => Assert.That(ErrorPage.Names, Is.EquivalentTo(Names()), "docs/errors.md");

    [Test]
    public void What_to_do_is_said_for_each() => Assert.That(ErrorPage.Rows.Where(row => row.Advice.Length < 15 || row.Advice[^1] is not ('.' or '?')), Is.Empty);

    [Test]
    public void Each_name_is_made_by_a_run_of_the_tool_or_it_is_said_why_not()
    {
        // What the card says is made by commands to it, and listed in docs/outcomes.md; PC/SC's trouble wants a reader.
        IEnumerable<string> ofCards = ErrorPage.Section("What the eUICC says"), ofReaders = Enum.GetNames<PcscProblem>().Select(Small);
        Assert.That(ErrorMessageTests.Made.Concat(s_elsewhere.Keys).Concat(ofReaders).Concat(ofCards), Is.SupersetOf(ErrorPage.Names));
        Assert.That(s_elsewhere.Keys, Is.SubsetOf(ErrorPage.Names));
        Assert.That(s_elsewhere.Keys.Intersect(ErrorMessageTests.Made), Is.Empty);
    }

    private static IEnumerable<string> Names()
    {
        HashSet<string> names = [.. InSources()];
        foreach (Type union in (Type[])[typeof(DownloadOutcome), typeof(DiscoveryOutcome)])
            names.UnionWith(union.GetNestedTypes(BindingFlags.Public).Select(type => Small(type.Name)).Except(["installed", "answered", "refusedByEuicc", "installationFailed"]));
        names.UnionWith(Enum.GetNames<Es9TransportFault>().Except(["Other"]).Select(Small));
        names.UnionWith(Enum.GetNames<PcscProblem>().Except(["Other"]).Select(Small));
        names.UnionWith(Enum.GetNames<AtFailure>().Select(name => "modem" + name));
        Type[] results =
        [
            typeof(ErrorReason), typeof(SetDefaultDpAddressResult), typeof(DownloadErrorCode), typeof(NotificationsListResultError), typeof(DeleteNotificationStatus),
            typeof(ListNotificationsResultError), typeof(AuthenticateErrorCode), typeof(LoadCrlResponseError), typeof(CancelSessionResponseError), typeof(DeleteResult),
            typeof(SetNicknameResult), typeof(EnableResult), typeof(ProfileInfoListError), typeof(DisableResult), typeof(ResetResult),
        ];
        foreach (Type result in results) names.UnionWith(Enum.GetNames(result).Except(["Ok"]).Select(Small));
        return names;
    }

    /// <summary>The literals of the tool, and of what brings a name with it.</summary>
    private static IEnumerable<string> InSources()
    {
        foreach (string file in Directory.EnumerateFiles(Clone.PathOf("src"), "*.cs", SearchOption.AllDirectories))
        {
            string text = File.ReadAllText(file);
            if (file.Contains($"{Path.DirectorySeparatorChar}EuiccSim.Cli{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            {
                foreach (Match match in Literals().Matches(text)) yield return match.Groups["name"].Value;
                foreach (Match match in Failures().Matches(text))
                    foreach (Capture name in match.Groups["name"].Captures) yield return name.Value;
                if (Path.GetFileName(file) == "Failures.cs")
                    foreach (Match match in Arms().Matches(text)) yield return match.Groups["name"].Value;
            }
            foreach (Match match in Named().Matches(text)) yield return match.Groups["name"].Value;
            if (text.Contains("record SimUnfit(", StringComparison.Ordinal))
                foreach (Match match in Unfit().Matches(text)) yield return match.Groups["name"].Value;
        }
    }

    private static string Small(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    [GeneratedRegex("(CommandFailure\\.Missing|OfFiles)\\(\\s*\"(?<name>\\w+)\"")]
    private static partial Regex Literals();

    [GeneratedRegex("(ExitCode\\.\\w+|exitCode),\\s*(\\$?\"[^\"]*\"|[^,\"]+),\\s*(\"(?<name>\\w+)\"|[^,\"]*\\? \"(?<name>\\w+)\" : \"(?<name>\\w+)\")")]
    private static partial Regex Failures();

    [GeneratedRegex("=> \"(?<name>\\w+)\",")]
    private static partial Regex Arms();

    [GeneratedRegex("new\\(\"(?<name>[a-z]\\w+)\", ")]
    private static partial Regex Unfit();

    [GeneratedRegex("new (IncompletePackageException|ReaderChoiceException|ProfileEditException|PackagePathException)\\(\"(?<name>\\w+)\"")]
    private static partial Regex Named();
}
