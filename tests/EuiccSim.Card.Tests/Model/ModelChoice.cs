namespace EuiccSim.Card.Tests.Model;

/// <summary>What command the numbers of a step choose, in the state that there is.</summary>
internal static class ModelChoice
{
    private const string UnknownIccid = "89019990001234567899";
    private const string UnknownAid = "A0000005591010FFFFFFFF8900FFFF00";
    private static readonly string?[] s_tags = [null, null, "5A9F70", "B699", "4F90C0955A", "9F1F", ""];
    private static readonly string[] s_names = ["", "A", "Work", "Zuhause ✈", new('n', 64)];
    // Mostly the Test Profiles: the others are then left to come back, or not.
    private static readonly int[] s_options = [2, 2, 2, 6, 1, 3, 4, 5, 7, 0];
    private static readonly string[] s_addresses = ["", "smdp.example.com", "other.example.com"];

    /// <summary>The commands that change what the eUICC keeps.</summary>
    internal static StepKind[] Changing { get; } =
        [StepKind.Enable, StepKind.Disable, StepKind.Delete, StepKind.Nickname, StepKind.MemoryReset, StepKind.Remove, StepKind.SetDefaultDp];

    internal static StepKind[] All { get; } =
        [.. Changing, StepKind.List, StepKind.Retrieve, StepKind.RetrieveOne, StepKind.Addresses, StepKind.Profiles, StepKind.Eid];

    internal static ModelCommand Command(StepKind kind, Step step, ModelState state) => kind switch
    {
        StepKind.Enable => ModelCommand.Enable(Id(step.B, state), step.A % 3 != 0),
        StepKind.Disable => ModelCommand.Disable(
            step.B % 2 == 0 && state.Enabled is { } enabled ? enabled.Iccid : Id(step.B, state), step.A % 3 != 0),
        StepKind.Delete => ModelCommand.Delete(Id(step.B, state)),
        StepKind.Nickname => ModelCommand.Nickname(Profile(step.B, state)?.Iccid ?? UnknownIccid, s_names[step.A % s_names.Length]),
        StepKind.MemoryReset => ModelCommand.MemoryReset(s_options[step.B % s_options.Length]),
        StepKind.List => ModelCommand.List(Events(step.B)),
        StepKind.Retrieve => ModelCommand.Retrieve(Events(step.B)),
        StepKind.RetrieveOne => ModelCommand.RetrieveOne(Number(step.B, state)),
        StepKind.Remove => ModelCommand.Remove(Number(step.B, state)),
        StepKind.SetDefaultDp => ModelCommand.SetDefaultDp(s_addresses[step.B % s_addresses.Length]),
        StepKind.Addresses => ModelCommand.Addresses,
        StepKind.Profiles => ModelCommand.Profiles(Criterion(step.B, state), s_tags[step.A % s_tags.Length]),
        _ => ModelCommand.Eid,
    };

    private static ModelProfile? Profile(int number, ModelState state)
    {
        int index = number / 2 % (state.Profiles.Count + 1);
        return index < state.Profiles.Count ? state.Profiles[index] : null;
    }

    /// <summary>By ICCID or AID; now and then one that is not there.</summary>
    private static string Id(int number, ModelState state)
    {
        ModelProfile? profile = Profile(number, state);
        return number / 64 % 2 == 0 ? profile?.Iccid ?? UnknownIccid : profile?.Aid ?? UnknownAid;
    }

    private static string Criterion(int number, ModelState state) => (number % 6) switch
    {
        0 => ModelCommand.Identifier(Id(number, state)),
        1 => Hex.Tlv("95", $"{number / 6 % 3:X2}"),
        _ => "",
    };

    /// <summary>Any of the four events, or none, or -1 for no filter.</summary>
    private static int Events(int number) => number % 3 == 0 ? -1 : number / 3 % 16 << 4;

    /// <summary>The number of a notification in the list, or the last that was given, or the next.</summary>
    private static long Number(int number, ModelState state) => (number % 8) switch
    {
        0 => state.NextNumber,
        1 => state.NextNumber - 1,
        _ when state.Notifications.IsEmpty => 0,
        _ => state.Notifications[number / 8 % state.Notifications.Count].Number,
    };
}
