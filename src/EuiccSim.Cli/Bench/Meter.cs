namespace EuiccSim.Cli.Bench;

/// <summary>Times an action beside its floor, in turn, so that both see the same machine. What counts is the median of the rounds.</summary>
internal static class Meter
{
    /// <summary>Milliseconds of one action and of its floor. <paramref name="prepare"/> is not timed.</summary>
    internal static (double Value, double Floor) Milliseconds<T>(Func<T> prepare, Action<T> action, Action floor, int rounds = 60)
    {
        List<double> values = [];
        List<double> floors = [];
        for (int i = 0; i < rounds + WarmUp; i++)
        {
            T prepared = prepare();
            double value = Time(() => action(prepared), 1);
            double beside = Time(floor, 1);
            if (i < WarmUp) continue;
            values.Add(value);
            floors.Add(beside);
        }
        return (Median(values) * 1000, Median(floors) * 1000);
    }

    /// <summary>Actions in a second, and floors in a second.</summary>
    internal static (double Value, double Floor) PerSecond(Action action, Action floor, int batch = 50_000, int rounds = 15)
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
        return (batch / Median(values), batch / Median(floors));
    }

    private static double Time(Action action, int times)
    {
        long began = TimeProvider.System.GetTimestamp();
        for (int i = 0; i < times; i++) action();
        return TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    private const int WarmUp = 60;
}
