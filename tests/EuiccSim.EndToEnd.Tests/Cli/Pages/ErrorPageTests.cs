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

/// <summary>docs/errors.md has each name that the tool can say, and no other; a run of the tool says each in some test.</summary>
public sealed partial class ErrorPageTests
{
    [Test]
    public void The_page_has_each_name_that_the_tool_can_say_and_no_other() => Assert.That(ErrorPage.Names.Distinct(), Is.EquivalentTo(Names()), "docs/errors.md");

    [Test]
    public void What_to_do_is_said_for_each() => Assert.That(ErrorPage.Rows.Where(row => row.Advice.Length < 15 || row.Advice[^1] is not ('.' or '?')), Is.Empty);

    /// <summary>Each test by itself makes sure that the tool says what it says that the tool says: <see cref="SaysAttribute"/>.</summary>
    [Test]
    public void Each_name_is_said_by_the_tool_in_a_test_and_no_test_has_another()
    {
        // A code without a name has its number.
        Assert.That(SaysAttribute.All.Distinct().Where(name => !int.TryParse(name, out _)), Is.EquivalentTo(ErrorPage.Names.Distinct()), "docs/errors.md, and what tests have for [Says]");
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
            typeof(ListNotificationsResultError), typeof(AuthenticateErrorCode), typeof(DeleteResult),
            typeof(SetNicknameResult), typeof(EnableResult), typeof(ProfileInfoListError), typeof(DisableResult), typeof(ResetResult),
        ];
        // LoadCRL no verb calls, and what becomes of CancelSession is not told.
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

    [GeneratedRegex("(CommandFailure\\.Missing|OfFiles)\\(\\s*\"(?<name>\\w+)\"|PackageSource\\.Read\\(.*?, \"(?<name>\\w+)\"\\)")]
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
