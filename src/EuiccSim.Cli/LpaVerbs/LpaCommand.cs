namespace EuiccSim.Cli.LpaVerbs;

/// <summary><c>euiccsim lpa</c>: the functions of an eUICC, on any card.</summary>
internal static class LpaCommand
{
    internal static Command Build(Surroundings at)
    {
        CardTargetOptions target = new();
        Command command = new("lpa", "Manages the profiles of an eUICC.")
        {
            ListingVerbs.Info(at, target),
            ListingVerbs.List(at, target),
            ProfileVerbs.Enable(at, target),
            ProfileVerbs.Disable(at, target),
            ProfileVerbs.Delete(at, target),
            ProfileVerbs.Nickname(at, target),
            DefaultDpVerb.Build(at, target),
            MemoryResetVerb.Build(at, target),
            DownloadVerb.Build(at, target),
            InstallVerb.Build(at, target),
            DiscoverVerb.Build(at, target),
            NotificationsVerbs.Build(at, target),
        };
        target.AddWithLpaTo(command);
        return command;
    }
}
