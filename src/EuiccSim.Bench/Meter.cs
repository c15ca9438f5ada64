namespace EuiccSim.Bench;

/// <summary>
/// Times an action beside its floor, in turn, so that both see the same machine. What counts is the fastest round of each: whatever else
/// the machine does can only add.
/// </summary>
internal static class Meter
{
    /// <summary>Milliseconds of one action and of its floor. <paramref name="prepare"/> is not timed.</summary>
    internal static (double Value, double Floor) Milliseconds<T>(Func<T> prepare, Action<T> action, Action floor, int rounds = 400)
    {
        List<double> values = [];
        List<double> floors = [];
        long began = TimeProvider.System.GetTimestamp();
        while (values.Count < rounds)
        {
            T prepared = prepare();
            double value = Time(() => action(prepared), 1);
            double beside = Time(floor, 1);
            if (TimeProvider.System.GetElapsedTime(began) < s_warmUp) continue;
            values.Add(value);
            floors.Add(beside);
        }
        return (values.Min() * 1000, floors.Min() * 1000);
    }

    /// <summary>Actions in a second, and floors in a second.</summary>
    internal static (double Value, double Floor) PerSecond(Action action, Action floor, int batch = 20_000, int rounds = 40)
    {
        List<double> values = [];
        List<double> floors = [];
        for (int i = 0; i < rounds + 3; i++)
        {
            double value = Time(action, batch);
            double beside = Time(floor, batch);
            if (i < 3) continue;
            values.Add(value);
            floors.Add(beside);
        }
        return (batch / values.Min(), batch / floors.Min());
    }

    private static double Time(Action action, int times)
    {
        long began = TimeProvider.System.GetTimestamp();
        for (int i = 0; i < times; i++) action();
        return TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }

    // Until the just-in-time compiler has done its work in the background.
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(4);
}
